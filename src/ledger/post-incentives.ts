import { one, type Queryable, statement } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'

const postIncentivesOf = statement<
  [cardIds: string[], now: Date, actor: string, requestId: string],
  'ledger/post-incentives',
  'posted' | 'takenBack' | 'owed' | { cards: CardMoved[] }
>(
  'ledger/post-incentives',
  `
  with asked as (select distinct card_id from unnest($1::bigint[]) as asked (card_id)),
  due as (
    update incentive set posted_at = $2
    from asked
    where incentive.card_id = asked.card_id and posted_at is null and due_at <= $2
      and (kind = 'completion' or answered_at is not null)
    returning incentive.card_id, purchase_id, entry_kind as kind, number, amount
  ),
  before as materialized (
    select
      card_id, purchase_id, kind, serial % 100 as number, party_id, count(*)::int as postings,
      sum(case debit when 'treasury' then amount else -amount end)::int as net
    from asked
    join entry using (card_id)
    where kind in ('incentive', 'survey')
    group by card_id, purchase_id, kind, serial % 100, party_id
  ),
  undone as materialized (
    select * from before
    where net > 0 and not exists (
      select from incentive
      where incentive.card_id = before.card_id and incentive.purchase_id = before.purchase_id
        and entry_kind = before.kind and incentive.number = before.number
    )
  ),
  -- Of what was ordered at a bank, the person owes what is taken back. Whoever orders it meanwhile is waited for.
  ordered as materialized (
    select undone.card_id, undone.purchase_id, undone.kind, undone.number, payment.orders
    from undone
    join payment_item item
      on item.card_id = undone.card_id and item.purchase_id = undone.purchase_id and item.kind = undone.kind
        and item.serial = undone.number + 100 * (postings - 1) and item.removed_in is null
    join payment using (payment_id)
    for share of payment
  ),
  moved as (
    insert into entry (card_id, purchase_id, kind, serial, debit, credit, party_id, amount, at)
    select
      card_id, purchase_id, kind, number + 100 * coalesce(postings, 0), 'treasury', 'payable_person', person_id, amount, $2
    from due
    join (select card_id, person_id from card) holder using (card_id)
    left join before using (card_id, purchase_id, kind, number)
    union all
    select
      card_id, purchase_id, kind, number + 100 * postings, case when orders > 0 then 'owed_person' else 'payable_person' end,
      'treasury', party_id, net, $2
    from undone
    left join ordered using (card_id, purchase_id, kind, number)
    returning card_id, purchase_id, debit, amount
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select
      card_id, $2, $3, 'incentive_payable', 'purchase:' || purchase_id, 'fell_due', $4,
      jsonb_build_object('payments', count(*), 'amount', sum(amount))
    from moved
    where debit = 'treasury'
    group by card_id, purchase_id
  )
  select
    count(*) filter (where debit = 'treasury')::int as posted,
    count(*) filter (where debit <> 'treasury')::int as taken_back,
    count(*) filter (where debit = 'owed_person')::int as owed,
    coalesce((
      select jsonb_agg(jsonb_build_object('cardId', card_id::text, 'posted', posted, 'takenBack', taken_back, 'owed', owed))
      from (
        select card_id,
          coalesce(sum(amount) filter (where debit = 'treasury'), 0) as posted,
          coalesce(sum(amount) filter (where debit <> 'treasury'), 0) as taken_back,
          coalesce(sum(amount) filter (where debit = 'owed_person'), 0) as owed
        from moved group by card_id
      ) of_card
    ), '[]') as cards
  from moved
  `,
)

/** What was done of one card, in rupiah. */
export interface CardMoved {
  readonly cardId: string
  readonly posted: number
  readonly takenBack: number
  /** of what was taken back the part that was ordered to be paid already */
  readonly owed: number
}

/** What was done, in instalments. */
export interface PostedIncentives {
  readonly posted: number
  /** taken back, because what earned them does not stand any more */
  readonly takenBack: number
  /** ... of these the ones that were ordered to be paid already: their persons owe them */
  readonly owed: number
  /** the same for each card, so that its holder can be told */
  readonly cards: readonly CardMoved[]
}

/**
 * Posts the instalments of these cards that have fallen due, from the treasury to whom the card belongs, and takes back
 * those that are in the ledger and not planned any more. The one place that does, and its callers tell the
 * holders (learning/incentives/post-and-tell.ts). In the transaction of whatever plans, answers or deletes instalments, under the lock of the card. Safe to repeat. The event of what is
 * taken back is the caller's.
 */
export function postIncentives(
  tx: Queryable,
  cardIds: readonly string[],
  now: Date,
  { actor, requestId }: Actor,
): Promise<PostedIncentives> {
  return one(tx, postIncentivesOf, [[...cardIds], now, actor, requestId])
}
