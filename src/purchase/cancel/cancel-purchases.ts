import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import { type PaidPurchase, postEarned } from '../../ledger/earn.ts'
import { returnTerms } from './return-terms.ts'

/** Who cancels a purchase that was paid, as the journal says it. What was used is not cancelled by its storefront or its holder. */
export type CancelledBy =
  | 'cancelled_by_holder'
  | 'cancelled_by_storefront'
  | 'cancelled_by_programme'
  | 'schedule_cancelled'

export interface ToCancel {
  readonly by: CancelledBy
  /** in the words of the message, which is written in Indonesian */
  readonly reason: string
  readonly actor: Actor
  /** the holder's card page, for the message */
  readonly link: string
}

const cancelPaid = statement<
  [
    cardIds: string[],
    purchaseIds: string[],
    now: Date,
    because: CancelledBy,
    actor: string,
    requestId: string,
  ],
  'purchase/cancel',
  'cardId' | 'purchaseId'
>(
  'purchase/cancel',
  `
  with cancelled as (
    update purchase
    set status = 'cancelled', cancelled_at = $3, cancelled_because = $4
    from unnest($1::bigint[], $2::bigint[]) as asked (card_id, purchase_id)
    where purchase.card_id = asked.card_id and purchase.purchase_id = asked.purchase_id and status = 'paid'
      and ($4 not in ('cancelled_by_holder', 'cancelled_by_storefront') or redeemed_at is null)
    returning purchase.card_id, purchase.purchase_id, partner_id, schedule_id, amount, discount
  ),
  returned as (
    update card
    set
      balance = balance + back.amount,
      unfinished_purchase_id = case when unfinished_purchase_id = any (back.purchase_ids) then null else unfinished_purchase_id end
    from (
      select card_id, sum(amount)::int as amount, array_agg(purchase_id) as purchase_ids from cancelled group by card_id
    ) back
    where card.card_id = back.card_id
  ),
  entered as (
    insert into entry (card_id, purchase_id, kind, debit, credit, party_id, amount, at)
    select card_id, purchase_id, 'return', 'clearing', 'card', null, amount, $3 from cancelled
    union all
    select card_id, purchase_id, 'promo_return', 'clearing', 'owed_storefront', partner_id, discount, $3
    from cancelled where discount > 0
  ),
  freed as (
    select schedule_id, schedule.cancelled_at is not null as closed, count(*)::int as seats
    from cancelled join schedule using (schedule_id)
    group by schedule_id, schedule.cancelled_at
  ),
  seated as (
    update seat_bucket
    set seats_left = seats_left + freed.seats
    from freed
    where not closed and seat_bucket.schedule_id = freed.schedule_id
      and seat_bucket.bucket = (select min(bucket) from seat_bucket b where b.schedule_id = freed.schedule_id)
  ),
  -- the seats of a schedule that is cancelled are nobody's
  unseated as (
    update schedule set quota = quota - freed.seats from freed where closed and schedule.schedule_id = freed.schedule_id
  ),
  -- on a card that has nothing to come any more the money is not to stay: the next sweep takes it back
  swept as (
    insert into deadline (card_id, step, due_at)
    select distinct card_id, 'end', $3 from cancelled
    on conflict (card_id) do nothing
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, $5, 'cancelled', 'purchase:' || purchase_id, $4, $6 from cancelled
  )
  select card_id, purchase_id from cancelled order by card_id, purchase_id
  `,
)

/**
 * Cancels paid purchases of locked cards: each price returns to its card and each promo to its storefront, what was earned
 * of it is taken back, the seat is free again, and codes answer "cancelled" from then on. Where it was the purchase that met
 * the term, the term runs again ({@link returnTerms}). The holders are told. Returns those that were cancelled: paid until
 * now, and not used where their storefront or their holder cancels.
 */
export async function cancelPurchases(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  purchases: readonly PaidPurchase[],
  { by: because, reason, actor, link }: ToCancel,
): Promise<PaidPurchase[]> {
  const at = ctx.clock.now()
  const ids = [purchases.map(({ cardId }) => cardId), purchases.map(({ purchaseId }) => purchaseId)] as const
  const cancelled = await rows(tx, cancelPaid, [...ids, at, because, actor.actor, actor.requestId])
  await postEarned(tx, cancelled, at)
  const by = because === 'cancelled_by_holder' ? 'holder' : 'others'
  await returnTerms(tx, ctx, cancelled, { at, by, reason, actor, link })
  return cancelled
}
