import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type ACard, aProgramme, testRules } from '../../test/a-programme.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { createPurchases } from './create-purchases.ts'
import type { OtpSent } from './purchases.ts'

const programme = await aProgramme()
const { aCard, aCourse, ctx, database, otpFor, pool, toko } = programme
let drawn = 0
/** Another process on the same database: batches, keys and connections of its own. */
const other = createPurchases(ctx, {
  connection: database.connection,
  rules: () => testRules,
  cardLink: () => 'https://bekal.example/kartu',
  demo: false,
  drawOtp: () => String(100_000 + drawn++),
  onMessages: () => {},
})
after(async () => {
  await other.close()
  await programme.close()
})
const rooms = [programme.purchases, other] as const

type Course = Awaited<ReturnType<typeof aCourse>>
let serial = 0
const fresh = (word: string) => `${word}-${++serial}`

function request(card: ACard, course: Course, userPlatformId = fresh('akun')) {
  return { partner: toko, userPlatformId, cardNumber: card.number, ...course, requestId: 'r-1' }
}

async function sent(card: ACard, course: Course, account?: string): Promise<OtpSent & { otp: string }> {
  const outcome = await rooms[serial % 2]!.sendOtp(request(card, course, account))
  assert.ok(outcome.ok)
  return { ...outcome.value, otp: await otpFor(card.phone) }
}

function authorize(room: number, paymentToken: string, otp: string, invoiceCode = fresh('DP')) {
  const invoiceUrl = `https://toko.example/${invoiceCode}`
  return rooms[room % 2]!.authorize({
    partner: toko,
    paymentToken,
    otp,
    invoiceCode,
    invoiceUrl,
    requestId: 'r-2',
  })
}

const cards = (count: number) => Promise.all(Array.from({ length: count }, () => aCard()))
const counted = (outcomes: readonly { ok: boolean; refusal?: string }[]) => {
  const counts: Record<string, number> = {}
  for (const { ok, refusal } of outcomes) {
    const name = ok ? 'done' : refusal!
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

test('one card asked for in both processes: one purchase begins', async () => {
  for (let i = 0; i < 10; i++) {
    const [card, course] = [await aCard(), await aCourse()]
    const asked = request(card, course)
    assert.deepEqual(counted(await Promise.all([0, 1, 0, 1].map((room) => rooms[room]!.sendOtp(asked)))), {
      done: 1,
      otp_too_soon: 3,
    })
  }
})

test('the balance of one card is held once', async () => {
  for (let i = 0; i < 10; i++) {
    const card = await aCard({ balance: 500_000 })
    const courses = await Promise.all([0, 1, 2, 3].map(() => aCourse({ price: 300_000 })))
    const outcomes = await Promise.all(
      courses.map((course, n) => rooms[n % 2]!.sendOtp(request(card, course))),
    )
    assert.deepEqual(counted(outcomes), { done: 1, card_not_usable: 3 })
  }
})

test('one purchase authorized in both processes is paid once, and all get the same answer', async () => {
  for (let i = 0; i < 10; i++) {
    const { paymentToken, otp } = await sent(await aCard(), await aCourse())
    const invoice = fresh('DP')
    const answers = await Promise.all([0, 1, 0, 1].map((room) => authorize(room, paymentToken, otp, invoice)))
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal(answers[0]!.ok, true)
    const under = await Promise.all([0, 1].map((room) => authorize(room, paymentToken, otp)))
    assert.deepEqual(counted(under), { token_used: 2 })
  }
})

test('many cards race for one invoice, one account: one of them pays', async () => {
  const course = await aCourse({ quota: 1000 })
  for (let i = 0; i < 5; i++) {
    const account = fresh('akun')
    const forAccount = await Promise.all((await cards(8)).map((card) => sent(card, course, account)))
    const paid = await Promise.all(forAccount.map((one, n) => authorize(n, one.paymentToken, one.otp)))
    assert.deepEqual(counted(paid), { done: 1, account_uses_other_card: 7 })
    const forInvoice = await Promise.all((await cards(8)).map((card) => sent(card, course)))
    const invoice = fresh('DP')
    const answers = await Promise.all(
      forInvoice.map((one, n) => authorize(n, one.paymentToken, one.otp, invoice)),
    )
    assert.deepEqual(counted(answers), { done: 1, invoice_taken: 7 })
  }
})

test('invoices and accounts taken crosswise by both processes never end in a fault', async () => {
  const course = await aCourse({ quota: 1000 })
  const names = Array.from({ length: 12 }, () => fresh('silang'))
  const both = [names, [...names].reverse()]
  const asks = await Promise.all(
    both.flatMap((order, room) =>
      order.map(async (name) => ({ room, name, ...(await sent(await aCard(), course, name)) })),
    ),
  )
  const outcomes = await Promise.all(
    asks.map(({ room, name, paymentToken, otp }) => authorize(room, paymentToken, otp, name)),
  )
  assert.equal(counted(outcomes).done, 12)
})

test('the last seats are sold once each, however few buckets they lie in', async () => {
  for (const buckets of [1, 2, 4]) {
    const course = await aCourse({ quota: 5, buckets })
    const asks = await Promise.all((await cards(20)).map((card) => sent(card, course)))
    const outcomes = await Promise.all(asks.map((one, n) => authorize(n, one.paymentToken, one.otp)))
    assert.deepEqual(counted(outcomes), { done: 5, quota_gone: 15 })
  }
})

test('a seat that comes back while others look for one is sold once more, and not lost', async () => {
  const course = await aCourse({ quota: 2, buckets: 1 })
  const asks = await Promise.all((await cards(12)).map((card) => sent(card, course)))
  const paid = await Promise.all(asks.slice(0, 2).map((one, n) => authorize(n, one.paymentToken, one.otp)))
  await Promise.all([
    ...paid.map((one) => {
      assert.ok(one.ok)
      return rooms[0].void(toko, one.value.invoiceCode, one.value.transactionCode, 'r-3')
    }),
    ...asks.slice(2, 7).map((one, n) => authorize(n, one.paymentToken, one.otp)),
  ])
  await Promise.all(asks.slice(7).map((one, n) => authorize(n, one.paymentToken, one.otp)))
  const quota = await rooms[1].quota(course.courseCode, course.scheduleCode)
  assert.equal(quota.ok && quota.value.seatsLeft, 0)
})

test('wrong codes entered in both processes are all counted, and the fifth ends the purchase', async () => {
  const { paymentToken, otp, cardId, purchaseId } = await sent(await aCard(), await aCourse())
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, n) => authorize(n, paymentToken, '000000')),
  )
  assert.deepEqual(counted(outcomes), { otp_wrong: 4, too_many_tries: 8 })
  const left = outcomes.flatMap((outcome) => (outcome.ok ? [] : (outcome.facts.triesLeft ?? [])))
  assert.deepEqual(left.sort(), [1, 2, 3, 4])
  const { rows } = await pool.query(
    'select otp_failures from purchase where card_id = $1 and purchase_id = $2',
    [cardId, purchaseId],
  )
  assert.deepEqual(rows, [{ otp_failures: 5 }])
  assert.deepEqual(counted([await authorize(0, paymentToken, otp)]), { too_many_tries: 1 })
})

test('after all of it every invariant holds', async () => {
  assert.deepEqual(await checkInvariants(pool), [])
})
