import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { aPartnerApi } from '../../test/a-partner-api.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { calls } from './calls.ts'
import { partnerDirectory } from './directory/directory.ts'
import { rotateKey } from './directory/keys.ts'
import { signedRequest } from './signatures/signed-request.ts'

const { ctx, clock, purchases, close } = await aProgramme()
const directory = partnerDirectory(ctx)
const made = await rotateKey(ctx, directory, { actor: 'cli:test', requestId: 'r-test', clientCode: 'toko' })
assert.ok(made.ok)
const toko = { clientCode: 'toko', key: made.value.key }
const limits = { partnerPerSecond: 1e9, addressPerSecond: 1e9 }
const link = (path: string) => `https://bekal.example${path}`
const deps = { ctx, purchases, link, directory, limits, onFault: (fault: unknown) => console.error(fault) }
const api = await aPartnerApi(deps)
after(close)

async function soundAnswer(response: Response): Promise<number> {
  const text = await response.text()
  assert.ok(response.status < 500, `${response.status} ${text}`)
  assert.equal(response.headers.get('content-type'), 'application/json')
  const body = JSON.parse(text)
  assert.equal(typeof body.message, 'string')
  assert.equal(typeof body.success, 'boolean')
  assert.equal(body.success, response.status === 200)
  return response.status
}

const path = fc.constantFrom(...calls.map((call) => call.path))
const fieldNames = [...new Set(calls.flatMap((call) => Object.keys(call.fields)))]
const fieldValue = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 140 }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '1234567890123456',
    '4111111111111111',
    '123456',
    'kursus-1',
    '',
    '__proto__',
  ),
  fc.jsonValue(),
  fc.double(),
  fc.integer(),
)
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...fieldNames), fieldValue).map((fields) => JSON.stringify(fields)),
  fc.json(),
  fc.string({ unit: 'binary' }),
)

test('signed calls with any body get JSON with a message and never a 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(
      path,
      body,
      fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      async (to, text, token) => {
        const paymentToken = token && /^[!-~]+$/.test(token) ? token : 'T'
        // What cannot be UTF-8 becomes U+FFFD on the way out: sign what is sent.
        const sent = Buffer.from(text).toString()
        const signed = signedRequest(toko, {
          path: to,
          body: sent,
          nowMs: clock.now().getTime(),
          ...(to.endsWith('authorize') && { paymentToken }),
        })
        const status = await soundAnswer(await api.request(to, signed))
        assert.ok(status === 200 || status === 400)
      },
    ),
    { numRuns: 400 },
  )
})

test('any bytes under any headers get JSON with a message and never a 5xx', async () => {
  const value = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.constantFrom('toko', '1700000000', '0'.repeat(40), 'application/json'),
  )
  const printable = value.map((text) => text.replace(/[^ -~]/g, '').trim())
  const names = [
    'client_code',
    'timestamp',
    'signature',
    'signature-sha256',
    'authorization',
    'content-type',
    'x-request-id',
    'content-encoding',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...names), printable),
      fc.uint8Array({ maxLength: 300 }),
      path,
      fc.constantFrom('', '/', '%00', '?', '#', '//', '/../status', '\u{1f393}'),
      fc.constantFrom('POST', 'POST', 'GET', 'PUT', 'DELETE'),
      async (headers, bytes, to, tail, method) => {
        const init = { method, headers, ...(method !== 'GET' && { body: Buffer.from(bytes) }) }
        await soundAnswer(await api.request(to + tail, init))
      },
    ),
    { numRuns: 400 },
  )
})

const statusPath = '/api/v1/integration/payment/status'

test('a call with a double slash at the very front is understood', async () => {
  const signed = signedRequest(toko, {
    path: statusPath,
    body: '{"invoice_code":"x"}',
    nowMs: clock.now().getTime(),
  })
  const lines = Object.entries(signed.headers).map(
    ([header, value]) => `${header.replace('client', 'Client')}: ${value}`,
  )
  const asked = [
    `POST /${statusPath}?a=//b HTTP/1.1`,
    'Host: a',
    ...lines,
    'Content-Length: 20',
    'Connection: close',
    '',
    signed.body,
  ]
  const answer = await new Promise<string>((resolve, reject) => {
    let said = ''
    const socket = connect(api.port, '127.0.0.1', () => socket.write(asked.join('\r\n')))
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('end', () => resolve(said))
    socket.on('error', reject)
  })
  assert.match(answer, /^HTTP\/1\.1 400 /)
  assert.match(answer, /ERRTRX40020/)
})

test('a body that is too large is answered by 413, declared or not', async () => {
  const headers = { 'content-type': 'application/json' }
  for (const body of ['x'.repeat(70_000), 'x'.repeat(1_000_000)]) {
    assert.equal(await soundAnswer(await api.request(statusPath, { method: 'POST', headers, body })), 413)
    const stream = {
      method: 'POST',
      headers,
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit
    assert.equal(await soundAnswer(await api.request(statusPath, stream)), 413)
  }
})

test('a purchase call works', async () => {
  const signed = signedRequest(toko, {
    path: statusPath,
    body: '{"invoice_code":"x"}',
    nowMs: clock.now().getTime(),
  })
  const response = await api.request(statusPath, signed)
  assert.equal(await soundAnswer(response), 400)
  assert.match(response.headers.get('x-request-id')!, /^[\w.-]{8,64}$/)
})
