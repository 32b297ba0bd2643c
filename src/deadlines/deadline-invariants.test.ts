import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, deadline, link } from '../../test/a-deadline.ts'
import type { WaveCard } from '../../test/a-wave.ts'
import { tamper } from '../../test/database.ts'
import { ana, budi } from '../../test/two-people.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { approveRestore, requestRestore } from './correct.ts'

const world = await aDeadline()
const { cards, clock, ctx, pool, run } = world
after(() => world.close())

const broken = async () => (await checkInvariants(pool)).map(({ invariant }) => invariant)

test('whatever is tampered with breaks the invariant that speaks of it', async () => {
  const [revoked, restored] = (await cards(2)) as [WaveCard, WaveCard]
  clock.set(deadline)
  await run()
  const asked = await requestRestore(ctx, restored.cardId, 'keliru', ana)
  assert.ok(asked.ok)
  assert.ok((await approveRestore(ctx, asked.value.correctionId, budi, { link })).ok)
  assert.deepEqual(await broken(), [])

  const person = 'person_id in (select person_id from card where card_id = $1)'
  const tampering: readonly [card: WaveCard, does: string, undoes: string, expected: string | string[]][] = [
    [
      restored,
      'update deadline set card_id = -card_id where card_id = $1',
      'update deadline set card_id = -card_id where card_id = -$1::bigint',
      'money_has_an_end',
    ],
    [
      revoked,
      `update bar set person_id = -person_id where ${person}`,
      `update bar set person_id = -person_id where -${person}`,
      'revoked_everywhere',
    ],
    [
      restored,
      `insert into bar (person_id, barred_at, because) select person_id, now(), 'first_purchase_missed' from card where card_id = $1`,
      `delete from bar where ${person}`,
      'revoked_everywhere',
    ],
    [
      revoked,
      `update recipient set status = 'notified' where card_id = $1`,
      `update recipient set status = 'revoked' where card_id = $1`,
      ['revoked_everywhere', 'seat_of_revoked', 'seats_of_waves'],
    ],
    [
      restored,
      'update correction set amount = amount - 1, asked_amount = asked_amount - 1 where card_id = $1',
      'update correction set amount = amount + 1, asked_amount = asked_amount + 1 where card_id = $1',
      'restored_by_two',
    ],
  ]
  for (const [card, does, undoes, expected] of tampering) {
    await tamper(pool, does, [card.cardId])
    assert.deepEqual(await broken(), [expected].flat(), does)
    await tamper(pool, undoes, [card.cardId])
    assert.deepEqual(await broken(), [], undoes)
  }
})

test('money that is taken or given back out of turn is found', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  const move = (kind: string, debit: string, credit: string) =>
    pool.query(
      `insert into entry (card_id, purchase_id, kind, serial, debit, credit, amount, at)
       values ($1, 0, $2, 0, $3, $4, 5, now())`,
      [card.cardId, kind, debit, credit],
    )
  await move('restore', 'treasury', 'card')
  assert.deepEqual(await broken(), ['balance_from_entries', 'forfeits_and_restores', 'restored_by_two'])
  await assert.rejects(move('forfeit', 'treasury', 'clearing'), { code: '23514' })
  await assert.rejects(move('forfeit', 'treasury', 'card'), { code: '23514' })
  await assert.rejects(move('purchase', 'card', 'treasury'), { code: '23514' })
})
