import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, cutOff, deadline, justBefore, link, notifiedAt } from '../../test/a-deadline.ts'
import { testRules } from '../../test/a-programme.ts'
import { minute, stoppedClock } from '../kernel/clock.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { createPurchases } from '../purchase/create-purchases.ts'
import { runDeadlines } from './run-deadlines.ts'

const world = await aDeadline()
const { buy, cards, clock, ctx, database, pay, pool, purchases, run, send, toko } = world
/** A purchase room whose clock still says the last millisecond, as a request has that waits for its turn. */
const lastMoment = stoppedClock(justBefore(deadline))
const hurried = createPurchases(
  { ...ctx, clock: lastMoment },
  {
    connection: database.connection,
    rules: () => testRules,
    cardLink: () => 'https://bekal.example/kartu',
    demo: false,
    onMessages: () => {},
  },
)
after(async () => {
  await hurried.close()
  await world.close()
})
const actor = { actor: 'system:deadlines', requestId: 'r-race' }

async function endOf(cardId: string) {
  const { rows } = await pool.query(
    `select card.status, balance, first_paid_at is not null as bought,
       (select count(*)::int from purchase where purchase.card_id = card.card_id and paid_at is not null) as paid,
       (select count(*)::int from entry where entry.card_id = card.card_id and kind = 'forfeit') as forfeits
     from card where card_id = $1`,
    [cardId],
  )
  return rows[0]
}

test('sweep and authorize at once: each card ends paid and not revoked, or refused and revoked', async () => {
  const ended = { paid: 0, revoked: 0 }
  for (let round = 0; round < 8; round++) {
    clock.set(new Date(deadline.getTime() - minute))
    const many = await cards(48)
    const tokens: string[] = []
    for (const card of many) {
      const sent = await send(card)
      assert.ok(sent.ok)
      tokens.push(sent.value.paymentToken)
    }
    // The reminders that are due go first, so that the race is with the revocation itself.
    clock.set(justBefore(deadline))
    await run()
    clock.set(deadline)
    const sweeps = [1, 2].map(() => runDeadlines(ctx, { actor, link, consoleLink: link, chunk: 5 }))
    const buying = many.map(async (card, i) => {
      // Spread over the sweep: some before it comes to them, some after it.
      for (let turn = 0; turn < (i * 7) % 40; turn++) await new Promise(setImmediate)
      return pay(card, tokens[i]!, hurried)
    })
    const outcomes = await Promise.all(buying)
    await Promise.all(sweeps)
    for (const [i, outcome] of outcomes.entries()) {
      const end = await endOf(many[i]!.cardId)
      if (outcome.ok) {
        ended.paid++
        assert.deepEqual(end, { status: 'active', balance: 650_000, bought: true, paid: 1, forfeits: 0 })
      } else {
        ended.revoked++
        assert.equal(outcome.refusal, 'card_not_usable')
        assert.deepEqual(end, { status: 'revoked', balance: 0, bought: false, paid: 0, forfeits: 1 })
      }
    }
    assert.deepEqual(await checkInvariants(pool), [])
  }
  assert.ok(ended.paid > 0 && ended.revoked > 0, JSON.stringify(ended))
})

test('a sweep that waits for a purchase sees it, and one that a purchase waits for is seen', async () => {
  for (const first of ['purchase', 'sweep'] as const) {
    clock.set(new Date(deadline.getTime() - minute))
    const [card] = await cards(1)
    const sent = await send(card!)
    assert.ok(sent.ok)
    clock.set(justBefore(deadline))
    await run()
    clock.set(deadline)
    const gate = await pool.connect()
    await gate.query('begin')
    await gate.query('select from card where card_id = $1 for update', [card!.cardId])
    const inTurn = [() => pay(card!, sent.value.paymentToken, hurried), () => run()]
    const turns = first === 'purchase' ? inTurn : inTurn.toReversed()
    const running: Promise<unknown>[] = []
    for (const [i, turn] of turns.entries()) {
      running.push(turn())
      await waiting(i + 1)
    }
    await gate.query('commit')
    gate.release()
    await Promise.all(running)
    const { status, paid, forfeits } = await endOf(card!.cardId)
    assert.deepEqual(
      [status, paid, forfeits],
      first === 'purchase' ? ['active', 1, 0] : ['revoked', 0, 1],
      `${first} came first`,
    )
  }
})

test('a void and a sweep at once: whatever comes back is taken, now or by the next run', async () => {
  clock.set(notifiedAt)
  const many = await cards(30)
  const paid = []
  for (const card of many) paid.push(await buy(card))
  clock.set(cutOff)
  const voiding = paid.map(async ({ invoiceCode, transactionCode }, i) => {
    for (let turn = 0; turn < i % 10; turn++) await new Promise(setImmediate)
    return purchases.void(toko, invoiceCode, transactionCode, 'r-void')
  })
  const [first, second, ...voided] = await Promise.all([run({ chunk: 3 }), run({ chunk: 3 }), ...voiding])
  assert.ok(voided.every(({ ok }) => ok))
  assert.deepEqual(await checkInvariants(pool), [])
  const third = await run()
  const taken = [first, second, third].reduce((sum, { cutOffAmount }) => sum + cutOffAmount, 0)
  const others = await pool.query(
    `select coalesce(sum(amount), 0)::int as amount from entry where kind = 'forfeit'
     and at >= $1 and not card_id = any ($2::bigint[])`,
    [cutOff, many.map(({ cardId }) => cardId)],
  )
  assert.equal(taken - others.rows[0].amount, 30 * 1_000_000)
  for (const card of many) assert.equal((await endOf(card.cardId)).balance, 0)
  assert.deepEqual(await checkInvariants(pool), [])
})

/** Until so many connections of this database wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const { rows } = await pool.query(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows[0].waiting >= count) return
  }
  assert.fail(`${count} connections never waited`)
}
