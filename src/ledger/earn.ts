import { type Queryable, rows, statement, touched } from '../database/sql.ts'

/** A purchase by the card that paid it. */
export interface PaidPurchase {
  readonly cardId: string
  readonly purchaseId: string
}

const postEarnings = statement<
  [cardIds: string[], purchaseIds: string[], now: Date],
  'ledger/post-earnings',
  'cardId' | 'purchaseId'
>(
  'ledger/post-earnings',
  `
  with asked as (select * from unnest($1::bigint[], $2::bigint[]) as asked (card_id, purchase_id)),
  part as materialized (
    select card_id, purchase_id, part.*, 'payable_' || payee.kind as payable, 'owed_' || payee.kind as owed, payee.party_id
    from asked
    join earning using (card_id, purchase_id)
    cross join lateral (values
      ('first_part', first_part, first_due), ('rest_part', rest_part, rest_due),
      ('first_commission', first_commission, first_due), ('rest_commission', rest_commission, rest_due)
    ) part (kind, amount, due)
    cross join lateral (
      select
        case when part.kind ~ '_part$' then 'institution' else 'storefront' end as kind,
        case when part.kind ~ '_part$' then institution_id else partner_id end as party_id
    ) payee
  ),
  posted as (
    select part.*, before.postings, before.net
    from part
    cross join lateral (
      select
        count(*)::smallint as postings,
        coalesce(sum(case when debit = 'clearing' then entry.amount else -entry.amount end), 0)::int as net
      from entry
      where entry.card_id = part.card_id and entry.purchase_id = part.purchase_id and entry.kind = part.kind
    ) before
  ),
  -- Of what was ordered at a bank, the party owes what is taken back. Whoever orders it meanwhile is waited for.
  ordered as materialized (
    select posted.card_id, posted.purchase_id, posted.kind, payment.orders
    from posted
    join payment_item item
      on item.card_id = posted.card_id and item.purchase_id = posted.purchase_id and item.kind = posted.kind
        and item.serial = posted.postings - 1 and item.removed_in is null
    join payment using (payment_id)
    where not due and net > 0
    for share of payment
  )
  insert into entry (card_id, purchase_id, kind, serial, debit, credit, party_id, amount, at)
  select
    card_id, purchase_id, kind, postings,
    case when due then 'clearing' when ordered.orders > 0 then owed else payable end,
    case when due then payable else 'clearing' end,
    party_id, case when due then amount else net end, $3
  from posted
  left join ordered using (card_id, purchase_id, kind)
  where case when due then net = 0 and amount > 0 else net > 0 end
  returning card_id, purchase_id
  `,
)

/** After the postings, so that they are part of what is told. */
const tellEarned = statement<[cardIds: string[], purchaseIds: string[], now: Date]>(
  'ledger/tell-earned',
  `
  insert into journal (card_id, at, actor, act, subject, request_id, facts)
  select
    card_id, $3, 'system:ledger', 'earned', 'purchase:' || purchase_id, 'earned',
    jsonb_build_object('says', encode(sha256(convert_to(purchase_says(card_id, purchase_id, $3), 'UTF8')), 'hex'))
  from (select distinct * from unnest($1::bigint[], $2::bigint[]) as posted (card_id, purchase_id)) posted
  `,
)

/**
 * Posts what purchases have earned by now, and takes back what they do not earn any more: from the clearing account of
 * each to its institution and its storefront, or back: from what is payable, or owed where a bank was asked for it already. The one place that does; to be called after whatever uses,
 * finishes or cancels a purchase, in its transaction and under the lock of its card. Safe to repeat: what is posted
 * already is not posted again. Tells the journal what the purchase and its postings say, which evidence is held to; why it
 * came about is the caller's event. Returns how many postings it made.
 */
export async function postEarned(
  tx: Queryable,
  purchases: readonly PaidPurchase[],
  now: Date,
): Promise<number> {
  const posted = await rows(tx, postEarnings, [...idsOf(purchases), now])
  if (posted.length > 0) await touched(tx, tellEarned, [...idsOf(posted), now])
  return posted.length
}

function idsOf(purchases: readonly PaidPurchase[]): [cardIds: string[], purchaseIds: string[]] {
  return [purchases.map(({ cardId }) => cardId), purchases.map(({ purchaseId }) => purchaseId)]
}
