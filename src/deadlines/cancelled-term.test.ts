import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, deadline, nothing } from '../../test/a-deadline.ts'
import type { WaveCard } from '../../test/a-wave.ts'
import { cardFacts } from '../card/card-facts.ts'
import { day, minute } from '../kernel/clock.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { render } from '../messages/rendering/render.ts'

const world = await aDeadline()
const { buy, cards, clock, ctx, messagesOf, pool, purchases, rowsOf, run, send, tell, toko } = world
after(() => world.close())

const at = (text: string) => new Date(`${text}+07:00`)
async function buyAndVoid(card: WaveCard, boughtAt: string, voidedAt: string) {
  clock.set(at(boughtAt))
  const paid = await buy(card)
  clock.set(at(voidedAt))
  assert.ok((await purchases.void(toko, paid.invoiceCode, paid.transactionCode, 'r-void')).ok)
}
const factsOf = async ({ cardId }: WaveCard) => (await cardFacts(ctx, cardId))!
const planOf = async (card: WaveCard) =>
  (await rowsOf('select step, due_at from deadline where card_id = $1', card))[0]

test('a shop that pays for a friend and cancels gains the friend nothing: the term runs on, with its reminders', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  await buyAndVoid(card, '2026-11-25T12:00:00', '2026-11-25T12:05:00')
  const before = new Date(deadline.getTime() + 5 * minute)
  const facts = await factsOf(card)
  assert.deepEqual([facts.deadlineKind, facts.deadline, facts.balance], ['first_purchase', before, 1_000_000])
  assert.equal(facts.firstPaidAt, undefined)
  assert.deepEqual(await checkInvariants(pool), [])
  assert.deepEqual(
    await rowsOf(
      `select actor, reason, facts from journal where card_id = $1 and act = 'term_returned'`,
      card,
    ),
    [
      [
        'partner:toko',
        'first_purchase_cancelled',
        { first_purchase_before: before.toISOString(), floor_given: false },
      ],
    ],
  )
  await run()
  assert.deepEqual(await planOf(card), ['reminder', at('2026-12-17T08:00:00')])
  await tell([card], 'deadline-reminder', '2026-12-17T08:00:00+07:00')
  // The message of the cancellation arrived, too.
  await pool.query(
    `insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
     select card_id, message_id, channel, address, template, params, 'sent', created_at, created_at from outbox
     where card_id = $1 and template = 'purchase-cancelled'`,
    [card.cardId],
  )
  clock.set(new Date(before.getTime() - 1))
  await run()
  assert.equal((await factsOf(card)).status, 'active')
  clock.set(before)
  assert.equal((await run()).revoked, 1)
  assert.equal((await factsOf(card)).status, 'revoked')
})

test('the holder is told by SMS and email what was cancelled, and until when to buy again', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  await buyAndVoid(card, '2026-12-23T23:00:00', '2027-01-10T09:00:00')
  assert.deepEqual(await messagesOf(card, 'purchase-cancelled'), [['sms'], ['email']])
  const messages = await pool.query(
    `select channel, template, params from outbox where card_id = $1 and template = 'purchase-cancelled'`,
    [card.cardId],
  )
  for (const row of messages.rows) {
    assert.match(render({ ...row, language: 'id' }, undefined).text, /17 Januari 2027, 23.59 WIB/)
    assert.match(render({ ...row, language: 'en' }, undefined).text, /17 January 2027, 23:59 WIB/)
  }
})

test('an hour was left: others cancelled, so it is seven days, once; and the deadline that passed meanwhile revokes nobody', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  await buyAndVoid(card, '2026-12-23T23:00:00', '2027-01-10T09:00:00')
  assert.deepEqual((await factsOf(card)).deadline, at('2027-01-18T00:00:00'))
  assert.equal((await run()).revoked, 0)
  await buyAndVoid(card, '2027-01-17T23:00:00', '2027-01-20T09:00:00')
  assert.deepEqual((await factsOf(card)).deadline, at('2027-01-20T10:00:00'), 'an hour was left, and no more')
  assert.deepEqual(await checkInvariants(pool), [])
  clock.set(at('2027-01-20T10:00:00'))
  const refused = await send(card)
  assert.deepEqual(refused.ok || refused.refusal, 'deadline_passed')
})

test('the seven days begin with the message: while it waits in the outbox nobody is revoked', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  await buyAndVoid(card, '2026-12-23T23:00:00', '2027-01-10T09:00:00')
  await run()
  clock.set(at('2027-01-18T00:00:00'))
  await run()
  assert.deepEqual(await run(), nothing, 'the end was planned; nobody is revoked')
  const facts = await factsOf(card)
  assert.deepEqual([facts.status, facts.deadline], ['active', at('2027-01-26T00:00:00')])
})

test('when the year has no seven days left, nobody is revoked: the cut-off takes the money', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  await buyAndVoid(card, '2026-12-01T10:00:00', '2027-12-09T00:00:00')
  assert.equal((await factsOf(card)).deadlineKind, 'cut_off')
  assert.deepEqual(await checkInvariants(pool), [])
  clock.set(at('2027-12-16T00:00:00'))
  await run()
  const facts = await factsOf(card)
  assert.deepEqual([facts.status, facts.balance], ['active', 0])
})

test('of two purchases that stand one is cancelled: the other one meets the term', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  clock.set(at('2026-11-25T12:00:00'))
  const first = await buy(card)
  await pool.query('update card set unfinished_purchase_id = null where card_id = $1', [card.cardId])
  clock.advance(day)
  const second = await buy(card)
  assert.ok((await purchases.void(toko, first.invoiceCode, first.transactionCode, 'r')).ok)
  assert.equal((await factsOf(card)).deadlineKind, 'cut_off')
  assert.deepEqual(await checkInvariants(pool), [])
  clock.advance(day)
  assert.ok((await purchases.void(toko, second.invoiceCode, second.transactionCode, 'r')).ok)
  assert.deepEqual(
    (await factsOf(card)).deadline,
    new Date(deadline.getTime() + 2 * day),
    'two days were paid',
  )
  assert.deepEqual(await checkInvariants(pool), [])
})
