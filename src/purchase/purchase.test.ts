import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../test/a-programme.ts'
import { day, minute, second } from '../kernel/clock.ts'
import { newCardNumber } from '../kernel/codes.ts'
import { lookAtOwnCancel } from './cancel/own-cancel.ts'

const programme = await aProgramme()
const { ctx, purchases, toko, uji, kupon, aCard, aCourse, otpFor, clock, pool } = programme
after(() => programme.close())

let invoices = 0
const newInvoice = () => `DP-${++invoices}`
let accounts = 0
const newAccount = () => `akun-${++accounts}`

type Course = Awaited<ReturnType<typeof aCourse>>

function ask(card: { number: string }, course: Course, more: object = {}) {
  return {
    partner: toko,
    userPlatformId: newAccount(),
    cardNumber: card.number,
    ...course,
    requestId: 'r-1',
    ...more,
  }
}

async function sendOtp(card: { number: string }, course: Course, more: object = {}) {
  const outcome = await purchases.sendOtp(ask(card, course, more))
  assert.ok(outcome.ok, `send-otp was refused: ${outcome.ok ? '' : outcome.refusal}`)
  return outcome.value
}

function authorize(paymentToken: string, otp: string, more: object = {}) {
  const invoiceCode = newInvoice()
  return purchases.authorize({
    partner: toko,
    paymentToken,
    otp,
    invoiceCode,
    invoiceUrl: `https://toko.example/${invoiceCode}`,
    requestId: 'r-2',
    ...more,
  })
}

async function buy(card: { number: string; phone: string }, course: Course, more: object = {}) {
  const sent = await sendOtp(card, course, more)
  const outcome = await authorize(sent.paymentToken, await otpFor(card.phone), more)
  assert.ok(outcome.ok, `authorize was refused: ${outcome.ok ? '' : outcome.refusal}`)
  return outcome.value
}

async function refusalOf(outcome: Promise<{ ok: boolean; refusal?: string }>): Promise<string> {
  const { ok, refusal } = await outcome
  assert.equal(ok, false, 'it was not refused')
  return refusal!
}

/** Why an OTP was refused last, as it is kept for the holder. */
async function reasonKept(card: { cardId: string }): Promise<string> {
  const { rows } = await pool.query(
    'select reason from refused_ask where card_id = $1 order by refused_ask_id desc limit 1',
    [card.cardId],
  )
  return rows[0]?.reason
}

async function balanceOf(card: { cardId: string }): Promise<number> {
  return (await pool.query('select balance from card where card_id = $1', [card.cardId])).rows[0].balance
}

async function termOf(card: { cardId: string }): Promise<Date> {
  const { rows } = await pool.query('select first_purchase_before from card where card_id = $1', [
    card.cardId,
  ])
  return rows[0].first_purchase_before
}

test('a recipient buys a course: the card is debited once and everything about it is written', async () => {
  const card = await aCard()
  const course = await aCourse({ price: 350_000, quota: 10 })
  const paid = await buy(card, course)
  assert.equal(paid.amount, 350_000)
  assert.equal(paid.holderName, 'Siti Aminah')
  assert.match(paid.transactionCode, /^[A-Z0-9]{16}$/)
  assert.match(paid.redeemCode, /^[A-Z0-9]{12}$/)
  assert.equal(paid.voucherCode, undefined)
  assert.equal(await balanceOf(card), 650_000)
  const entries = await pool.query(
    'select kind, debit, credit, amount from entry where card_id = $1 order by at, kind',
    [card.cardId],
  )
  assert.deepEqual(entries.rows, [
    { kind: 'grant', debit: 'treasury', credit: 'card', amount: 1_000_000 },
    { kind: 'purchase', debit: 'card', credit: 'clearing', amount: 350_000 },
  ])
  const journal = await pool.query('select act, actor from journal where card_id = $1 order by journal_id', [
    card.cardId,
  ])
  assert.deepEqual(journal.rows, [
    { act: 'otp_sent', actor: 'partner:toko' },
    { act: 'paid', actor: 'partner:toko' },
  ])
  const quota = await purchases.quota(course.courseCode, course.scheduleCode)
  assert.equal(quota.ok && quota.value.seatsLeft, 9)
})

test('a voucher storefront gets a voucher code beside the redeem code', async () => {
  const card = await aCard()
  const paid = await buy(card, await aCourse(), { partner: kupon })
  assert.match(paid.voucherCode!, /^[A-Z0-9]{12}$/)
  assert.notEqual(paid.voucherCode, paid.redeemCode)
})

test('the OTP is nowhere in the database as plain text', async () => {
  const card = await aCard()
  const sent = await sendOtp(card, await aCourse())
  const otp = await otpFor(card.phone)
  const { rows } = await pool.query(
    `select outbox::text || purchase::text as all_of_it from outbox join purchase using (card_id) where purchase_id = $1`,
    [sent.purchaseId],
  )
  // the sealed bytes are printed as hex, where six decimal digits may stand by chance: look for the code as text
  assert.equal(JSON.stringify(rows).includes(`"${otp}"`), false)
  assert.equal(rows[0].all_of_it.includes(Buffer.from(otp).toString('hex')), false)
})

test('the same authorize again gives the same answer and takes nothing', async () => {
  const card = await aCard()
  const sent = await sendOtp(card, await aCourse())
  const otp = await otpFor(card.phone)
  const invoiceCode = newInvoice()
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => authorize(sent.paymentToken, otp, { invoiceCode })),
  )
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  assert.equal(answers[0]!.ok, true)
  assert.equal(await balanceOf(card), 650_000)
})

test('an invoice belongs to one purchase, a token to one invoice', async () => {
  const [card, other] = [await aCard(), await aCard()]
  const course = await aCourse()
  const invoiceCode = newInvoice()
  const sent = await sendOtp(card, course)
  const otp = await otpFor(card.phone)
  assert.equal((await authorize(sent.paymentToken, otp, { invoiceCode })).ok, true)
  const second = await sendOtp(other, course)
  const otherOtp = await otpFor(other.phone)
  assert.equal(await refusalOf(authorize(second.paymentToken, otherOtp, { invoiceCode })), 'invoice_taken')
  assert.equal(await refusalOf(authorize(sent.paymentToken, otp)), 'token_used')
})

test('send-otp refuses what concerns the course before it looks at any card', async () => {
  const card = await aCard()
  const course = await aCourse()
  const other = await aCourse()
  const no = (more: object, of: Course = course, by = card) => refusalOf(purchases.sendOtp(ask(by, of, more)))
  assert.equal(await no({ scheduleCode: '' }), 'course_or_schedule_missing')
  assert.equal(await no({ scheduleCode: 'tidak-ada' }), 'schedule_unknown')
  assert.equal(await no({ scheduleCode: other.scheduleCode }), 'schedule_of_other_course')
  assert.equal(await no({}, await aCourse({ soldBy: [2] })), 'course_not_sold')
  assert.equal(await no({}, await aCourse({ price: null })), 'course_not_sold')
  assert.equal(await no({ amount: 349_999 }), 'amount_differs')
  assert.equal(await no({}, await aCourse({ startsAt: '2026-11-23T10:00:00+07:00' })), 'schedule_started')
  assert.equal(await no({}, await aCourse({ quota: 0 })), 'quota_gone')
  assert.equal(await no({ amount: 1 }, course, { ...card, number: '4000000000000000' }), 'amount_differs')
})

test('unknown, suspended and revoked cards, and sandbox cards at a real storefront, answer alike', async () => {
  const course = await aCourse()
  const no = (number: string, more: object = {}) =>
    refusalOf(purchases.sendOtp(ask({ number }, course, more)))
  assert.equal(await no('4000000000000000'), 'card_not_usable')
  assert.equal(await no((await aCard({ status: 'suspended' })).number), 'card_not_usable')
  assert.equal(await no((await aCard({ status: 'revoked' })).number), 'card_not_usable')
  assert.equal(await no((await aCard({ sandbox: true })).number), 'card_not_usable')
  assert.equal(await no((await aCard()).number, { partner: uji }), 'card_not_usable')
})

test('a purchase wins in the last millisecond of the deadline and loses in the first one after it', async () => {
  const began = clock.now()
  const course = await aCourse()
  const [inTime, late, tooLate] = [await aCard(), await aCard(), await aCard()]
  clock.set('2026-12-23T23:59:59.999+07:00')
  const sent = await sendOtp(inTime, course)
  const sentLate = await sendOtp(late, course)
  assert.deepEqual(sent.expiresAt, new Date('2026-12-24T00:00:00.000+07:00'), 'the term ends before the code')
  assert.equal((await authorize(sent.paymentToken, await otpFor(inTime.phone))).ok, true)
  clock.set('2026-12-24T00:00:00.000+07:00')
  assert.equal(await refusalOf(authorize(sentLate.paymentToken, await otpFor(late.phone))), 'deadline_passed')
  assert.equal(await refusalOf(purchases.sendOtp(ask(tooLate, course))), 'card_not_usable')
  assert.equal(await reasonKept(tooLate), 'deadline_passed')
  clock.set(began)
})

test('a code is said to live until it can pay no more, in its SMS too: its own end, the beginning of the course, the term', async () => {
  const sms = async ({ phone }: { phone: string }) => {
    const { rows } = await pool.query('select params, expires_at from outbox where address = $1', [phone])
    return [rows[0].params.minutes, rows[0].expires_at]
  }
  const plain = await aCard()
  const usual = new Date(clock.now().getTime() + 5 * minute)
  assert.deepEqual((await sendOtp(plain, await aCourse())).expiresAt, usual)
  assert.deepEqual(await sms(plain), [5, usual])
  const early = await aCard()
  const startsAt = new Date(clock.now().getTime() + 150 * second)
  assert.deepEqual(
    (await sendOtp(early, await aCourse({ startsAt: startsAt.toISOString() }))).expiresAt,
    startsAt,
  )
  assert.deepEqual(await sms(early), [2, startsAt])
  const last = await aCard()
  const usable = new Date(clock.now().getTime() + 30 * second)
  await pool.query('update card set usable_before = $2 where card_id = $1', [last.cardId, usable])
  assert.deepEqual((await sendOtp(last, await aCourse())).expiresAt, usable)
  assert.deepEqual(await sms(last), [1, usable])
})

test('ten wrong codes of a day lock the card until the next one, and say until when', async () => {
  const card = await aCard()
  const course = await aCourse()
  await pool.query('update card set otp_failures = 9, otp_failures_on = $2 where card_id = $1', [
    card.cardId,
    '2026-11-23',
  ])
  const { paymentToken } = await sendOtp(card, course)
  assert.equal(await refusalOf(authorize(paymentToken, '000000')), 'otp_wrong')
  const until = new Date('2026-11-24T00:00:00+07:00')
  const locked = { ok: false, refusal: 'too_many_tries', facts: { until } }
  assert.deepEqual(await authorize(paymentToken, await otpFor(card.phone)), locked)
})

test('one storefront account uses one card, and one card one account', async () => {
  const [card, other] = [await aCard(), await aCard()]
  const userPlatformId = newAccount()
  await buy(card, await aCourse({ price: 100_000 }), { userPlatformId })
  const course = await aCourse({ price: 100_000 })
  assert.equal(
    await refusalOf(purchases.sendOtp(ask(other, course, { userPlatformId }))),
    'account_uses_other_card',
  )
  assert.equal(
    await refusalOf(purchases.sendOtp(ask({ number: newCardNumber() }, course, { userPlatformId }))),
    'account_uses_other_card',
    'a number that leads nowhere is answered like any other',
  )
  assert.equal(await refusalOf(purchases.sendOtp(ask(card, course))), 'card_not_usable')
  assert.equal(await reasonKept(card), 'card_used_by_other_account')
})

test('two cards race for one account: one of them pays', async () => {
  const userPlatformId = newAccount()
  const course = await aCourse()
  const cards = await Promise.all([aCard(), aCard(), aCard(), aCard()])
  const sent = await Promise.all(cards.map((card) => sendOtp(card, course, { userPlatformId })))
  const otps = await Promise.all(cards.map((card) => otpFor(card.phone)))
  const outcomes = await Promise.all(sent.map(({ paymentToken }, i) => authorize(paymentToken, otps[i]!)))
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1)
  for (const outcome of outcomes) if (!outcome.ok) assert.equal(outcome.refusal, 'account_uses_other_card')
})

test('age, education, balance and an unfinished training are looked at', async () => {
  const no = async (course: Parameters<typeof aCourse>[0], options: Parameters<typeof aCard>[0]) => {
    const card = await aCard(options)
    const refused = await refusalOf(purchases.sendOtp(ask(card, await aCourse(course))))
    assert.equal(refused, 'card_not_usable', 'a stranger was told more')
    return reasonKept(card)
  }
  assert.equal(await no({ minAge: 18 }, { bornOn: '2008-11-24' }), 'age_unfit')
  assert.equal(await no({ maxAge: 40 }, { bornOn: '1985-11-23' }), 'age_unfit')
  assert.equal(await no({ minEducation: 5 }, { education: 4 }), 'education_unfit')
  assert.equal(await no({ price: 1_000_001 }, {}), 'balance_too_small')
  assert.equal(await no({ startsAt: '2027-12-16T00:00:00+07:00' }, {}), 'schedule_after_term')
  await sendOtp(await aCard(), await aCourse({ startsAt: '2027-12-15T23:59:59.999+07:00' }))
  const card = await aCard()
  await buy(card, await aCourse({ price: 100_000 }), { userPlatformId: 'rajin' })
  const next = await aCourse({ price: 100_000 })
  assert.equal(
    await refusalOf(purchases.sendOtp(ask(card, next, { userPlatformId: 'rajin' }))),
    'training_unfinished',
  )
})

test('the hold of an open purchase counts, and lapses by itself', async () => {
  const card = await aCard()
  const dear = await aCourse({ price: 600_000 })
  const other = await aCourse({ price: 600_000 })
  await sendOtp(card, dear)
  assert.equal(await refusalOf(purchases.sendOtp(ask(card, other))), 'card_not_usable')
  assert.equal(await reasonKept(card), 'balance_too_small')
  clock.advance(5 * minute)
  await sendOtp(card, other)
})

test('a wrong code says how many tries are left; the fifth ends the purchase, whatever codes are sent', async () => {
  const card = await aCard()
  const course = await aCourse()
  const userPlatformId = newAccount()
  const { paymentToken } = await sendOtp(card, course, { userPlatformId })
  for (const triesLeft of [4, 3]) {
    const outcome = await authorize(paymentToken, '000000')
    assert.deepEqual(outcome, { ok: false, refusal: 'otp_wrong', facts: { triesLeft } })
  }
  clock.advance(30 * second)
  const again = await sendOtp(card, course, { userPlatformId })
  assert.equal(again.paymentToken, paymentToken)
  for (const triesLeft of [2, 1]) {
    const outcome = await authorize(paymentToken, '000000')
    assert.deepEqual(outcome, { ok: false, refusal: 'otp_wrong', facts: { triesLeft } })
  }
  // One instant for all of it: when the purchase ends, and another one may be begun.
  const stopped = { ok: false, refusal: 'too_many_tries', facts: { until: again.expiresAt } }
  assert.deepEqual(await authorize(paymentToken, '000000'), stopped)
  assert.deepEqual(await authorize(paymentToken, await otpFor(card.phone)), stopped)
  clock.advance(60 * second)
  assert.deepEqual(await purchases.sendOtp(ask(card, course, { userPlatformId })), stopped)
  clock.set(again.expiresAt)
  assert.notEqual((await sendOtp(card, course, { userPlatformId })).paymentToken, paymentToken)
})

test('up to three codes of a purchase work, so that a late SMS still does; a fourth retires the first', async () => {
  const card = await aCard()
  const course = await aCourse()
  const userPlatformId = newAccount()
  const codes: string[] = []
  let token = ''
  for (const wait of [0, 30, 60, 120]) {
    clock.advance(wait * second)
    token = (await sendOtp(card, course, { userPlatformId })).paymentToken
    codes.push(await otpFor(card.phone))
  }
  assert.equal(await refusalOf(authorize(token, codes[0]!)), 'otp_wrong')
  assert.equal((await authorize(token, codes[1]!)).ok, true)
})

test('codes of one purchase are sent 30, 60 and 120 seconds apart', async () => {
  const card = await aCard()
  const request = ask(card, await aCourse())
  for (const wait of [30, 60, 120, 120]) {
    const sent = await purchases.sendOtp(request)
    assert.equal(sent.ok && sent.value.waitSeconds, wait)
    clock.advance((wait - 1) * second)
    const soon = await purchases.sendOtp(request)
    assert.deepEqual(soon, { ok: false, refusal: 'otp_too_soon', facts: { waitSeconds: 1 } })
    clock.advance(second)
  }
})

test('a code expires after five minutes', async () => {
  const card = await aCard()
  const { paymentToken } = await sendOtp(card, await aCourse())
  clock.advance(5 * minute)
  assert.equal(await refusalOf(authorize(paymentToken, await otpFor(card.phone))), 'otp_expired')
})

test('ten wrong codes in a day lock paying until the next day', async () => {
  const card = await aCard()
  for (let purchase = 0; purchase < 2; purchase++) {
    const { paymentToken } = await sendOtp(card, await aCourse())
    for (let i = 0; i < 5; i++) await authorize(paymentToken, '000000')
  }
  const course = await aCourse()
  assert.equal(await refusalOf(purchases.sendOtp(ask(card, course))), 'card_not_usable')
  const today = clock.now()
  clock.set('2026-11-24T00:00:00+07:00')
  await sendOtp(card, course)
  clock.set(today)
})

test('no more than twenty codes an hour go to one card', async () => {
  const card = await aCard()
  for (let i = 0; i < 20; i++) await sendOtp(card, await aCourse({ price: 20_000 }))
  assert.equal(
    await refusalOf(purchases.sendOtp(ask(card, await aCourse({ price: 20_000 })))),
    'card_not_usable',
  )
  assert.equal(await reasonKept(card), 'too_many_otps')
})

test('tokens that were never given, or given to another partner, are unknown', async () => {
  const card = await aCard()
  const { paymentToken } = await sendOtp(card, await aCourse())
  const otp = await otpFor(card.phone)
  assert.equal(await refusalOf(authorize('TOKEN1', otp)), 'token_unknown')
  const last = paymentToken.at(-2) === 'A' ? 'B' : 'A'
  assert.equal(
    await refusalOf(authorize(paymentToken.slice(0, -2) + last + paymentToken.at(-1), otp)),
    'token_unknown',
  )
  assert.equal(await refusalOf(authorize(paymentToken, otp, { partner: kupon })), 'token_unknown')
})

test('a sandbox partner passes with 123456 and fails with 112233, on sandbox cards only', async () => {
  const card = await aCard({ sandbox: true })
  const course = await aCourse()
  const { paymentToken } = await sendOtp(card, course, { partner: uji })
  assert.equal(await refusalOf(authorize(paymentToken, '112233', { partner: uji })), 'otp_wrong')
  assert.equal((await authorize(paymentToken, '123456', { partner: uji })).ok, true)
  const real = await aCard()
  const sent = await sendOtp(real, course)
  assert.equal(await refusalOf(authorize(sent.paymentToken, '123456')), 'otp_wrong')
})

test('status answers for pending, failed, paid and cancelled invoices, and only to their partner', async () => {
  const card = await aCard()
  const { paymentToken } = await sendOtp(card, await aCourse())
  const invoiceCode = newInvoice()
  assert.equal(await refusalOf(purchases.status(toko, invoiceCode)), 'invoice_unknown')
  await authorize(paymentToken, '000000', { invoiceCode })
  const state = async (code = invoiceCode) => {
    const outcome = await purchases.status(toko, code)
    return outcome.ok ? outcome.value.status : outcome.refusal
  }
  assert.equal(await state(), 'PENDING')
  const paid = await authorize(paymentToken, await otpFor(card.phone), { invoiceCode })
  assert.equal(await state(), 'SUCCESS')
  assert.equal(await refusalOf(purchases.status(kupon, invoiceCode)), 'invoice_unknown')
  assert.ok(paid.ok)
  await purchases.void(toko, invoiceCode, paid.value.transactionCode, 'r-3')
  assert.equal(await state(), 'CANCELLED')
  const second = await sendOtp(await aCard(), await aCourse())
  const failed = newInvoice()
  await authorize(second.paymentToken, '000000', { invoiceCode: failed })
  clock.advance(5 * minute)
  assert.equal(await state(failed), 'FAILED')
})

test('void returns the price and the seat once, and lets another training be bought', async () => {
  const card = await aCard()
  const course = await aCourse({ quota: 1 })
  const userPlatformId = newAccount()
  const paid = await buy(card, course, { userPlatformId })
  const cancel = () => purchases.void(toko, paid.invoiceCode, paid.transactionCode, 'r-4')
  assert.equal(
    await refusalOf(purchases.void(toko, paid.invoiceCode, 'AAAAAAAAAAAAAAAA', 'r')),
    'void_unknown',
  )
  assert.equal(
    await refusalOf(purchases.void(kupon, paid.invoiceCode, paid.transactionCode, 'r')),
    'void_unknown',
  )
  const outcomes = await Promise.all([cancel(), cancel(), cancel()])
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1)
  assert.equal(await refusalOf(cancel()), 'already_cancelled')
  assert.equal(await balanceOf(card), 1_000_000)
  await buy(card, course, { userPlatformId })
  assert.equal(await balanceOf(card), 650_000)
})

test('a holder cancels once; the price and the seat return, and what was left of the term runs again', async () => {
  const card = await aCard()
  const course = await aCourse({ quota: 1 })
  const before = await termOf(card)
  clock.advance(day)
  const userPlatformId = newAccount()
  const paid = await buy(card, course, { userPlatformId })
  clock.advance(2 * day)
  const by = { actor: 'account:pijar:1', requestId: 'r-5' }
  const look = await lookAtOwnCancel(ctx, paid.cardId, paid.purchaseId)
  const outcomes = await Promise.all([1, 2, 3].map(() => purchases.cancelOwn(paid, by)))
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1)
  assert.equal(await refusalOf(purchases.cancelOwn(paid, by)), 'already_cancelled')
  assert.equal(await balanceOf(card), 1_000_000)
  // to pay and to cancel gains nobody a day, and loses none
  assert.equal((await termOf(card)).getTime(), before.getTime() + 2 * day)
  assert.deepEqual(look?.firstPurchaseBefore, await termOf(card))
  assert.equal(look.balance, 1_000_000)
  await buy(card, course, { userPlatformId })
  const strange = { cardId: paid.cardId, purchaseId: '1' }
  assert.equal(await refusalOf(purchases.cancelOwn(strange, by)), 'void_unknown')
})

test('a redeemed purchase is not voided', async () => {
  const card = await aCard()
  const paid = await buy(card, await aCourse())
  await pool.query('update purchase set redeemed_at = now() where purchase_id = $1', [paid.purchaseId])
  assert.equal(
    await refusalOf(purchases.void(toko, paid.invoiceCode, paid.transactionCode, 'r')),
    'already_redeemed',
  )
})

test('two hundred clients on one card: one purchase, and the balance knows of no other', async () => {
  const card = await aCard()
  const course = await aCourse({ price: 100_000 })
  const sent = await Promise.all(
    Array.from({ length: 200 }, () => purchases.sendOtp(ask(card, course, { userPlatformId: 'satu' }))),
  )
  assert.equal(sent.filter((outcome) => outcome.ok).length, 1)
  const token = sent.find((outcome) => outcome.ok)!
  const otp = await otpFor(card.phone)
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, () => authorize(token.ok ? token.value.paymentToken : '', otp)),
  )
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1)
  assert.equal(await balanceOf(card), 900_000)
})

test('two hundred buyers of the last three seats: three get one, whichever bucket it lies in', async () => {
  const course = await aCourse({ quota: 3 })
  const cards = await Promise.all(Array.from({ length: 200 }, () => aCard()))
  const sent = await Promise.all(cards.map((card) => sendOtp(card, course)))
  const otps = await Promise.all(cards.map((card) => otpFor(card.phone)))
  const outcomes = await Promise.all(sent.map(({ paymentToken }, i) => authorize(paymentToken, otps[i]!)))
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 3)
  for (const outcome of outcomes) if (!outcome.ok) assert.equal(outcome.refusal, 'quota_gone')
  const left = await pool.query(
    'select sum(seats_left)::int as left from seat_bucket join schedule using (schedule_id) where schedule_code = $1',
    [course.scheduleCode],
  )
  assert.equal(left.rows[0].left, 0)
})

test('after all of it every balance is what the entries say', async () => {
  const { rows } = await pool.query(`
    select card_id, balance, sum(amount)::int as entered
    from card join ledger_line using (card_id) where account = 'card' group by card_id, balance
    having balance <> sum(amount)`)
  assert.deepEqual(rows, [])
  const trial = await pool.query('select sum(amount)::int as zero from ledger_line')
  assert.equal(trial.rows[0].zero, 0)
})

test('an invoice moves on to another purchase until one is paid under it', async () => {
  const [first, second] = [await aCard(), await aCard()]
  const course = await aCourse()
  const invoiceCode = newInvoice()
  const tried = await sendOtp(first, course)
  assert.equal(await refusalOf(authorize(tried.paymentToken, '000000', { invoiceCode })), 'otp_wrong')
  const sent = await sendOtp(second, course)
  assert.equal((await authorize(sent.paymentToken, await otpFor(second.phone), { invoiceCode })).ok, true)
  assert.equal(
    await refusalOf(authorize(tried.paymentToken, await otpFor(first.phone), { invoiceCode })),
    'invoice_taken',
  )
  assert.equal(await balanceOf(first), 1_000_000)
})

test('a repeat with another code, or after a cancellation, is refused', async () => {
  const card = await aCard()
  const sent = await sendOtp(card, await aCourse())
  const otp = await otpFor(card.phone)
  const invoiceCode = newInvoice()
  const paid = await authorize(sent.paymentToken, otp, { invoiceCode })
  assert.ok(paid.ok)
  assert.equal(await refusalOf(authorize(sent.paymentToken, '000000', { invoiceCode })), 'token_used')
  await purchases.void(toko, invoiceCode, paid.value.transactionCode, 'r')
  assert.equal(await refusalOf(authorize(sent.paymentToken, otp, { invoiceCode })), 'already_cancelled')
})
