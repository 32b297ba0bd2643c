import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aPartnerApi } from '../../test/a-partner-api.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { day, hour } from '../kernel/clock.ts'
import { countedPurchases } from './counted-purchases.ts'
import { partnerDirectory } from './directory/directory.ts'
import { forgetRefusedCalls, listRefusedCalls, refusedCallDays, refusedCalls } from './refused-calls.ts'

const { ctx, pool, clock, purchases, toko, close } = await aProgramme()
after(close)
const refused = refusedCalls(pool)
const link = (path: string) => `https://bekal.example${path}`
const directory = partnerDirectory(ctx)
const api = await aPartnerApi({ ctx, purchases, link, directory, onRefused: refused.note })
const start = clock.now()

const call = (clientCode: string, requestId: string, path = 'payment/send-otp') =>
  api.request(`/api/v1/integration/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      client_code: clientCode,
      timestamp: String(Math.floor(clock.now().getTime() / 1000)),
      signature: 'ff'.repeat(20),
      'x-request-id': requestId,
    },
    body: JSON.stringify({ prakerja_id: '1234567812345670' }),
  })

const list = (clientCode?: string) =>
  listRefusedCalls(pool, { clientCode, since: new Date(start.getTime() - day), limit: 50 })

test('what was refused is counted by partner, call, reason and hour, with the newest requests and no card', async () => {
  for (let i = 1; i <= 7; i++) assert.equal((await call('toko', `permintaan-toko-${i}`)).status, 400)
  await call('toko', 'permintaan-jalan', 'payment/nowhere')
  assert.deepEqual(await list(), [], 'nothing waits for the database')
  await refused.write()
  await call('toko', 'permintaan-toko-8')
  clock.advance(hour)
  await call('toko', 'permintaan-toko-9')
  await refused.write()
  await refused.write()
  const found = await list('toko')
  assert.deepEqual(
    found.map((it) => [it.call, it.refusal, it.refusals, it.requestIds]),
    [
      ['payment/send-otp', 'signature_wrong', 1, ['permintaan-toko-9']],
      ['payment/send-otp', 'signature_wrong', 8, [8, 7, 6, 5, 4].map((i) => `permintaan-toko-${i}`)],
      ['', 'path_unknown', 1, ['permintaan-jalan']],
    ],
  )
  const { rows } = await pool.query(
    'select string_agg(partner_refusal::text, chr(10)) as text from partner_refusal',
  )
  assert.doesNotMatch(rows[0].text, /1234567812345670/)
})

test('what a storefront of ours is refused is counted beside the calls of the others, under a name of its own', async () => {
  const own = countedPurchases(purchases, refused, clock)
  const request = { partner: toko, requestId: 'permintaan-sendiri' }
  const asked = {
    userPlatformId: 'pembeli',
    courseCode: 'TIDAK-ADA',
    scheduleCode: 'TIDAK-ADA',
    amount: 100_000,
  }
  const sent = await own.sendOtp({ ...request, ...asked, cardNumber: '1234567812345670' })
  assert.ok(!sent.ok)
  const paid = await own.authorize({
    ...request,
    ...{
      paymentToken: 'bukan-token',
      otp: '123456',
      invoiceCode: 'INV-1',
      invoiceUrl: 'https://toko.example/INV-1',
    },
  })
  assert.ok(!paid.ok)
  await refused.write()
  const found = (await list('toko')).filter(({ call }) => call.startsWith('storefront/'))
  assert.deepEqual(
    found.map((it) => [it.call, it.refusal, it.refusals, it.requestIds]),
    [
      ['storefront/authorize', paid.refusal, 1, ['permintaan-sendiri']],
      ['storefront/send-otp', sent.refusal, 1, ['permintaan-sendiri']],
    ],
  )
})

test('client codes that nobody has are counted together, however many somebody makes up', async () => {
  for (let i = 0; i < 2500; i++)
    refused.note({
      clientCode: `karangan-${i}`,
      call: 'payment/status',
      refusal: 'signature_wrong',
      requestId: `k-${i}`,
      at: clock.now(),
    })
  await refused.write()
  const unknown = (await list()).filter(({ clientCode }) => clientCode === '')
  assert.equal(
    unknown.reduce((sum, { refusals }) => sum + refusals, 0),
    2500,
  )
  assert.ok(unknown.length <= 2 && unknown.every(({ requestIds }) => requestIds.length <= 5))
})

test('what was refused is forgotten after its time', async () => {
  assert.equal(await forgetRefusedCalls({ db: pool, clock }), 0)
  clock.advance((refusedCallDays + 1) * day)
  assert.ok((await forgetRefusedCalls({ db: pool, clock })) > 0)
  assert.equal((await pool.query('select from partner_refusal')).rowCount, 0)
})
