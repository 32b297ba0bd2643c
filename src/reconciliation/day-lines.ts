import { type Queryable, type Row, rows, statement } from '../database/sql.ts'
import type { What } from './day-rules.ts'

type LineRow = Row<
  'reconciliation/day-lines',
  | { what: What }
  | 'partnerId'
  | 'at'
  | 'invoiceCode'
  | 'transactionCode'
  | 'redeemCode'
  | 'price'
  | 'paidByCard'
  | 'promo'
  | 'held'
  | 'institutions'
  | 'commission'
  | 'promoOwed'
  | 'returned'
  | 'firstTaken'
>

/** One line of a day, as the ledger and the purchases tell it; rupiah. */
export interface LedgerLine extends LineRow {}

// Of all storefronts asked for at once: the ledger lies in the order of time and not by the storefront, so a day of it is
// read once. What the purchases say is carried along, so that each is looked up once.
const dayLines = statement<
  [partnerIds: number[], from: Date, until: Date, withSandbox: boolean],
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
      kind, case when credit = 'clearing' then entry.amount else -entry.amount end as held,
      partner_id, course_id, schedule_id, purchase.amount, discount, invoice_code, transaction_code, redeem_code
    from entry
    join purchase using (card_id, purchase_id)
    where entry.at >= $2 and entry.at < $3 and purchase.partner_id = any ($1::int[])
      and kind in (
        'purchase', 'promo', 'return', 'promo_return',
        'first_part', 'rest_part', 'first_commission', 'rest_commission'
      )
  ),
  -- a use by the institution's word earns nothing yet, and may be all that happens
  happened as (
    select
      card_id, purchase_id, redeemed_at, 'redeem', null, 0,
      partner_id, course_id, schedule_id, amount, discount, invoice_code, transaction_code, redeem_code
    from purchase where partner_id = any ($1) and redeemed_at >= $2 and redeemed_at < $3
    union all
    select
      card_id, purchase_id, finished_at, 'completion', null, 0,
      partner_id, course_id, schedule_id, amount, discount, invoice_code, transaction_code, redeem_code
    from purchase where partner_id = any ($1) and finished_at >= $2 and finished_at < $3
  ),
  line as (
    select
      card_id, purchase_id, at, what, sum(held)::int as held,
      coalesce(-sum(held) filter (where kind in ('first_part', 'rest_part')), 0)::int as institutions,
      coalesce(-sum(held) filter (where kind in ('first_commission', 'rest_commission')), 0)::int as commission,
      coalesce(sum(held) filter (where kind in ('promo', 'promo_return')), 0)::int as promo_owed,
      coalesce(-sum(held) filter (where kind = 'return'), 0)::int as returned,
      coalesce(bool_or(held > 0 and kind in ('first_part', 'first_commission')), false) as first_taken,
      -- of the purchase, the same in each row
      any_value(partner_id) as partner_id, any_value(course_id) as course_id, any_value(schedule_id) as schedule_id,
      any_value(amount) as amount, any_value(discount) as discount, any_value(invoice_code) as invoice_code,
      any_value(transaction_code) as transaction_code, any_value(redeem_code) as redeem_code
    from (select * from moved union all select * from happened) all_of_it
    group by card_id, purchase_id, at, what
  )
  select
    line.partner_id, line.what, line.at, invoice_code, transaction_code, redeem_code, course_code, schedule_code,
    amount + discount as price, amount as paid_by_card, discount as promo,
    line.held, line.institutions, line.commission, line.promo_owed, line.returned, line.first_taken
  from line
  join card using (card_id)
  join course using (course_id)
  join schedule on schedule.schedule_id = line.schedule_id
  where $4 or not card.sandbox
  order by
    line.at,
    array_position(array['purchase', 'redeem', 'completion', 'completion_withdrawn', 'cancellation'], line.what),
    invoice_code collate "C"
  `,
)

/**
 * Everything that happened to the purchases of these storefronts from an instant on and before another one: in order, for
 * each of them that had anything, by its id.
 */
export async function linesBetween(
  db: Queryable,
  partnerIds: readonly number[],
  { from, until, withSandbox }: { readonly from: Date; readonly until: Date; readonly withSandbox: boolean },
): Promise<Map<number, LedgerLine[]>> {
  const lines = await rows(db, dayLines, [[...partnerIds], from, until, withSandbox])
  return Map.groupBy(lines, ({ partnerId }) => partnerId)
}
