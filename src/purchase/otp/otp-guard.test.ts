import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { type ACard, aProgramme, testRules } from '../../../test/a-programme.ts'
import { day, minute } from '../../kernel/clock.ts'
import { newCardNumber } from '../../kernel/codes.ts'
import { scheme2021, yearRulesSchema } from '../../years/year-rules.ts'
import { createPurchases } from '../create-purchases.ts'
import type { PurchaseRules } from '../purchase-rules.ts'
import type { BuyingPartner, OtpSent } from '../purchases.ts'
import { judgePauses, noGuesses } from './otp-breaker.ts'
import { listOtpPauses, resumeOtps } from './otp-pauses.ts'

const programme = await aProgramme()
const { aCard, aCourse, clock, ctx, database, otpFor, pool, toko, kupon } = programme
/** Another process on the same database. */
const other = createPurchases(ctx, {
  connection: database.connection,
  rules: () => testRules,
  cardLink: () => 'https://bekal.example/kartu',
  demo: false,
  onMessages: () => {},
})
const rooms = [programme.purchases, other] as const
after(async () => {
  await other.close()
  await programme.close()
})
// every test begins when all that was counted before has left its window
beforeEach(async () => {
  clock.advance(2 * day)
  await settle()
})

type Course = Awaited<ReturnType<typeof aCourse>>
let serial = 0
const fresh = (word: string) => `${word}-${++serial}`

function request(
  card: { number: string },
  course: Course,
  more: { userPlatformId?: string; partner?: BuyingPartner } = {},
) {
  return {
    partner: toko,
    userPlatformId: fresh('akun'),
    cardNumber: card.number,
    ...course,
    requestId: 'r-1',
    ...more,
  }
}

async function sent(card: ACard, course: Course, more = {}): Promise<OtpSent & { otp: string }> {
  const outcome = await rooms[serial % 2]!.sendOtp(request(card, course, more))
  assert.ok(outcome.ok, `send-otp was refused: ${outcome.ok ? '' : outcome.refusal}`)
  return { ...outcome.value, otp: await otpFor(card.phone) }
}

function authorize(room: number, paymentToken: string, otp: string) {
  const invoiceCode = fresh('DP')
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

const cards = (count: number) =>
  Promise.all(Array.from({ length: count }, () => aCard({ notifiedAt: clock.now() })))

/** Both processes write what they counted, then both read what all have: what they do by themselves in two seconds. */
async function settle(): Promise<void> {
  for (const room of [...rooms, ...rooms]) await room.settleGuesses()
}

async function guessAtAll(asks: readonly OtpSent[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++)
    await Promise.all(asks.map(({ paymentToken }, n) => authorize(n % 2, paymentToken, '000000')))
  await settle()
}

/** How many codes of others would be guessed in a day, if every code that may go wrong were a guess. */
function expectedHitsPerDay({ otp }: Pick<PurchaseRules, 'otp'>): number {
  const guesses = otp.unresolvedPerDay.new + otp.unresolvedPerDay.known
  return (guesses * otp.liveCodes) / 1_000_000
}

test('guesses that the programme lets through would find less than one code in a hundred days', () => {
  assert.ok(expectedHitsPerDay(scheme2021) < 0.01)
  const { otp } = { ...scheme2021 }
  const lax = { ...scheme2021, otp: { ...otp, unresolvedPerDay: { new: 3000, known: 1000 } } }
  const read = yearRulesSchema.safeParse(lax)
  assert.match(read.error?.issues[0]?.message ?? '', /more than one code in a hundred days/)
})

test('a partner may have so many wrong codes, or a share of what is paid there; all together have their own bound', () => {
  const counts = (unresolved: number, paid = 0) => ({
    ...noGuesses,
    unresolved: { new: unresolved, known: 0 },
    paid,
  })
  const guessed = { acquaintance: 'new', because: 'codes_guessed' } as const
  assert.deepEqual(judgePauses(new Map([[1, counts(299)]]), testRules), [])
  assert.deepEqual(judgePauses(new Map([[1, counts(300)]]), testRules), [{ partnerId: 1, ...guessed }])
  assert.deepEqual(judgePauses(new Map([[1, counts(999, 100_000)]]), testRules), [])
  assert.deepEqual(judgePauses(new Map([[1, counts(1000, 100_000)]]), testRules), [
    { partnerId: 1, ...guessed },
  ])
  const seven = new Map([1, 2, 3, 4, 5, 6, 7].map((id) => [id, counts(286, 0)]))
  assert.deepEqual(judgePauses(seven, testRules), [{ partnerId: 0, ...guessed }])
  const known = { ...noGuesses, unresolved: { new: 0, known: 300 } }
  assert.deepEqual(judgePauses(new Map([[1, known]]), testRules), [
    { partnerId: 1, acquaintance: 'known', because: 'codes_guessed' },
  ])
  const probing = (refused: number, sent: number) => new Map([[1, { ...noGuesses, refused, sent }]])
  assert.deepEqual(judgePauses(probing(499, 0), testRules), [])
  assert.deepEqual(judgePauses(probing(500, 0), testRules), [
    { partnerId: 1, acquaintance: 'new', because: 'cards_probed' },
  ])
  assert.deepEqual(judgePauses(probing(500, 2004), testRules), [])
})

test('guesses in both processes are counted together, pause what is guessed at, and nobody else', async () => {
  const course = await aCourse({ quota: 1000, price: 50_000 })
  const [guessed, spared] = [await aCard(), await aCard()]
  // somebody who has paid with this card at this storefront before, and finished
  const friend = { userPlatformId: fresh('akun') }
  const paying = await sent(spared, course, friend)
  assert.equal((await authorize(0, paying.paymentToken, paying.otp)).ok, true)
  await pool.query('update card set unfinished_purchase_id = null where card_id = $1', [spared.cardId])
  const asks = await Promise.all((await cards(75)).map((card) => sent(card, course)))
  for (let round = 0; round < 2; round++)
    await Promise.all(asks.map(({ paymentToken }, n) => authorize(n % 2, paymentToken, '000000')))
  await settle()
  assert.equal((await rooms[0].sendOtp(request(guessed, course))).ok, true, '150 of 300 pause nobody')
  for (let round = 0; round < 2; round++)
    await Promise.all(asks.map(({ paymentToken }, n) => authorize(n % 2, paymentToken, '000000')))
  await settle()
  for (const room of rooms) {
    assert.deepEqual(await room.sendOtp(request(await aCard(), course)), {
      ok: false,
      refusal: 'otp_paused',
      facts: { waitSeconds: 600 },
    })
    assert.equal((await room.sendOtp(request(await aCard(), course, { partner: kupon }))).ok, true)
  }
  assert.equal((await rooms[1].sendOtp(request(spared, await aCourse({ price: 1000 }), friend))).ok, true)
  // one more guess of those under way is not looked at either
  const late = await authorize(1, asks[0]!.paymentToken, asks[0]!.otp)
  assert.equal(late.ok ? 'paid' : late.refusal, 'otp_paused')
  const { rows } = await pool.query(
    `select act, subject, reason, facts from journal where act in ('otp_paused', 'otp_resumed') order by journal_id`,
  )
  assert.deepEqual(rows, [
    { act: 'otp_paused', subject: 'partner:1', reason: 'codes_guessed', facts: { acquaintance: 'new' } },
  ])
  clock.advance(day + 21 * minute)
  await settle()
  assert.equal((await rooms[0].sendOtp(request(await aCard(), course))).ok, true)
  const resumed = await pool.query(`select subject from journal where act = 'otp_resumed'`)
  assert.deepEqual(resumed.rows, [{ subject: 'partner:1' }])
})

test('a slow guesser is found by the day: the count slides and no window begins anew', async () => {
  const course = await aCourse({ quota: 1000, price: 50_000 })
  for (let hours = 0; hours < 23; hours += 4) {
    const asks = await Promise.all((await cards(13)).map((card) => sent(card, course)))
    await guessAtAll(asks, 4)
    clock.advance(4 * 60 * minute)
  }
  const late = await Promise.all((await cards(10)).map((card) => rooms[0].sendOtp(request(card, course))))
  assert.deepEqual(
    new Set(late.map((outcome) => (outcome.ok ? 'sent' : outcome.refusal))),
    new Set(['otp_paused']),
  )
})

test('codes that were mistyped and then typed right count for nothing', async () => {
  const course = await aCourse({ quota: 1000, price: 50_000 })
  for (let round = 0; round < 3; round++) {
    const asks = await Promise.all((await cards(60)).map((card) => sent(card, course)))
    await guessAtAll(asks, 4)
    const paid = await Promise.all(
      asks.map(({ paymentToken, otp }, n) => authorize(n % 2, paymentToken, otp)),
    )
    assert.equal(paid.filter(({ ok }) => ok).length, 60)
    await settle()
  }
})

test('an operator ends a pause with a reason, and what comes counts anew', async () => {
  const course = await aCourse({ quota: 1000, price: 50_000 })
  const asks = await Promise.all((await cards(75)).map((card) => sent(card, course)))
  await guessAtAll(asks, 4)
  const [pause] = await listOtpPauses(pool, true)
  assert.equal(pause?.because, 'codes_guessed')
  const by = { actor: 'staff:1', requestId: 'r', reason: 'uji coba mitra' }
  assert.ok((await resumeOtps(ctx, pause.pauseId, by)).ok)
  assert.deepEqual(await resumeOtps(ctx, pause.pauseId, by), {
    ok: false,
    refusal: 'pause_unknown',
    facts: {},
  })
  await settle()
  assert.deepEqual(await listOtpPauses(pool, true), [])
  for (const room of rooms) assert.ok((await room.sendOtp(request((await cards(1))[0]!, course))).ok)
})

test('a partner that tries numbers is paused, for unknown and unusable cards alike', async () => {
  const course = await aCourse({ quota: 1000, price: 50_000 })
  const revoked = await aCard({ status: 'revoked' })
  const tries = Array.from({ length: 500 }, (_, n) => (n % 2 ? revoked.number : newCardNumber()))
  for (const number of tries) {
    const refused = await rooms[0].sendOtp(request({ number }, course, { partner: kupon }))
    assert.deepEqual(refused, { ok: false, refusal: 'card_not_usable', facts: {} })
  }
  await settle()
  const card = await aCard({ notifiedAt: clock.now() })
  for (const room of rooms)
    assert.equal((await room.sendOtp(request(card, course, { partner: kupon }))).ok, false)
  assert.equal((await rooms[1].sendOtp(request(card, course))).ok, true, 'another partner is not paused')
  const { rows } = await pool.query(
    `select because from otp_pause where partner_id = $1 and ended_at is null`,
    [kupon.partnerId],
  )
  assert.deepEqual(rows, [{ because: 'cards_probed' }])
})
