import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type ACard, aProgramme, testRules } from '../../test/a-programme.ts'
import { day, hour, minute } from '../kernel/clock.ts'
import { newCardNumber } from '../kernel/codes.ts'
import { forgetRefusedAsks, refusedAsksOfCard, tellRefusedAsks } from './tell-refused-asks.ts'

const programme = await aProgramme()
const { aCard, aCourse, clock, ctx, kupon, pool, purchases, toko } = programme
after(() => programme.close())

const telling = { rules: testRules, link: 'https://bekal.example/kartu' }
let accounts = 0

async function refused(
  card: { number: string },
  course: Awaited<ReturnType<typeof aCourse>>,
  partner = toko,
) {
  const userPlatformId = `akun-${++accounts}`
  const asked = { partner, userPlatformId, cardNumber: card.number, ...course, requestId: 'r-1' }
  const outcome = await purchases.sendOtp(asked)
  assert.deepEqual(outcome, { ok: false, refusal: 'card_not_usable', facts: {} })
}

async function smsTo(card: ACard) {
  const { rows } = await pool.query(
    `select params ->> 'storefront' as storefront, params ->> 'reason' as reason from outbox
     where address = $1 and template = 'card-refused' order by message_id`,
    [card.phone],
  )
  return rows
}

test('the holder, and nobody else, is told why the card was refused: by SMS and on the own page', async () => {
  const card = await aCard({ education: 1 })
  const course = await aCourse({ minEducation: 4 })
  await refused(card, course)
  await refused({ number: newCardNumber() }, course)
  assert.equal(await tellRefusedAsks(ctx, telling), 1)
  assert.deepEqual(await smsTo(card), [
    { storefront: 'Toko', reason: 'pendidikan tidak sesuai syarat kelas' },
  ])
  assert.deepEqual(await refusedAsksOfCard(ctx, card.cardId, 3), [
    { storefront: 'Toko', course: course.courseCode, reason: 'education_unfit', at: clock.now() },
  ])
  assert.equal(await tellRefusedAsks(ctx, telling), 0, 'nothing is told twice')
})

test('unknown numbers leave the same trace as unusable cards, under card 0 and without a reason', async () => {
  const before = await pool.query('select count(*)::int as asks from refused_ask where card_id = 0')
  await refused({ number: newCardNumber() }, await aCourse())
  const { rows } = await pool.query(`select reason from refused_ask where card_id = 0`)
  assert.equal(rows.length, before.rows[0].asks + 1)
  assert.ok(rows.every(({ reason }) => reason === null))
})

test('one reason is told once a day, three reasons in all, however often and wherever it is tried', async () => {
  const card = await aCard({ balance: 300_000, education: 1, bornOn: '2000-01-01' })
  const dear = await aCourse({ price: 400_000 })
  const learned = await aCourse({ minEducation: 4, price: 10_000 })
  const old = await aCourse({ minAge: 40, price: 10_000 })
  for (let i = 0; i < 5; i++) await refused(card, dear, i % 2 ? toko : kupon)
  await tellRefusedAsks(ctx, telling)
  assert.equal((await smsTo(card)).length, 1)
  await refused(card, dear)
  await refused(card, learned)
  await tellRefusedAsks(ctx, telling)
  await refused(card, old)
  await tellRefusedAsks(ctx, telling)
  const reasons = (await smsTo(card)).map(({ reason }) => reason)
  assert.deepEqual(reasons, [
    'saldo tidak cukup',
    'pendidikan tidak sesuai syarat kelas',
    'umur tidak sesuai syarat kelas',
  ])
  await pool.query(`update card set status = 'suspended' where card_id = $1`, [card.cardId])
  await refused(card, dear)
  assert.equal(await tellRefusedAsks(ctx, telling), 0, 'the fourth SMS of a day')
  clock.advance(day + minute)
  await refused(card, dear)
  assert.equal(await tellRefusedAsks(ctx, telling), 1)
})

test('what was refused longer than an hour ago is not told any more, and forgotten after ninety days', async () => {
  const card = await aCard({ status: 'suspended', notifiedAt: clock.now() })
  await refused(card, await aCourse())
  clock.advance(hour)
  assert.equal(await tellRefusedAsks(ctx, telling), 0)
  clock.advance(90 * day)
  assert.ok((await forgetRefusedAsks(ctx)) > 0)
  assert.deepEqual((await pool.query('select from refused_ask where card_id = $1', [card.cardId])).rows, [])
})

test('two processes that tell at once tell once', async () => {
  const cards = await Promise.all(
    [1, 2, 3, 4].map(() => aCard({ status: 'suspended', notifiedAt: clock.now() })),
  )
  for (const card of cards) await refused(card, await aCourse())
  const told = await Promise.all([1, 2, 3, 4].map(() => tellRefusedAsks(ctx, telling)))
  assert.equal(
    told.reduce((sum, count) => sum + count),
    4,
  )
})
