import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { learn as learnBoth } from '../../test/a-finished-training.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { budi, byTwo } from '../../test/two-people.ts'
import { listCourseAgain, withdrawCourse, withdrawRefusals } from '../catalogue/withdraw-course.ts'
import { reasonsOf } from '../kernel/refusal.ts'
import { finishLesson } from '../learning/lesson-progress.ts'
import { redeemCode } from '../learning/redeem/redeem-voucher.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { signUp } from '../storefronts/accounts/accounts.ts'
import { beginOrder } from '../storefronts/orders/begin-order.ts'
import { findOrder } from '../storefronts/orders/orders.ts'
import { journey as pijar } from '../storefronts/pijar.ts'
import type { Storefronts } from '../storefronts/storefronts.ts'
import { endSuspension, endSuspensionAct } from './end-suspension.ts'
import { listSuspensions } from './list-suspensions.ts'
import { settleSuspensions } from './settle-suspensions.ts'
import { type SuspendedParty, suspend, suspendAct } from './suspend.ts'
import { suspensionRefusals } from './suspension-refusals.ts'

const programme = await aProgramme()
const { ctx, pool, purchases, toko } = programme
after(() => programme.close())
await pool.query(`
  insert into institution (institution_id, name, name_key, slug)
    select n, 'LKP ' || n, 'lkp ' || n, 'lkp-' || n from generate_series(2, 4) as n;
  update partner set storefront = 'pijar' where partner_id = 1`)
const storefronts: Storefronts = {
  ctx,
  purchases,
  partnerOf: async () => toko,
  link: (path) => `https://pijar.example${path}`,
  onMessages: () => {},
}
const told = { link: 'https://bekal.example/kartu', requestId: 'r-settle' }
const met = new Set<string>()
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => {
  if (outcome.refusal) met.add(outcome.refusal)
  return outcome.ok ? '' : outcome.refusal
}

async function aCourseOf(institutionId: number, lessons: boolean, quota = 400) {
  const course = await programme.aCourse({ quota })
  await pool.query('update course set institution_id = $2 where course_code = $1', [
    course.courseCode,
    institutionId,
  ])
  if (lessons)
    await pool.query(
      `insert into lesson (course_id, number, title, body)
       select course_id, number, 'Materi', 'Isi' from course, generate_series(1, 2) as number where course_code = $1`,
      [course.courseCode],
    )
  return course
}
type Course = Awaited<ReturnType<typeof aCourseOf>>

async function ask(course: Course, partner = toko) {
  const card = await programme.aCard()
  const sent = await purchases.sendOtp({
    partner,
    requestId: 'r',
    ...course,
    userPlatformId: `p-${card.cardId}`,
    cardNumber: card.number,
  })
  return { card, sent }
}

/** A purchase that waits for its code, and how it is paid. */
async function asked(course: Course) {
  const { card, sent } = await ask(course)
  assert.ok(sent.ok, sent.ok ? '' : sent.refusal)
  const otp = await programme.otpFor(card.phone)
  const pay = () =>
    purchases.authorize({
      partner: toko,
      requestId: 'r',
      paymentToken: sent.value.paymentToken,
      otp,
      invoiceCode: `TANGGUH-${card.cardId}`,
      invoiceUrl: 'https://toko.example/1',
    })
  return { card, pay }
}

async function bought(course: Course) {
  const { card, pay } = await asked(course)
  const paid = await pay()
  assert.ok(paid.ok, paid.ok ? '' : paid.refusal)
  return { card, ...paid.value }
}

async function suspended(party: SuspendedParty, begun = 'by_place') {
  const suspending = { because: 'izinnya dicabut', begun }
  await byTwo(ctx, await suspendAct(pool, party, suspending))
  const made = await suspend(ctx, party, suspending, budi)
  assert.ok(made.ok, made.ok ? '' : made.refusal)
  return made.value
}

async function ended(suspensionId: number) {
  await byTwo(ctx, await endSuspensionAct(pool, suspensionId, 'izinnya kembali'))
  assert.ok((await endSuspension(ctx, suspensionId, 'izinnya kembali', budi)).ok)
}

const balanceOf = async (cardId: string) =>
  (await pool.query('select balance from card where card_id = $1', [cardId])).rows[0].balance
const messagesTo = async (address: string) =>
  (
    await pool.query(
      `select template from outbox where address = $1 and template <> 'payment-otp' order by message_id`,
      [address],
    )
  ).rows.map(({ template }) => template)
const one = async (id: number) =>
  (await listSuspensions(pool, { all: true })).find(({ suspensionId }) => suspensionId === id)!

test('of 300 purchases of a suspended institution each is given back or goes on, once, though broken off and done by two at once', async () => {
  const here = await aCourseOf(2, true)
  const theirs = await aCourseOf(2, false)
  const kinds = { unused: [], begun: [], finished: [], unredeemed: [], redeemed: [] } as Record<
    string,
    { card: { cardId: string; phone: string } }[]
  >
  const names = Object.keys(kinds)
  for (let i = 0; i < 300; i++) {
    const kind = names[i % names.length]!
    const purchase = await bought(kind.includes('redeemed') ? theirs : here)
    if (kind === 'begun') assert.ok((await finishLesson(ctx, purchase, 1, 'r')).ok)
    if (kind === 'finished') await learnBoth(programme, purchase)
    if (kind === 'redeemed') {
      const code = { kind: 'redeem', code: purchase.redeemCode, institutionId: 2, email: undefined } as const
      assert.ok((await redeemCode(ctx, code, { actor: 'institution-user:7', requestId: 'r' })).ok)
    }
    kinds[kind]!.push(purchase)
  }
  const waiting = await asked(theirs)
  const party = { kind: 'institution', id: 2 } as const
  const why = { because: 'izinnya dicabut', begun: 'by_place' }
  assert.equal(refusalOf(await suspendAct(pool, { kind: 'institution', id: 99 }, why)), 'party_unknown')
  assert.equal(refusalOf(await suspendAct(pool, party, { ...why, begun: 'x' })), 'begun_unknown')
  assert.equal(refusalOf(await suspendAct(pool, party, { ...why, because: ' ' })), 'reason_missing')
  assert.equal(
    refusalOf(await suspendAct(pool, party, { ...why, because: 'x'.repeat(301) })),
    'reason_too_long',
  )
  assert.equal(refusalOf(await suspend(ctx, party, why, budi)), 'approval_missing')
  const { suspensionId, purchases: open } = await suspended(party)
  assert.equal(open, 240)
  assert.equal(refusalOf(await suspendAct(pool, party, why)), 'suspended_already')

  assert.equal(refusalOf((await ask(here)).sent), 'course_not_sold')
  assert.equal(refusalOf(await waiting.pay()), 'course_not_sold')
  assert.equal(refusalOf(await listCourseAgain(ctx, here.courseCode, 'coba', budi)), 'institution_suspended')
  const late = await aCourseOf(2, true)
  assert.equal(refusalOf((await ask(late)).sent), 'course_not_sold')
  const holds = `select reason, lifted_at is null as holds from hold where party_kind = 'institution' and party_id = 2`
  assert.deepEqual((await pool.query(holds)).rows, [{ reason: 'izinnya dicabut', holds: true }])

  const stop = new AbortController()
  const first = await settleSuspensions(storefronts, {
    ...told,
    stopping: stop.signal,
    onProgress: () => stop.abort(),
  })
  assert.ok(first > 0 && first < 240, `${first} settled before it was broken off`)
  assert.equal(refusalOf(await endSuspensionAct(pool, suspensionId, 'x')), 'not_settled')
  const [a, b] = await Promise.all([
    settleSuspensions(storefronts, told),
    settleSuspensions(storefronts, told),
  ])
  assert.equal(first + a + b, 240)
  assert.equal(await settleSuspensions(storefronts, told), 0)

  const { returned, goesOn, waits, settledAt } = await one(suspensionId)
  assert.deepEqual([returned, goesOn, waits, settledAt !== undefined], [180, 60, 0, true])
  for (const kind of ['unused', 'unredeemed', 'redeemed'])
    for (const { card } of kinds[kind]!) {
      assert.equal(await balanceOf(card.cardId), 1_000_000, kind)
      assert.deepEqual(await messagesTo(card.phone), ['purchase-cancelled'], kind)
    }
  for (const { card } of kinds.begun!) {
    assert.equal(await balanceOf(card.cardId), 650_000)
    assert.deepEqual(await messagesTo(card.phone), ['training-goes-on'])
  }
  for (const { card } of kinds.finished!) assert.equal(await balanceOf(card.cardId), 650_000)
  assert.deepEqual(await checkInvariants(pool), [])

  assert.ok((await withdrawCourse(ctx, theirs.courseCode, 'tidak layak', budi)).ok)
  await ended(suspensionId)
  assert.equal((await ask(here)).sent.ok, true)
  assert.equal((await ask(late)).sent.ok, true)
  assert.equal(refusalOf((await ask(theirs)).sent), 'course_not_sold')
  assert.deepEqual((await pool.query(holds)).rows, [{ reason: 'izinnya dicabut', holds: false }])
  assert.equal(refusalOf(await endSuspensionAct(pool, suspensionId, 'x')), 'not_suspended')
  assert.deepEqual(await checkInvariants(pool), [])
})

test('who pays while an institution is being suspended is refused, or has the money back', async () => {
  const course = await aCourseOf(3, true)
  const buyers = []
  for (let i = 0; i < 24; i++) buyers.push(await asked(course))
  const suspending = { because: 'izinnya dicabut', begun: 'go_on' }
  const party = { kind: 'institution', id: 3 } as const
  await byTwo(ctx, await suspendAct(pool, party, suspending))
  const tries: ReturnType<(typeof buyers)[number]['pay']>[] = []
  for (const { pay } of buyers.slice(0, 12)) tries.push(pay())
  const acting = suspend(ctx, party, suspending, budi)
  for (const { pay } of buyers.slice(12)) tries.push(pay())
  const answers = await Promise.all(tries)
  const made = await acting
  assert.ok(made.ok)
  for (const answer of answers) if (!answer.ok) assert.equal(answer.refusal, 'course_not_sold')
  const paid = answers.filter(({ ok }) => ok).length
  assert.equal(made.value.purchases, paid, 'whoever paid is on its list')
  assert.equal(await settleSuspensions(storefronts, told), paid)
  for (const { card } of buyers) assert.equal(await balanceOf(card.cardId), 1_000_000)
  const left = await pool.query(
    `select count(*)::int as n from purchase join course using (course_id) where institution_id = 3 and purchase.status = 'paid'`,
  )
  assert.equal(left.rows[0].n, 0)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a suspension says what becomes of trainings that were used: all go on, or all are cancelled', async () => {
  for (const [begun, balance] of [
    ['go_on', 650_000],
    ['cancelled', 1_000_000],
  ] as const) {
    const course = await aCourseOf(4, true)
    const purchase = await bought(course)
    assert.ok((await finishLesson(ctx, purchase, 1, 'r')).ok)
    const { suspensionId } = await suspended({ kind: 'institution', id: 4 }, begun)
    // used up afterwards keeps nothing
    await settleSuspensions(storefronts, told)
    assert.equal(await balanceOf(purchase.card.cardId), balance, begun)
    await ended(suspensionId)
  }
})

test('a suspended storefront takes no payment and ends its orders; what was paid there goes on, and its users are told', async () => {
  const course = await aCourseOf(1, true)
  const paid = await bought(course)
  const voided = await bought(course)
  const waiting = await asked(course)
  const account = await signUp(ctx, {
    storefront: 'pijar',
    email: 'pembeli@contoh.example',
    name: 'Siti',
    password: 'sandi yang panjang',
    requestId: 'test',
  })
  assert.ok(account.ok)
  const wish = { ...course, sessionHash: undefined, accountId: account.value.accountId }
  const begun = await beginOrder(storefronts, pijar, wish)
  const nobodys = await beginOrder(storefronts, pijar, {
    ...wish,
    accountId: undefined,
    sessionHash: Buffer.alloc(32),
  })
  assert.ok(begun.ok && nobodys.ok)
  const { suspensionId, orders, accounts } = await suspended({ kind: 'storefront', id: 1 })
  assert.deepEqual([orders, accounts], [2, 1])

  assert.equal(refusalOf((await ask(course)).sent), 'storefront_suspended')
  assert.equal(refusalOf(await waiting.pay()), 'storefront_suspended')
  assert.equal(refusalOf(await beginOrder(storefronts, pijar, wish)), 'storefront_suspended')
  assert.equal((await ask(course, programme.kupon)).sent.ok, true, 'others sell it')
  const state = await purchases.status(toko, `TANGGUH-${paid.card.cardId}`)
  assert.ok(state.ok && state.value.status === 'SUCCESS')
  const { invoiceCode, transactionCode } = voided
  assert.ok((await purchases.void(toko, invoiceCode, transactionCode, 'r')).ok)

  await settleSuspensions(storefronts, told)
  for (const { value } of [begun, nobodys]) assert.equal((await findOrder(ctx, value))?.status, 'cancelled')
  assert.deepEqual(await messagesTo('pembeli@contoh.example'), ['order-ended', 'storefront-suspended'])
  assert.deepEqual(await messagesTo(paid.card.phone), ['training-goes-on'])
  assert.deepEqual(await messagesTo(voided.card.phone), ['purchase-cancelled'])
  assert.equal(await balanceOf(paid.card.cardId), 650_000)
  const listed = await one(suspensionId)
  assert.deepEqual([listed.ended, listed.told, listed.overBefore, listed.waits], [2, 1, 1, 0])
  assert.deepEqual(await checkInvariants(pool), [])
  await ended(suspensionId)
  assert.equal((await ask(course)).sent.ok, true)
})

test('every refusal of a suspension was met above', () => {
  const reasons = [...reasonsOf(suspensionRefusals), ...reasonsOf(withdrawRefusals)]
  for (const reason of ['course_unknown', 'course_withdrawn', 'course_listed']) met.add(reason)
  assert.deepEqual(
    reasons.filter((reason) => !met.has(reason)),
    [],
  )
})
