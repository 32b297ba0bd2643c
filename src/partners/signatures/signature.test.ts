import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { ReceivedBody } from './received-body.ts'
import { isFresh, isUnixSeconds, matchSignature, signingKey } from './signature.ts'

const root = '/api/v1/integration/'
const ours = { clientCode: 'mitra-uji-01', key: 'kunci-uji-bukan-rahasia-0001', timestamp: '1700000000' }
const published = { clientCode: 'myclient_code', key: 'my_sign_key', timestamp: '1516239022' }

interface Sent {
  readonly by?: typeof ours
  readonly path: string
  readonly body: string
  readonly authorization?: string
}

function way(sent: Sent, signature: string, algorithm: 'sha1' | 'sha256' = 'sha1', habit = 0): number {
  const { clientCode, key, timestamp } = sent.by ?? ours
  const body = new ReceivedBody(Buffer.from(sent.body))
  const { authorization } = sent
  const path = root + sent.path
  const call = { clientCode, timestamp, method: 'POST', path, authorization, body, signature, algorithm }
  return matchSignature(call, [signingKey(key)], habit)
}

const status = 'payment/redeem-code/status'
const kept = [
  [
    { by: published, path: 'payment/redeem-code/commit', body: '{"redeem_code":"code"}' },
    '943c20a8e36b6243f576404b00fffdc86411ce1f',
  ],
  [
    { by: published, path: 'payment/redeem-code/commit', body: '{"code":"code"}' },
    'd46b59b221335976b46eafb752035a1172a8beb2',
  ],
  [{ path: status, body: '{"redeem_code":"UJI0KODE0001"}' }, 'b87ea70d8aa0a826ff4eb12a8efca40f55617593'],
  [{ path: status, body: '{"redeem_code": "UJI0KODE0001"}' }, 'b87ea70d8aa0a826ff4eb12a8efca40f55617593'],
  [
    { path: status, body: '{"redeem_code":"UJI0KODE0001","sequence":1}' },
    '91ffa9151e13800ade1ff94f628ea5e4626e9f76',
  ],
  [
    {
      path: 'oauth/url-generate',
      body: String.raw`{"redeem_code":"UJI0KODE0001","sequence":1,"redirect_uri":"https:\/\/lp.contoh.test\/kembali","email":"peserta@contoh.test"}`,
    },
    'e5d7242132880e26cbbf7c5e07721fb1fbabeac5',
  ],
  [
    {
      path: 'tpm/feedback/submission',
      body: '{"redeem_code":"UJI0KODE0001","scope":"tpm","sequence":1,"notes":"Bagus & rapi","url_file":"https://lp.contoh.test/a.pdf"}',
    },
    'f18ac5b8283d2467f46df6cd1ee30d00dde9e826',
  ],
] as const

const authorize = {
  path: 'payment/authorize',
  body: '{"otp":"123456","invoice_url":"https://dp.contoh.test/inv/1","invoice_code":"DP-1"}',
  authorization: 'Payment TOKEN1',
}
const slots = [
  '1bdb3f808f707ad26953fa047b69c0f402c08272',
  'f20d2a848f7a2304d31c66693a95acacb63bf2f5',
  'f25d4f295929f12b3a75fe72e30122968c747a96',
]

test('every vector of the partner API is accepted, whatever the habit', () => {
  for (const [sent, signature] of kept)
    for (let habit = 0; habit < 9; habit++) assert.ok(way(sent, signature, 'sha1', habit) >= 0, sent.body)
})

test('authorize may be signed over nothing, the whole header or the bare token', () => {
  assert.deepEqual(
    slots.map((signature) => way(authorize, signature)),
    [0, 1, 2],
  )
  const { path, body } = authorize
  assert.equal(way({ path, body }, slots[1]!), -1)
})

test('a signature over anything else is not accepted', () => {
  const [sent, signature] = kept[2]
  assert.equal(way({ ...sent, path: 'payment/redeem-code/commit' }, signature), -1)
  assert.equal(way({ ...sent, body: '{"redeem_code":"UJI0KODE0002"}' }, signature), -1)
  assert.equal(way({ ...sent, by: { ...ours, timestamp: '1700000001' } }, signature), -1)
  assert.equal(way({ ...sent, by: { ...ours, clientCode: 'mitra-uji-02' } }, signature), -1)
  assert.equal(way({ ...sent, by: { ...ours, key: 'kunci-uji-bukan-rahasia-0002' } }, signature), -1)
  for (const wrong of [
    '',
    signature.toUpperCase(),
    signature.slice(1),
    `${signature}0`,
    'x'.repeat(40),
    '\u00e9'.repeat(40),
  ])
    assert.equal(way(sent, wrong), -1)
})

test('the second of two keys is as good as the first', () => {
  const [sent, signature] = kept[2]
  const body = new ReceivedBody(Buffer.from(sent.body))
  const signed = { signature, algorithm: 'sha1', authorization: undefined, body } as const
  const call = { ...ours, method: 'POST', path: root + sent.path, ...signed }
  const keys = [signingKey('another key of the partner'), signingKey(ours.key)]
  assert.equal(matchSignature(call, keys), 0)
})

test('a body that cannot be parsed or written again is judged by its bytes alone', () => {
  const bodies = ['', '{', '\ufeff{}', 'null', '[1', `${'['.repeat(30_000)}${']'.repeat(30_000)}`]
  for (const body of bodies) {
    const message = `${ours.clientCode}${ours.timestamp}POST${root}${status}${body}`
    const signature = createHmac('sha1', ours.key).update(message).digest('hex')
    assert.equal(way({ path: status, body }, signature), 0)
    assert.equal(way({ path: status, body }, '0'.repeat(40)), -1)
  }
})

test('a byte order mark in front of the JSON changes nothing, signed with it or without', () => {
  const [sent, signature] = kept[2]
  for (const body of [sent.body, '{"redeem_code": "UJI0KODE0001"}']) {
    const marked = { path: sent.path, body: `\ufeff${body}` }
    assert.ok(way(marked, signature) >= 0, body)
    for (const signed of [body, marked.body]) {
      const message = `${ours.clientCode}${ours.timestamp}POST${root}${sent.path}${signed}`
      assert.ok(way(marked, createHmac('sha1', ours.key).update(message).digest('hex')) >= 0, signed)
    }
    assert.deepEqual(new ReceivedBody(Buffer.from(marked.body)).json(), { redeem_code: 'UJI0KODE0001' })
  }
  assert.equal(new ReceivedBody(Buffer.from('\ufeff\ufeff{}')).json(), undefined)
})

test('all three ways of writing the body are found by both algorithms and for bodies of any size', () => {
  const escaped = (text: string) =>
    text.replace(/[&<>\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('sha1' as const, 'sha256' as const),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
      fc.constantFrom(0, 5000, 30_000),
      fc.nat(8),
      (value, algorithm, key, padding, habit) => {
        const body = JSON.stringify({ value, padding: '&'.repeat(padding) }, null, 1)
        const compact = JSON.stringify(JSON.parse(body))
        for (const signed of [body, compact, escaped(compact)]) {
          const message = `${ours.clientCode}${ours.timestamp}POST${root}${status}${signed}`
          const signature = createHmac(algorithm, key).update(message).digest('hex')
          assert.ok(way({ by: { ...ours, key }, path: status, body }, signature, algorithm, habit) >= 0)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('bytes that are no UTF-8 are signed as they are', () => {
  const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d])
  const call = {
    ...ours,
    method: 'POST',
    path: root,
    authorization: undefined,
    body: new ReceivedBody(bytes),
  }
  const signature = createHmac('sha1', ours.key)
    .update(`${ours.clientCode}${ours.timestamp}POST${root}`)
    .update(bytes)
    .digest('hex')
  assert.equal(matchSignature({ ...call, signature, algorithm: 'sha1' }, [signingKey(ours.key)]), 0)
  assert.equal(call.body.json(), undefined)
})

test('a timestamp holds for 300 s both ways, the future end rounded up', () => {
  const nowMs = 1_700_000_000_400
  const fresh = (seconds: number) => isFresh(String(seconds), nowMs)
  assert.deepEqual([fresh(1_699_999_699), fresh(1_699_999_700)], [false, true])
  assert.deepEqual([fresh(1_700_000_301), fresh(1_700_000_302)], [true, false])
  assert.equal(isFresh('1700000301', 1_700_000_000_000), false)
  assert.ok(isUnixSeconds('1700000000'))
  for (const wrong of ['', '1700000000.5', '-1', ' 1', '1e9', '1700000000000', '١'])
    assert.equal(isUnixSeconds(wrong), false, wrong)
})
