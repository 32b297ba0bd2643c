import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { aVoucher } from '../../../test/a-voucher.ts'
import { tampered } from '../../../test/database.ts'
import { budi, byTwo } from '../../../test/two-people.ts'
import { minute } from '../../kernel/clock.ts'
import { reasonsOf } from '../../kernel/refusal.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { incentiveOf } from '../incentives/incentives.ts'
import { redeemCode, redeemVoucher } from '../redeem/redeem-voucher.ts'
import { writeReview } from '../reviews/write-review.ts'
import { cancelPurchase, cancelPurchaseAct } from './cancel-purchase.ts'
import { cancelOwnSchedule, cancelSchedule, cancelScheduleAct } from './cancel-schedule.ts'
import { cancellationRefusals } from './cancellation-refusals.ts'
import { returnPrices } from './return-prices.ts'
import { cancelledSchedules, soldSchedule } from './sold-schedules.ts'

const programme = await aProgramme()
const { ctx, pool, clock, purchases } = programme
after(() => programme.close())
const link = 'https://bekal.example/kartu'
const told = { link, requestId: 'r-return' }
const ofInstitution = { actor: 'institution-user:7', requestId: 'r-own' }
const met = new Set<string>()
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => {
  if (outcome.refusal) met.add(outcome.refusal)
  return outcome.ok ? '' : outcome.refusal
}
const balanceOf = async (cardId: string) =>
  (await pool.query('select balance from card where card_id = $1', [cardId])).rows[0].balance
const messagesOf = async (phone: string) =>
  (
    await pool.query(
      `select params ->> 'reason' as reason from outbox where address = $1 and template = 'purchase-cancelled'`,
      [phone],
    )
  ).rows
const scheduleOf = async (code: string) => (await soldSchedule(pool, code))!

test('a finished and reviewed training that the programme cancels leaves no rupiah earned, no certificate and no incentive', async () => {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  const written = { stars: 5, text: 'Materinya jelas dan berguna.' }
  assert.ok((await writeReview(ctx, training, written, { requestId: 'r', link: (to) => to })).ok)
  assert.equal((await incentiveOf(ctx, training.cardId)).length, 7)
  assert.equal((await trialBalance(pool)).accounts.payable_institution, 350_000)
  const by = { actor: budi, link }
  assert.equal(refusalOf(await cancelPurchase(ctx, training, 'kelas fiktif', by)), 'approval_missing')
  await byTwo(ctx, await cancelPurchaseAct(pool, training, 'kelas fiktif'))
  assert.ok((await cancelPurchase(ctx, training, 'kelas fiktif', by)).ok)
  assert.equal(await balanceOf(training.cardId), 1_000_000)
  const { accounts, sum } = await trialBalance(pool)
  assert.deepEqual([accounts.payable_institution, accounts.clearing, sum], [0, 0, 0])
  assert.deepEqual(await incentiveOf(ctx, training.cardId), [])
  const { rows: certificates } = await pool.query(
    'select revoked_because as because from certificate where purchase_id = $1',
    [training.purchaseId],
  )
  assert.deepEqual(certificates, [{ because: 'withdrawn' }])
  const messages = await messagesOf(training.card.phone)
  assert.deepEqual(messages[0], { reason: 'dibatalkan program: kelas fiktif' })
  assert.equal(refusalOf(await cancelPurchaseAct(pool, training, 'lagi')), 'purchase_not_paid')
  assert.deepEqual(await checkInvariants(pool), [])
})

const redeem = (code: string) =>
  redeemCode(ctx, { kind: 'redeem', code, institutionId: 1, email: undefined }, ofInstitution)

/** A course, dated unless `startsAt` is null, with so many buyers. */
async function aSoldSchedule(buyers: number, startsAt: string | null = '2026-12-20T09:00:00+07:00') {
  const course = await programme.aCourse({ ...(startsAt && { startsAt }), quota: buyers + 5 })
  const cards = []
  const codes: string[] = []
  for (let i = 0; i < buyers; i++) {
    const card = await programme.aCard()
    const ask = { partner: programme.toko, requestId: 'r', ...course }
    const sent = await purchases.sendOtp({
      ...ask,
      userPlatformId: `p-${card.cardId}`,
      cardNumber: card.number,
    })
    assert.ok(sent.ok)
    const paid = await purchases.authorize({
      partner: programme.toko,
      requestId: 'r',
      paymentToken: sent.value.paymentToken,
      otp: await programme.otpFor(card.phone),
      invoiceCode: `JADWAL-${card.cardId}`,
      invoiceUrl: 'https://toko.example/1',
    })
    assert.ok(paid.ok)
    codes.push(paid.value.redeemCode)
    cards.push(card)
  }
  return { course, cards, codes, schedule: await scheduleOf(course.scheduleCode) }
}

test('a schedule that its institution cancels before it begins gives every price back, and nobody buys it any more', async () => {
  const { course, cards, schedule } = await aSoldSchedule(7)
  const { scheduleId } = schedule
  const own = { institutionId: 1, scheduleId }
  assert.equal(refusalOf(await cancelOwnSchedule(ctx, own, ' ', ofInstitution)), 'reason_missing')
  assert.equal(
    refusalOf(await cancelOwnSchedule(ctx, own, 'x'.repeat(301), ofInstitution)),
    'reason_too_long',
  )
  const other = { institutionId: 2, scheduleId }
  assert.equal(refusalOf(await cancelOwnSchedule(ctx, other, 'sakit', ofInstitution)), 'schedule_unknown')
  const late = await programme.aCard()
  const ask = {
    partner: programme.toko,
    requestId: 'r',
    ...course,
    userPlatformId: 'late',
    cardNumber: late.number,
  }
  const waiting = await purchases.sendOtp(ask)
  assert.ok(waiting.ok)
  const cancelled = await cancelOwnSchedule(ctx, own, 'pengajar sakit', ofInstitution)
  assert.deepEqual(cancelled, { ok: true, value: { purchases: 7, rupiah: 7 * 350_000 } })
  assert.equal(refusalOf(await cancelOwnSchedule(ctx, own, 'lagi', ofInstitution)), 'schedule_cancelled')
  const paid = await purchases.authorize({
    partner: programme.toko,
    requestId: 'r',
    paymentToken: waiting.value.paymentToken,
    otp: await programme.otpFor(late.phone),
    invoiceCode: 'TERLAMBAT',
    invoiceUrl: 'https://toko.example/1',
  })
  assert.equal(refusalOf(paid), 'quota_gone', 'whoever had an OTP already finds no seat')
  // Two processes at once do nothing twice.
  const returned = await Promise.all([returnPrices(ctx, told), returnPrices(ctx, told)])
  assert.equal(returned[0]! + returned[1]!, 7)
  assert.equal(await returnPrices(ctx, told), 0)
  for (const { cardId, phone } of cards) {
    assert.equal(await balanceOf(cardId), 1_000_000)
    assert.deepEqual(
      [...new Set((await messagesOf(phone)).map(({ reason }) => reason))],
      ['jadwal dibatalkan lembaga pelatihan: pengajar sakit'],
    )
  }
  clock.advance(minute)
  const again = await purchases.sendOtp({ ...ask, userPlatformId: 'later' })
  assert.equal(refusalOf(again), 'quota_gone')
  const [listed] = await cancelledSchedules(pool, 5)
  assert.deepEqual([listed?.scheduleCode, listed?.returned, listed?.purchases], [course.scheduleCode, 7, 0])
  assert.ok(listed?.returnedAt)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a schedule that has begun is cancelled by two people of the programme alone, and goes on where it broke off', async () => {
  const { schedule, codes } = await aSoldSchedule(5, '2026-11-24T09:00:00+07:00')
  const { scheduleId } = schedule
  clock.set('2026-11-24T10:00:00+07:00')
  for (const code of codes.slice(0, 2)) assert.ok((await redeem(code)).ok)
  const own = { institutionId: 1, scheduleId }
  assert.equal(refusalOf(await cancelOwnSchedule(ctx, own, 'batal', ofInstitution)), 'schedule_began')
  assert.equal(refusalOf(await cancelScheduleAct(pool, 999_999, 'batal')), 'schedule_unknown')
  assert.equal(refusalOf(await cancelSchedule(ctx, scheduleId, 'batal', budi)), 'approval_missing')
  await byTwo(ctx, await cancelScheduleAct(pool, scheduleId, 'tidak dilaksanakan'))
  assert.ok((await cancelSchedule(ctx, scheduleId, 'tidak dilaksanakan', budi)).ok)
  assert.equal(refusalOf(await cancelScheduleAct(pool, scheduleId, 'lagi')), 'schedule_cancelled')
  // Killed after the schedule was closed: every invariant holds meanwhile, and the next run gives the prices back.
  assert.deepEqual(await checkInvariants(pool), [])
  const stopped = new AbortController()
  stopped.abort()
  assert.equal(await returnPrices(ctx, { ...told, stopping: stopped.signal }), 0)
  assert.equal(await returnPrices(ctx, told), 5)
  assert.equal((await trialBalance(pool)).accounts.payable_institution, 0)
  assert.deepEqual(await checkInvariants(pool), [])
  clock.set('2026-11-23T10:00:00+07:00')
})

test('a schedule without a date is cancelled by its institution until somebody has used it', async () => {
  const { schedule, codes } = await aSoldSchedule(2, null)
  assert.ok((await redeem(codes[0]!)).ok)
  const own = { institutionId: 1, scheduleId: schedule.scheduleId }
  assert.equal(refusalOf(await cancelOwnSchedule(ctx, own, 'batal', ofInstitution)), 'schedule_began')
})

test('cancelling, redeeming and paying at the same moment: each purchase ends on one side, and the money adds up', async () => {
  const before = (await trialBalance(pool)).accounts
  const { schedule } = await aSoldSchedule(2)
  const vouchers = []
  for (let i = 0; i < 6; i++) vouchers.push(await aVoucher(programme, {}))
  const acts = vouchers.map(async ({ card, purchaseId, code, courseCode, email }) => {
    const training = { cardId: card.cardId, purchaseId }
    await byTwo(ctx, await cancelPurchaseAct(pool, training, 'uji'))
    return Promise.all([
      cancelPurchase(ctx, training, 'uji', { actor: budi, link }),
      redeemVoucher(ctx, { code, courseCode, email, institutionId: 1 }, ofInstitution),
    ])
  })
  await Promise.all([
    ...acts,
    cancelOwnSchedule(ctx, { institutionId: 1, scheduleId: schedule.scheduleId }, 'x', ofInstitution),
  ])
  await returnPrices(ctx, told)
  for (const { card } of vouchers) assert.equal(await balanceOf(card.cardId), 1_000_000)
  const { accounts } = await trialBalance(pool)
  assert.equal(accounts.payable_institution, before.payable_institution)
  assert.equal(accounts.clearing, before.clearing)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a purchase that is made cancelled behind the back of two people is found', async () => {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  const broken = async (because: string) => {
    let found: string[] = []
    await tampered(pool, async (client) => {
      await client.query(
        `update purchase set status = 'cancelled', cancelled_at = now(), cancelled_because = $2 where purchase_id = $1`,
        [training.purchaseId, because],
      )
      const { rows } = await client.query(
        (await import('../../ledger/purchase-invariants.ts')).purchaseInvariants.find(
          ({ name }) => name === 'cancelled_by_right',
        )!.broken.text,
      )
      found = rows[0].examples ?? []
    })
    return found
  }
  assert.deepEqual(await broken('cancelled_by_programme'), [`purchase:${training.purchaseId}`])
  assert.deepEqual(await broken('schedule_cancelled'), [`purchase:${training.purchaseId}`])
})

test('every refusal was met', async () => {
  assert.equal(
    refusalOf(await cancelPurchaseAct(pool, { cardId: '1', purchaseId: '999999' }, 'x')),
    'purchase_unknown',
  )
  const known: readonly string[] = reasonsOf(cancellationRefusals)
  assert.deepEqual(
    known.filter((reason) => !met.has(reason)),
    [],
  )
})
