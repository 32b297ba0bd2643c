import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, cutOff, deadline, notifiedAt } from '../../../test/a-deadline.ts'
import { cardFacts } from '../../card/card-facts.ts'
import { judgeTerm } from './rules.ts'

const world = await aDeadline()
const { cards, clock, ctx, pool, run } = world
after(() => world.close())

test('the statement decides as the rules say, for every kind of card on every side of every instant', async () => {
  const instants = [-1, 0, 1].flatMap((ms) => [deadline.getTime() + ms, cutOff.getTime() + ms])
  const shapes = ['active', 'suspended', 'revoked'].flatMap((status) =>
    [true, false].map((bought) => ({ status: status as 'active' | 'suspended' | 'revoked', bought })),
  )
  for (const ms of instants) {
    const made = await cards(shapes.length)
    const now = new Date(ms)
    clock.set(now)
    for (const [i, { status, bought }] of shapes.entries())
      await pool.query('update card set status = $2, first_paid_at = $3 where card_id = $1', [
        made[i]!.cardId,
        status,
        bought ? notifiedAt : null,
      ])
    await pool.query(`update deadline set step = 'end', due_at = $2 where card_id = any ($1::bigint[])`, [
      made.map(({ cardId }) => cardId),
      now,
    ])
    await run()
    for (const [i, { status, bought }] of shapes.entries()) {
      const card = made[i]!
      const facts = (await cardFacts(ctx, card.cardId))!
      const verdict = judgeTerm(
        {
          status,
          firstPurchaseBefore: deadline,
          usableBefore: cutOff,
          firstPaidAt: bought ? now : undefined,
        },
        now,
      )
      const where = `${status}, ${bought ? 'bought' : 'not bought'}, ${now.toISOString()}`
      assert.equal(facts.balance, verdict === 'waits' ? 1_000_000 : 0, where)
      assert.equal(facts.status, verdict === 'revoked' ? 'revoked' : status, where)
    }
  }
})
