import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { aYear } from '../../../test/a-wave.ts'
import { changeSeats } from '../../catalogue/schedules/change-seats.ts'
import { day } from '../../kernel/clock.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { cancelPurchases } from '../../purchase/cancel/cancel-purchases.ts'
import { joinWaiting, leaveWaiting } from './join-waiting.ts'
import { tellWaiting } from './tell-waiting.ts'
import { waitingSchedule, waitsOfCard } from './waiting-schedule.ts'

const programme = await aProgramme()
const { aCard, aCourse, clock, ctx, pool, purchases, toko } = programme
after(() => programme.close())
await aYear(ctx)

const actor = { actor: 'person:1', requestId: 'r' }
const link = 'https://bekal.example/kartu/tunggu'
type Card = Awaited<ReturnType<typeof aCard>>
type Course = Awaited<ReturnType<typeof aCourse>>
const tell = () => tellWaiting(ctx, { link, requestId: 'r-tell' })
const join = async ({ cardId }: Card, { scheduleCode }: Course) => {
  const made = await joinWaiting(ctx, cardId, scheduleCode, actor)
  return made.ok ? 'joined' : made.refusal
}
const placeOf = async ({ cardId }: Card) => (await waitsOfCard(ctx, cardId))[0]?.place

async function buy(card: Card, course: Course) {
  const asked = {
    partner: toko,
    userPlatformId: `akun-${card.cardId}`,
    cardNumber: card.number,
    requestId: 'r',
  }
  const sent = await purchases.sendOtp({ ...asked, ...course })
  if (!sent.ok) return sent.refusal
  const invoiceCode = `DP-${crypto.randomUUID()}`
  const paid = await purchases.authorize({
    partner: toko,
    paymentToken: sent.value.paymentToken,
    otp: await programme.otpFor(card.phone),
    invoiceCode,
    invoiceUrl: `https://toko.example/${invoiceCode}`,
    requestId: 'r',
  })
  return paid.ok ? 'paid' : paid.refusal
}

/** The seat of a purchase is free again. */
async function cancel({ cardId }: Card) {
  const { rows } = await pool.query('select purchase_id from purchase where card_id = $1', [cardId])
  const tx = await pool.connect()
  await tx.query('begin')
  await tx.query('select from card where card_id = $1 for no key update', [cardId])
  const paid = [{ cardId, purchaseId: rows[0].purchase_id }]
  await cancelPurchases(tx, ctx, paid, { by: 'cancelled_by_programme', reason: 'uji', actor, link })
  await tx.query('commit')
  tx.release()
}

async function told({ cardId }: Card): Promise<number> {
  const { rows } = await pool.query(
    `select count(*)::int as count from outbox where card_id = $1 and template = 'seat-free' and channel = 'sms'`,
    [cardId],
  )
  return rows[0].count
}

async function endedBecause({ cardId }: Card) {
  const { rows } = await pool.query(
    'select ended_because as because from seat_wait where card_id = $1 order by wait_id desc limit 1',
    [cardId],
  )
  return rows[0].because
}

test('of a full schedule the first who waits is told of a free seat, comes first for a day, then the next', async () => {
  const course = await aCourse({ quota: 1 })
  const [buyer, one, two, three] = [await aCard(), await aCard(), await aCard(), await aCard()]
  assert.equal(await join(one, course), 'seats_free')
  assert.equal(await buy(buyer, course), 'paid')
  assert.equal(await join(buyer, course), 'bought_already')
  for (const card of [one, two, three]) assert.equal(await join(card, course), 'joined')
  assert.equal(await join(two, course), 'waits_already')
  assert.deepEqual([await placeOf(one), await placeOf(two), await placeOf(three)], [1, 2, 3])
  assert.equal(await tell(), 0, 'there is no seat')
  await cancel(buyer)
  // Several processes tell of one seat once.
  const counts = await Promise.all([tell(), tell(), tell()])
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    1,
  )
  assert.deepEqual([await told(one), await told(two)], [1, 0])
  clock.advance(day)
  assert.equal(await tell(), 1)
  assert.deepEqual([await endedBecause(one), await told(two), await placeOf(three)], ['passed', 1, 2])
  assert.equal(await buy(two, course), 'paid')
  await tell()
  assert.deepEqual([await endedBecause(two), await placeOf(three), await told(three)], ['bought', 1, 0])
  assert.equal(await join(one, course), 'joined', 'whose turn has passed may wait again, at the end')
  assert.equal(await placeOf(one), 2)
  assert.ok((await leaveWaiting(ctx, three.cardId, course.scheduleCode, actor)).ok)
  assert.equal(await placeOf(one), 1)
  const left = await leaveWaiting(ctx, three.cardId, course.scheduleCode, actor)
  assert.equal(left.ok ? '' : left.refusal, 'not_waiting')
  assert.equal((await waitingSchedule(ctx, course.scheduleCode))?.waiting, 1)
})

test('more seats tell as many; who cannot buy, and what is not sold any more, is waited for no longer', async () => {
  const course = await aCourse({ quota: 1, startsAt: '2026-12-20T09:00:00+07:00' })
  const waiting = [await aCard(), await aCard(), await aCard(), await aCard()] as const
  assert.equal(await buy(await aCard(), course), 'paid')
  for (const card of waiting) assert.equal(await join(card, course), 'joined')
  await pool.query(`update card set status = 'suspended' where card_id = $1`, [waiting[0].cardId])
  const more = await changeSeats(ctx, course.scheduleCode, 3, 'kelas lebih besar', actor)
  assert.ok(more.ok)
  assert.equal(await tell(), 2)
  assert.equal(await endedBecause(waiting[0]), 'card_over')
  assert.deepEqual(await Promise.all(waiting.map(told)), [0, 1, 1, 0])
  clock.set('2026-12-20T09:00:00+07:00')
  assert.equal(await tell(), 0)
  assert.equal(await endedBecause(waiting[3]), 'closed')
  assert.equal(await join(waiting[3], course), 'schedule_begun')
  assert.equal(await join(waiting[3], { ...course, scheduleCode: 'tidak-ada' }), 'schedule_unknown')
  const dead = waiting[0]
  const full = await aCourse({ quota: 0 })
  assert.equal(await join(dead, full), 'card_cannot_buy')
  for (let i = 0; i < 5; i++) assert.equal(await join(waiting[1], await aCourse({ quota: 0 })), 'joined')
  assert.equal(await join(waiting[1], full), 'too_many_waits')
  const ours = ['seats_add_up', 'balance_from_entries']
  assert.deepEqual(
    (await checkInvariants(pool)).filter(({ invariant }) => ours.includes(invariant)),
    [],
  )
})
