import { type Queryable, type Row, rows, statement } from '../database/sql.ts'

type MoneyRow = Row<
  'ledger/money-of-purchases',
  | 'purchaseId'
  | 'price'
  | 'discount'
  | 'toInstitution'
  | 'toStorefront'
  | 'waits'
  | 'cancelled'
  | 'paidOut'
  | 'atBank'
>

/** Where the price of a purchase is, in rupiah, by the ledger. */
export interface PurchaseMoney extends MoneyRow {}

const moneyOfCard = statement<[cardId: string], 'ledger/money-of-purchases', MoneyRow>(
  'ledger/money-of-purchases',
  `
  select
    purchase_id, amount + discount as price, discount, status = 'cancelled' as cancelled,
    posted.to_institution, posted.to_storefront, posted.waits, ordered.paid_out, ordered.at_bank
  from purchase
  cross join lateral (
    select
      coalesce(sum(amount) filter (where account = 'payable_institution' or account = 'owed_institution'), 0)::int as to_institution,
      coalesce(sum(amount) filter (where kind in ('first_commission', 'rest_commission') and account <> 'clearing'), 0)::int
        as to_storefront,
      coalesce(sum(amount) filter (where account = 'clearing'), 0)::int as waits
    from ledger_line line
    where line.card_id = purchase.card_id and line.purchase_id = purchase.purchase_id
  ) posted
  cross join lateral (
    select
      coalesce(sum(item.amount) filter (where payment.state = 'paid'), 0)::int as paid_out,
      coalesce(sum(item.amount) filter (where payment.state = 'ordered'), 0)::int as at_bank
    from payment_item item
    join payment using (payment_id)
    where item.card_id = purchase.card_id and item.purchase_id = purchase.purchase_id and removed_in is null
      and kind in ('first_part', 'rest_part', 'first_commission', 'rest_commission')
  ) ordered
  where card_id = $1 and paid_at is not null
  `,
)

/** Where the money of each purchase of a card is that was ever paid: earned by whom, waiting, or back. By purchase. */
export async function moneyOfPurchases(db: Queryable, cardId: string): Promise<Map<string, PurchaseMoney>> {
  return new Map((await rows(db, moneyOfCard, [cardId])).map((one) => [one.purchaseId, one]))
}
