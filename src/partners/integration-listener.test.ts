import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { aPartnerApi, type PartnerApi } from '../../test/a-partner-api.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { tamper } from '../../test/database.ts'
import { hour, second } from '../kernel/clock.ts'
import { partnerDirectory } from './directory/directory.ts'
import { rotateKey } from './directory/keys.ts'
import { registerPartner } from './directory/register-partner.ts'
import { signedRequest } from './signatures/signed-request.ts'

const programme = await aProgramme()
const { ctx, clock, pool, purchases, aCard, aCourse, otpFor } = programme
after(() => programme.close())
await tamper(pool, `select setval(pg_get_serial_sequence('partner', 'partner_id'), 10)`)

const directory = partnerDirectory(ctx)
const by = { actor: 'cli:test', requestId: 'r-test' }
async function keyOf(clientCode: string): Promise<string> {
  const made = await rotateKey(ctx, directory, { ...by, clientCode })
  assert.ok(made.ok)
  return made.value.key
}
const toko = { clientCode: 'toko', key: await keyOf('toko') }
const kupon = { clientCode: 'kupon', key: await keyOf('kupon') }
const lembaga = { clientCode: 'lembaga', key: 'kunci-lembaga-0123456789' }
await registerPartner(ctx, directory, {
  ...by,
  ...lembaga,
  name: 'LKP',
  kind: 'institution',
  domain: 'lkp.example',
  institutionId: 1,
})

const faults: unknown[] = []
const limits = { partnerPerSecond: 100_000, addressPerSecond: 100_000 }
const link = (path: string) => `https://bekal.example${path}`
const deps = { ctx, purchases, link, directory, limits, onFault: (fault: unknown) => faults.push(fault) }
const api = await aPartnerApi(deps)

beforeEach(() => clock.advance(hour))

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: { success: boolean; code?: string; message: string; data?: Record<string, unknown> }
}

async function answerOf(asked: Response | Promise<Response>): Promise<Answer> {
  const response = await asked
  assert.equal(response.headers.get('content-type'), 'application/json')
  const body = JSON.parse(await response.text())
  assert.equal(typeof body.message, 'string')
  return { status: response.status, headers: response.headers, body }
}

interface Options {
  readonly by?: { clientCode: string; key: string }
  readonly paymentToken?: string
  readonly algorithm?: 'sha1' | 'sha256'
  readonly atMs?: number
  readonly slashes?: string
  readonly headers?: Record<string, string | undefined>
}

function call(name: string, body: unknown, options: Options = {}): Promise<Answer> {
  const path = `/api/v1/integration/payment/${name}`
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const { paymentToken, algorithm, by = toko, atMs = clock.now().getTime() } = options
  const signed = signedRequest(by, {
    path,
    body: text,
    nowMs: atMs,
    ...(paymentToken !== undefined && { paymentToken }),
    ...(algorithm && { algorithm }),
  })
  const headers = new Headers(signed.headers)
  for (const [header, value] of Object.entries(options.headers ?? {})) {
    if (value === undefined) headers.delete(header)
    else headers.set(header, value)
  }
  return answerOf(api.request(`${options.slashes ?? ''}${path}`, { ...signed, headers }))
}

async function refused(answer: Promise<Answer>, code: string, message?: RegExp): Promise<void> {
  const { status, body } = await answer
  assert.deepEqual([status, body.code, body.success, 'data' in body], [400, code, false, false], body.message)
  if (message) assert.match(body.message, message)
}

let buyers = 0
async function anOrder(quota = 10) {
  const [card, course] = [await aCard(), await aCourse({ quota })]
  return {
    card,
    course,
    body: {
      user_platform_id: `pembeli-${++buyers}`,
      prakerja_id: card.number,
      course_code: course.courseCode,
      schedule_code: course.scheduleCode,
      amount: course.amount,
    },
  }
}

async function bought(invoiceCode: string | number, as = toko) {
  const order = await anOrder()
  const sent = await call('send-otp', order.body, { by: as })
  assert.equal(sent.status, 200, sent.body.message)
  const paymentToken = sent.body.data!.payment_token as string
  const body = {
    otp: await otpFor(order.card.phone),
    invoice_url: 'https://toko.example/1',
    invoice_code: invoiceCode,
  }
  const paid = await call('authorize', body, { by: as, paymentToken })
  return { ...order, paymentToken, sent, paid, authorizeBody: body }
}

test('a purchase goes through all five calls in the words of the wire', async () => {
  const quotaBody = (course: { courseCode: string; scheduleCode: string }) => ({
    schedule_code: course.scheduleCode,
    course_code: course.courseCode,
  })
  const { course, sent, paid } = await bought('DP-1')
  assert.deepEqual(Object.keys(sent.body), ['success', 'message', 'data'])
  assert.deepEqual(Object.keys(sent.body.data!), ['payment_token', 'expires_at'])
  assert.equal(sent.body.message, 'OK')
  assert.match(sent.body.data!.expires_at as string, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)

  assert.equal(paid.status, 200, paid.body.message)
  assert.deepEqual([paid.body.success, paid.body.message], [true, 'Pelatihan berhasil dibeli.'])
  const { transaction_code, redeem_code, ...rest } = paid.body.data!
  assert.match(transaction_code as string, /^[A-Z0-9]{16}$/)
  assert.match(redeem_code as string, /^[A-Z0-9]{12}$/)
  assert.deepEqual(rest, {
    invoice_code: 'DP-1',
    amount: 350_000,
    status: 'SUCCESS',
    prakerja_name: 'Siti Aminah',
  })

  const quota = await call('quota-schedule', quotaBody(course))
  assert.deepEqual(quota.body, { success: true, message: 'OK', data: { ...quotaBody(course), quota: 9 } })

  const { created_at, ...state } = (await call('status', { invoice_code: 'DP-1' })).body.data!
  assert.match(created_at as string, /^2026-11-23T\d\d:00:00Z$/)
  const { redeem_code: _, ...known } = paid.body.data!
  assert.deepEqual(state, known)

  const voided = await call('void', { invoice_code: 'DP-1', transaction_code })
  assert.deepEqual([voided.status, voided.body.message], [200, 'Transaksi berhasil dibatalkan.'])
  assert.equal(voided.body.data!.status, 'CANCELLED')
  await refused(call('void', { invoice_code: 'DP-1', transaction_code }), 'ERRPLT40028')
})

test('a voucher storefront gets the voucher code too', async () => {
  const { paid } = await bought('DP-2', kupon)
  assert.match(paid.body.data!.voucher_code as string, /^[A-Z0-9]{12}$/)
})

test('authorize again with the same invoice gives the same answer, and a number is taken for its digits', async () => {
  const { paid, paymentToken, authorizeBody } = await bought(1234567)
  assert.equal(paid.body.data!.invoice_code, '1234567')
  clock.advance(10 * second)
  const again = await call('authorize', { ...authorizeBody, invoice_code: '1234567' }, { paymentToken })
  assert.deepEqual(again.body, paid.body)
  assert.equal((await call('status', { invoice_code: 1234567 })).status, 200)
})

test('a wrong OTP says how many tries are left, and the pending invoice can be asked for, without a name', async () => {
  const { card, body } = await anOrder()
  const sent = await call('send-otp', body)
  const otp = (await otpFor(card.phone)) === '000000' ? '111111' : '000000'
  const wrong = { otp, invoice_url: 'https://toko.example/3', invoice_code: 'DP-3' }
  const paymentToken = sent.body.data!.payment_token as string
  await refused(call('authorize', wrong, { paymentToken }), 'ERROTP40055', /Sisa percobaan: 4 kali/)
  const { created_at: _, ...state } = (await call('status', { invoice_code: 'DP-3' })).body.data!
  const pending = { transaction_code: '', amount: 350_000, status: 'PENDING', prakerja_name: '' }
  assert.deepEqual(state, { invoice_code: 'DP-3', ...pending })
})

test('refusals of the programme come with their codes', async () => {
  const { body } = await anOrder()
  await refused(call('send-otp', { ...body, schedule_code: 'lain' }), 'ERRPLT40052')
  await refused(call('send-otp', { ...body, amount: 349_999 }), 'ERRTRX40051')
  await refused(call('send-otp', { ...body, prakerja_id: '1234567890123456' }), 'ERRTRX40052')
  await refused(call('status', { invoice_code: 'tidak-ada' }), 'ERRTRX40020')
  await refused(call('void', { invoice_code: 'tidak-ada', transaction_code: 'X' }), 'ERRVOD40001')
  const token = { otp: '123456', invoice_url: 'https://toko.example/4', invoice_code: 'DP-4' }
  await refused(call('authorize', token, { paymentToken: 'TOKEN1' }), 'ERRTRX40060')
})

test('an empty course or schedule code has its own error', async () => {
  const { body } = await anOrder()
  for (const empty of ['', ' ', null, undefined]) {
    await refused(call('quota-schedule', { schedule_code: empty, course_code: 'x' }), 'ERRPLT40036')
    await refused(call('quota-schedule', { schedule_code: 'x', course_code: empty }), 'ERRPLT40036')
    await refused(call('send-otp', { ...body, course_code: empty }), 'ERRPLT40036')
  }
})

test('every malformed field is refused by name', async () => {
  const { body } = await anOrder()
  const fields: Record<string, unknown[]> = {
    user_platform_id: [
      undefined,
      null,
      '',
      '  ',
      1,
      true,
      [],
      {},
      'x'.repeat(129),
      'a\0b',
      '\ud800',
      '\udc00x',
    ],
    prakerja_id: [
      undefined,
      1234567890123456,
      '1234 5678 9012 3456',
      '1234-5678-9012-3456',
      '123',
      `${'1'.repeat(17)}`,
      '１２３４５６７８９０１２３４５６',
      '1234567890123456\n',
    ],
    course_code: [5, 'x'.repeat(65), 'a\0'],
    schedule_code: [5, 'x'.repeat(65), 'a\ud800'],
    amount: [undefined, null, '350000', 0, -1, 1.5, 1e10, true, [350_000], ''],
  }
  for (const [field, values] of Object.entries(fields))
    for (const value of values)
      await refused(
        call('send-otp', { ...body, [field]: value }),
        'ERRPLT40051',
        new RegExp(`^${field} .+\\.$`),
      )
  const authorize = { otp: '123456', invoice_url: 'https://toko.example/5', invoice_code: 'DP-5' }
  const others: Record<string, unknown[]> = {
    otp: [undefined, 123456, '12345', '1234567', '12345a', '123456\n'],
    invoice_url: [undefined, 1, 'x'.repeat(2049)],
    invoice_code: [undefined, '', 1.5, -1, 1e20, 'x'.repeat(129), true, 'a\0'],
  }
  for (const [field, values] of Object.entries(others))
    for (const value of values)
      await refused(
        call('authorize', { ...authorize, [field]: value }, { paymentToken: 'T' }),
        'ERRPLT40051',
        new RegExp(`^${field} `),
      )
  await refused(
    call('void', { invoice_code: 'DP-1', transaction_code: 5 }),
    'ERRPLT40051',
    /^transaction_code /,
  )
})

test('marks and blanks that nobody sees are no part of a card number or an OTP', async () => {
  const order = await anOrder()
  const pasted = { ...order.body, prakerja_id: `\u202a${order.card.number}\u200b\u202c` }
  const sent = await call('send-otp', pasted)
  assert.equal(sent.status, 200, sent.body.message)
  const otp = await otpFor(order.card.phone)
  const body = {
    otp: `\u200e${otp.slice(0, 3)}\u00a0${otp.slice(3)}\ufeff`,
    invoice_url: 'https://toko.example/p',
    invoice_code: 'DP-pasted',
  }
  const paid = await call('authorize', body, { paymentToken: sent.body.data!.payment_token as string })
  assert.equal(paid.status, 200, paid.body.message)
})

test('lengths are counted in characters, not in halves of them', async () => {
  await refused(call('status', { invoice_code: '🎓'.repeat(128) }), 'ERRTRX40020')
  await refused(call('status', { invoice_code: '🎓'.repeat(129) }), 'ERRPLT40051')
})

test('a body that is no JSON object is refused', async () => {
  for (const body of ['', ' ', '{', '[]', 'null', '"x"', '1', '\ufeff\ufeff{}', '{"a":1}x', "{'a':1}"])
    await refused(call('status', body), 'ERRPLT40050')
  // One byte order mark is passed over, and what follows is read.
  await refused(call('status', '\ufeff{}'), 'ERRPLT40051')
  await refused(call('status', '\ufeff{"invoice_code":"DP-404"}'), 'ERRTRX40020')
})

test('authorize without a payment token is refused', async () => {
  const body = { otp: '123456', invoice_url: 'https://toko.example/6', invoice_code: 'DP-6' }
  await refused(call('authorize', body), 'ERRTRX40050')
  for (const authorization of ['Bearer abc', 'Payment', 'Payment a b', 'TOKEN1']) {
    const path = '/api/v1/integration/payment/authorize'
    const text = JSON.stringify(body)
    const signed = signedRequest(toko, { path, body: text, nowMs: clock.now().getTime() })
    const headers = { ...signed.headers, authorization }
    await refused(answerOf(api.request(path, { ...signed, headers })), 'ERRTRX40050')
  }
})

test('each missing header is named', async () => {
  for (const header of ['client_code', 'timestamp', 'signature'])
    await refused(call('status', {}, { headers: { [header]: undefined } }), 'ERRAUT40050', new RegExp(header))
})

test('unknown client and wrong signature answer alike', async () => {
  const wrong = await call('status', {}, { by: { clientCode: 'toko', key: 'another key entirely' } })
  const unknown = await call('status', {}, { by: { clientCode: 'siapa', key: toko.key } })
  const keyless = await call('status', {}, { by: { clientCode: 'uji', key: 'nobody has this key' } })
  for (const answer of [wrong, unknown, keyless]) {
    assert.deepEqual([answer.status, answer.body], [400, { ...wrong.body }])
    assert.equal(answer.body.code, 'ERRAUT40151')
  }
})

test('headers arrive in any case', async () => {
  const { body } = await anOrder()
  const path = '/api/v1/integration/payment/send-otp'
  const signed = signedRequest(toko, { path, body: JSON.stringify(body), nowMs: clock.now().getTime() })
  const { client_code, timestamp, signature } = signed.headers as Record<string, string>
  const headers = {
    'CONTENT-TYPE': 'Application/JSON; charset=UTF-8',
    Client_code: client_code!,
    TimeStamp: timestamp!,
    SIGNATURE: signature!,
  }
  assert.equal((await answerOf(api.request(path, { ...signed, headers }))).status, 200)
})

test('repeated slashes are collapsed, at the very front too, and a query is not signed', async () => {
  await refused(call('status', { invoice_code: 'x' }, { slashes: '/' }), 'ERRTRX40020')
  await refused(call('status', { invoice_code: 'x' }, { slashes: '///' }), 'ERRTRX40020')
  const path = '/api/v1/integration/payment/status'
  const signed = signedRequest(toko, { path, body: '{"invoice_code":"x"}', nowMs: clock.now().getTime() })
  for (const asked of [
    '/api//v1/integration///payment/status',
    `${path}?x=//y`,
    '//api/v1//integration/payment/status?',
  ])
    await refused(answerOf(api.request(asked, signed)), 'ERRTRX40020')
})

/** The code that a call to `target` is answered with; undefined where the API leaves it to somebody else. */
async function codeAt(target: string): Promise<string | undefined> {
  const path = '/api/v1/integration/payment/status'
  const body = '{"invoice_code":"x"}'
  const response = await api.post(target, signedRequest(toko, { path, body, nowMs: clock.now().getTime() }))
  const said = await response.text()
  return said === 'not of the partners' ? undefined : JSON.parse(said).code
}

test('an address that is written whole, or with steps in it, is read as the web reads it', async () => {
  for (const target of [
    'http://api.example/api/v1/integration/payment/status',
    'http://api.example//api/v1/integration/payment/status?x=//y',
    '/api/./v1/integration/payment/status',
    '/undian/../api/v1/integration/payment/status',
  ])
    assert.equal(await codeAt(target), 'ERRTRX40020', target)
  for (const target of [
    '/api/v1/integration?x',
    '/api/v1/integration#x',
    '/api/v1/x/../integration',
    '/api/v1/integration/../x',
  ])
    assert.equal(await codeAt(target), 'ERRPLT40450', target)
  // What is not below the address of the API is for somebody else.
  for (const target of ['/api/v1/integrations', '/integration', '*integration'])
    assert.equal(await codeAt(target), undefined, target)
})

test('the timestamp holds for 300 s both ways, rounded up ahead', async () => {
  const now = clock.now().getTime()
  const body = { invoice_code: 'x' }
  for (const offset of [-300, 300])
    await refused(call('status', body, { atMs: now + offset * second }), 'ERRTRX40020')
  for (const offset of [-301, 301])
    await refused(call('status', body, { atMs: now + offset * second }), 'ERRAUT40150')
  clock.advance(400)
  await refused(call('status', body, { atMs: now + 301 * second }), 'ERRTRX40020')
  await refused(call('status', body, { atMs: now + 302 * second }), 'ERRAUT40150')
  await refused(call('status', body, { headers: { timestamp: '1700000000000' } }), 'ERRAUT40051')
})

test('sha256 is taken beside sha1, and instead of it where the partner demands it', async () => {
  const teliti = { clientCode: 'teliti', key: 'kunci-teliti-0123456789' }
  await registerPartner(ctx, directory, {
    ...by,
    ...teliti,
    name: 'Teliti',
    kind: 'storefront',
    domain: 'teliti.example',
    demandsSha256: true,
  })
  const body = { invoice_code: 'x' }
  await refused(call('status', body, { algorithm: 'sha256' }), 'ERRTRX40020')
  await refused(call('status', body, { by: teliti, algorithm: 'sha256' }), 'ERRTRX40020')
  await refused(call('status', body, { by: teliti }), 'ERRAUT40152')
  await refused(call('status', body, { by: { ...teliti, key: 'wrong' } }), 'ERRAUT40151')
  // A wrong strong signature is not saved by a right weak one.
  await refused(call('status', body, { headers: { 'signature-sha256': '0'.repeat(64) } }), 'ERRAUT40151')
})

test('an institution does not buy, and a suspended partner does nothing', async () => {
  await refused(call('status', { invoice_code: 'x' }, { by: lembaga }), 'ERRAUT40154')
  await pool.query(`update partner set status = 'suspended' where client_code = 'kupon'`)
  clock.advance(4 * second)
  await refused(call('status', { invoice_code: 'x' }, { by: kupon }), 'ERRAUT40153')
  await pool.query(`update partner set status = 'active' where client_code = 'kupon'`)
  directory.changed()
})

test('wrong addresses, methods, types and sizes are answered in JSON', async () => {
  const path = '/api/v1/integration/payment/status'
  const answer = async (to: string, init: RequestInit) => {
    const { status, headers, body } = await answerOf(api.request(to, init))
    assert.deepEqual([body.success, 'data' in body], [false, false])
    return { status, headers, body }
  }
  const json = { 'content-type': 'application/json' }
  for (const to of [
    '/api/v1/integration',
    '/api/v1/integration/',
    `${path}/`,
    '/api/v1/integration/payment/STATUS',
  ])
    assert.equal((await answer(to, { method: 'POST', headers: json, body: '{}' })).status, 404)
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const { status, headers } = await answer(path, { method })
    assert.deepEqual([status, headers.get('allow')], [405, 'POST'])
  }
  assert.equal((await api.request(path, { method: 'HEAD' })).status, 405)
  for (const headers of [{ 'content-type': 'text/plain' }, { ...json, 'content-encoding': 'gzip' }, {}])
    assert.equal((await answer(path, { method: 'POST', headers, body: '{}' })).status, 415)
  const big = JSON.stringify({ invoice_code: 'x'.repeat(70_000) })
  assert.equal((await answer(path, { method: 'POST', headers: json, body: big })).status, 413)
  const stream = new Blob([big]).stream()
  const chunked = { method: 'POST', headers: json, body: stream, duplex: 'half' } as RequestInit
  assert.equal((await answer(path, chunked)).status, 413)
})

test('a request id is taken over when it is sane, else made', async () => {
  const id = async (given: string | undefined) =>
    (await call('status', {}, { headers: { 'x-request-id': given } })).headers.get('x-request-id')!
  assert.equal(await id('toko-req.000_1'), 'toko-req.000_1')
  for (const odd of ['short', 'x'.repeat(65), 'with blank here', undefined]) {
    assert.notEqual(await id(odd), odd)
    assert.match(await id(odd), /^[\w.-]{8,64}$/)
  }
})

test('too many calls are answered by 429 with Retry-After, for the partner and for the address', async () => {
  const few = (limits: object) => aPartnerApi({ ...deps, limits })
  const path = '/api/v1/integration/payment/status'
  const signed = (as: typeof toko) =>
    signedRequest(as, { path, body: '{"invoice_code":"x"}', nowMs: clock.now().getTime() })
  const one = await few({ partnerPerSecond: 2 })
  const status = async (on: PartnerApi, as = toko) => (await answerOf(on.request(path, signed(as)))).status
  assert.deepEqual([await status(one), await status(one), await status(one)], [400, 400, 429])
  assert.equal(await status(one, kupon), 400)
  const limited = await answerOf(one.request(path, signed(toko)))
  assert.deepEqual([limited.headers.get('retry-after'), limited.body.code], ['1', 'ERRPLT42950'])
  clock.advance(second)
  assert.equal(await status(one), 400)
  const two = await few({ addressPerSecond: 1 })
  assert.deepEqual([await status(two), await status(two, kupon)], [400, 429])
})

test('a fault is a 503 in JSON that tells nothing of the inside, and is reported once', async () => {
  const broken = { ...purchases, status: () => Promise.reject(new Error('secret detail at /srv/app')) }
  const on = await aPartnerApi({ ...deps, purchases: broken })
  const path = '/api/v1/integration/payment/status'
  const signed = signedRequest(toko, { path, body: '{"invoice_code":"x"}', nowMs: clock.now().getTime() })
  faults.length = 0
  const { status, body } = await answerOf(on.request(path, signed))
  assert.deepEqual([status, body.code, body.success], [503, 'ERRPLT50350', false])
  assert.doesNotMatch(JSON.stringify(body), /secret|srv/)
  assert.equal(faults.length, 1)
})
