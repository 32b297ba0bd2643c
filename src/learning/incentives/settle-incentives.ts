import { type Queryable, rows, statement } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import type { PostedIncentives } from '../../ledger/post-incentives.ts'
import { planIncentive } from './grant-incentive.ts'
import { postAndTell } from './post-and-tell.ts'

const selectNext = statement<
  [cardIds: string[]],
  'learning/next-training-for-incentive',
  'cardId' | 'purchaseId' | 'qualifiedAt'
>(
  'learning/next-training-for-incentive',
  `
  select distinct on (card_id) card_id, purchase_id, greatest(finished_at, written_at) as qualified_at
  from purchase
  join review using (card_id, purchase_id)
  where card_id = any ($1::bigint[]) and purchase.status = 'paid' and finished_at is not null
    and not exists (select from incentive where incentive.card_id = purchase.card_id)
  order by card_id, qualified_at
  `,
)

/**
 * Takes back what these cards have in the ledger of an incentive that was just deleted. Where another training of the card was
 * finished and reviewed, too, that one is the first now and brings the incentive, by its own calendar. To be called in the
 * transaction that deleted it, under the locks of the cards.
 */
export async function settleIncentives(
  tx: Queryable,
  cardIds: readonly string[],
  now: Date,
  actor: Actor,
): Promise<PostedIncentives> {
  const settled = await postAndTell(tx, cardIds, now, actor)
  for (const { cardId, purchaseId, qualifiedAt } of await rows(tx, selectNext, [[...cardIds]]))
    await planIncentive(tx, { cardId, purchaseId }, { now, from: qualifiedAt }, actor)
  return settled
}
