import { type Queryable, type Row, rows, statement } from '../database/sql.ts'
import type { What } from './day-rules.ts'

type LineRow = Row<
  'reconciliation/day-lines',
  | { what: What }
  | 'at'
  | 'invoiceCode'
  | 'transactionCode'
  | 'redeemCode'
  | 'price'
  | 'held'
  | 'institutions'
  | 'commission'
  | 'promoOwed'
  | 'returned'
  | 'firstTaken'
>

/** One line of a day, as the ledger and the purchases tell it; rupiah. */
export interface LedgerLine extends LineRow {}

const dayLines = statement<
  [partnerId: number, from: Date, until: Date, withSandbox: boolean],
  'reconciliation/day-lines',
  LineRow
>(
  'reconciliation/day-lines',
  `
  with moved as (
    select
      entry.card_id, entry.purchase_id, entry.at,
      case
        when kind in ('purchase', 'promo') then 'purchase'
        when kind in ('return', 'promo_return') then 'cancellation'
        when debit = 'clearing' and kind in ('first_part', 'first_commission') and at = redeemed_at then 'redeem'
        when debit = 'clearing' then 'completion'
        when at = cancelled_at then 'cancellation'
        else 'completion_withdrawn'
      end as what,
      kind, case when credit = 'clearing' then entry.amount else -entry.amount end as held
    from entry
    join purchase using (card_id, purchase_id)
    join card using (card_id)
    where entry.at >= $2 and entry.at < $3 and purchase.partner_id = $1 and ($4 or not card.sandbox)
      and kind in (
        'purchase', 'promo', 'return', 'promo_return',
        'first_part', 'rest_part', 'first_commission', 'rest_commission'
      )
  ),
  -- a use by the institution's word earns nothing yet, and may be all that happens
  happened as (
    select card_id, purchase_id, redeemed_at as at, 'redeem' as what
    from purchase where partner_id = $1 and redeemed_at >= $2 and redeemed_at < $3
    union all
    select card_id, purchase_id, finished_at, 'completion'
    from purchase where partner_id = $1 and finished_at >= $2 and finished_at < $3
  ),
  line as (
    select
      card_id, purchase_id, at, what, sum(held)::int as held,
      coalesce(-sum(held) filter (where kind in ('first_part', 'rest_part')), 0)::int as institutions,
      coalesce(-sum(held) filter (where kind in ('first_commission', 'rest_commission')), 0)::int as commission,
      coalesce(sum(held) filter (where kind in ('promo', 'promo_return')), 0)::int as promo_owed,
      coalesce(-sum(held) filter (where kind = 'return'), 0)::int as returned,
      coalesce(bool_or(held > 0 and kind in ('first_part', 'first_commission')), false) as first_taken
    from (
      select * from moved
      union all
      select happened.*, null, 0 from happened join card using (card_id) where $4 or not card.sandbox
    ) all_of_it
    group by card_id, purchase_id, at, what
  )
  select
    line.what, line.at, invoice_code, transaction_code, redeem_code, course_code, schedule_code,
    purchase.amount + discount as price, purchase.amount as paid_by_card, discount as promo,
    line.held, line.institutions, line.commission, line.promo_owed, line.returned, line.first_taken
  from line
  join purchase using (card_id, purchase_id)
  join course using (course_id)
  join schedule on schedule.schedule_id = purchase.schedule_id
  order by
    line.at,
    array_position(array['purchase', 'redeem', 'completion', 'completion_withdrawn', 'cancellation'], line.what),
    invoice_code collate "C"
  `,
)

/** Everything that happened to the purchases of a storefront from an instant on and before another one, in order. */
export function linesBetween(
  db: Queryable,
  partnerId: number,
  { from, until, withSandbox }: { readonly from: Date; readonly until: Date; readonly withSandbox: boolean },
): Promise<LedgerLine[]> {
  return rows(db, dayLines, [partnerId, from, until, withSandbox])
}
