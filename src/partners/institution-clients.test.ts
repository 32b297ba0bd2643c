import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { anInstitution, mitraUji } from '../../test/an-institution.ts'
import { machineClock } from '../kernel/clock.ts'
import { integrationListener } from './integration-listener.ts'

const programme = await anInstitution()
const { ctx, pool, clock, deps, directory } = programme
const listener = integrationListener({ ...deps, systemClock: machineClock })
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo
after(async () => {
  server.close().closeAllConnections()
  await programme.close()
})

// The partner of the published vectors: its key is shorter than one that is registered today.
await pool.query(
  `with made as (
     insert into partner (client_code, name, kind, domain, institution_id, created_at)
     values ('myclient_code', 'My Client', 'institution', 'my.example', 1, now()) returning partner_id
   ) insert into partner_key select partner_id, 1, $1, now() from made`,
  [ctx.secrets.seal('my_sign_key')],
)
directory.changed()

interface Sent {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Writes a request byte by byte, header names as they are, and reads the JSON of the answer. */
async function send({ path, headers, body }: Sent) {
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: api.example',
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  const said = await new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`))
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
  const [, status] = /^HTTP\/1\.1 (\d+) /.exec(said) ?? []
  const answer = JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4))
  return { status: Number(status), code: answer.code as string | undefined, answer }
}

const root = '/api/v1/integration'
const uji = { client: 'mitra-uji-01', timestamp: '1700000000' }
const published = { client: 'myclient_code', timestamp: '1516239022' }
const status = `${root}/payment/redeem-code/status`
const statusSignature = 'b87ea70d8aa0a826ff4eb12a8efca40f55617593'

/** Every vector of an institution's call: who, where, the bytes, the signature; and what the demo's codes make of it. */
const vectors = [
  {
    ...published,
    path: `${root}/payment/redeem-code/commit`,
    body: '{"redeem_code":"code"}',
    signature: '943c20a8e36b6243f576404b00fffdc86411ce1f',
    code: 'ERRTRX40020',
  },
  {
    ...published,
    path: `${root}/payment/redeem-code/commit`,
    body: '{"code":"code"}',
    signature: 'd46b59b221335976b46eafb752035a1172a8beb2',
    code: 'ERRPLT40051',
  },
  { ...uji, path: status, body: '{"redeem_code":"UJI0KODE0001"}', signature: statusSignature },
  { ...uji, path: status, body: '{"redeem_code": "UJI0KODE0001"}', signature: statusSignature },
  { ...uji, path: `/${status}`, body: '{"redeem_code":"UJI0KODE0001"}', signature: statusSignature },
  {
    ...uji,
    path: status,
    body: '{"redeem_code":"UJI0KODE0001","sequence":1}',
    signature: '91ffa9151e13800ade1ff94f628ea5e4626e9f76',
  },
  {
    ...uji,
    path: `${root}/oauth/url-generate`,
    body: String.raw`{"redeem_code":"UJI0KODE0001","sequence":1,"redirect_uri":"https:\/\/lp.contoh.test\/kembali","email":"peserta@contoh.test"}`,
    signature: 'e5d7242132880e26cbbf7c5e07721fb1fbabeac5',
  },
  {
    ...uji,
    path: `${root}/tpm/feedback/submission`,
    body: '{"redeem_code":"UJI0KODE0001","scope":"tpm","sequence":1,"notes":"Bagus & rapi","url_file":"https://lp.contoh.test/a.pdf"}',
    signature: 'f18ac5b8283d2467f46df6cd1ee30d00dde9e826',
  },
] as const

test('every vector is answered at its time, and one second of another call is not', async () => {
  for (const vector of vectors) {
    const { client, timestamp, path, body, signature } = vector
    clock.set(new Date(Number(timestamp) * 1000))
    // The demo's webinar runs around the day on which it was made.
    await pool.query(
      `update schedule set starts_at = $1, ends_at = $2 where schedule_code = 'UJI-WEBINAR-J1'`,
      [new Date(clock.now().getTime() - 1000), new Date(clock.now().getTime() + 3_600_000)],
    )
    const headers = { 'Content-Type': 'application/json', client_code: client, timestamp, signature }
    const { status: http, code } = await send({ path, headers, body })
    const expected = 'code' in vector ? vector.code : undefined
    assert.deepEqual([http, code], [expected ? 400 : 200, expected], `${path} ${body}`)
    for (const spoilt of [
      { path, body, headers: { ...headers, timestamp: String(Number(timestamp) + 1) } },
      { path, headers, body: body.replace(/"(code|UJI0KODE0001)"/, '"LAIN"') },
      {
        path,
        body,
        headers: { ...headers, signature: signature.replace(/.$/, (d) => (d === '0' ? '1' : '0')) },
      },
      { path, body, headers: { ...headers, client_code: 'tidak-ada' } },
    ])
      assert.equal((await send(spoilt)).code, 'ERRAUT40151', body)
  }
  clock.set('2026-11-23T10:00:00+07:00')
  await pool.query(
    `update schedule set starts_at = $1, ends_at = null where schedule_code = 'UJI-WEBINAR-J1'`,
    [new Date(clock.now().getTime() - 1000)],
  )
})

const goEscapes = (text: string) =>
  text.replace(/[&<>\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
const phpEscapes = (text: string) =>
  text
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** How clients write, sign and send: what is known of real ones. */
const clients = [
  { name: 'raw', sent: (body: string) => body, signed: (body: string) => body },
  {
    name: 'compact, sent with blanks',
    sent: (body: string) => JSON.stringify(JSON.parse(body), null, 1),
    signed: (body: string) => body,
  },
  { name: 'Go, signed with its escapes', sent: (body: string) => body, signed: goEscapes },
  { name: 'Go, sent with its escapes', sent: goEscapes, signed: goEscapes },
  { name: 'PHP', sent: phpEscapes, signed: phpEscapes },
  {
    name: 'double slash',
    sent: (body: string) => body,
    signed: (body: string) => body,
    slashes: '/',
  },
  {
    name: 'header case',
    sent: (body: string) => body,
    signed: (body: string) => body,
    header: (name: string) => name.replace(/^./, (letter) => letter.toUpperCase()),
  },
  {
    name: 'timestamp rounded up',
    sent: (body: string) => body,
    signed: (body: string) => body,
    later: 300,
  },
  {
    name: 'content type with a charset, in capitals',
    sent: (body: string) => body,
    signed: (body: string) => body,
    contentType: 'Application/JSON; charset=UTF-8',
  },
]

const notes = 'Café & <rapi>\u2028 sudah'
const session = { redeem_code: 'UJI0KODE0001', scope: 'tpm', sequence: 3 }
const asked: readonly (readonly [string, object])[] = [
  ['payment/redeem-code/status', { redeem_code: 'UJI0KODE0001' }],
  ['payment/redeem-code/status', { redeem_code: 'UJI0KODE0001', sequence: 2 }],
  ['payment/redeem-code/commit', { redeem_code: 'TC2-001-200' }],
  ['payment/redeem-code/reset', { redeem_code: 'PRAT-UJI00001' }],
  [
    'oauth/url-generate',
    {
      redeem_code: 'UJI0KODE0018',
      redirect_uri: 'https://lp.contoh.test/kembali',
      email: 'peserta@contoh.test',
    },
  ],
  ['tpm/submission', { ...session, url_file: 'https://lp.contoh.test/a.pdf?a=1&b=2' }],
  ['tpm/feedback/submission', { ...session, notes, url_file: 'https://lp.contoh.test/a.pdf' }],
  ['tpm/submission/status', session],
]

/** What differs from answer to answer. */
function alike(data: Record<string, unknown>) {
  const { id, state, url, redeem_at, ...rest } = data
  return { ...rest, types: [typeof id, typeof state, typeof url, typeof redeem_at] }
}

test('every described client gets the same answer from every call, field by field and type by type', async () => {
  for (const [call, value] of asked) {
    const answers = new Map<string, unknown>()
    for (const { name, sent, signed, ...habits } of clients) {
      const path = `${root}/${call}`
      const body = JSON.stringify(value)
      const timestamp = String(Math.ceil(clock.now().getTime() / 1000) + (habits.later ?? 0))
      const text = `${mitraUji.clientCode}${timestamp}POST${path}${signed(body)}`
      const signature = createHmac('sha1', mitraUji.key).update(text).digest('hex')
      const plain = { client_code: mitraUji.clientCode, timestamp, signature }
      const headers = Object.fromEntries(
        Object.entries({ 'content-type': habits.contentType ?? 'application/json', ...plain }).map(
          ([header, content]) => [habits.header?.(header) ?? header, content],
        ),
      )
      const { status: http, answer } = await send({
        path: `${habits.slashes ?? ''}${path}`,
        headers,
        body: sent(body),
      })
      assert.equal(http, 200, `${name}: ${call} ${answer.message}`)
      assert.deepEqual(Object.keys(answer), ['success', 'message', 'data'])
      answers.set(name, alike(answer.data))
    }
    for (const [name, answer] of answers) assert.deepEqual(answer, answers.get('raw'), `${name}: ${call}`)
  }
})

/** What the client in Python prints; anything but success is thrown. */
function python(...words: string[]): Promise<string> {
  const file = fileURLToPath(new URL('../../test/clients/lembaga.py', import.meta.url))
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [file, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`python3 ended with ${code}`)),
    )
  })
}

test('an institution’s client in Python, with its own library, is understood in all that it asks', async () => {
  const story = JSON.parse(await python(`http://127.0.0.1:${port}`, mitraUji.clientCode, mitraUji.key))
  const [first, exam, used, again, link, handedIn, said, state] = story
  assert.deepEqual([first.status, first.attendance_status, first.course_type], [0, 0, 1])
  assert.deepEqual([exam.sequence, exam.attendance_status], [999, 0])
  assert.deepEqual([used.status, used.attendance_status], [1, 1])
  assert.deepEqual(again, { http: 400, code: 'ERRTRX40063', message: 'Redeem Code sudah digunakan' })
  assert.match(link.url, new RegExp(`state=${link.state}$`))
  assert.equal(handedIn.url_file, 'https://lp.contoh.test/a.pdf?a=1&b=<2>')
  assert.equal(said.notes, 'Café & rapi')
  assert.deepEqual([state.assignment.status, state.feedback.status], [1, 1])
})

test('none of it was a fault', () => assert.deepEqual(programme.faults, []))
