import { first, type Queryable, statement } from '../database/sql.ts'

/** A paid purchase as its buyer keeps it. */
export interface Receipt {
  readonly cardId: string
  readonly purchaseId: string
  readonly holderName: string
  /** last four digits of the card */
  readonly cardTail: string
  readonly invoiceCode: string
  readonly transactionCode: string
  readonly redeemCode: string
  readonly voucherCode: string | undefined
  readonly amount: number
  readonly discount: number
  readonly paidAt: Date
  readonly cancelledAt: Date | undefined
  readonly redeemedAt: Date | undefined
  /** that the voucher was redeemed with */
  readonly redeemedEmail: string | undefined
  /** where the institution redeems its vouchers itself; else on our page of the institution */
  readonly redeemUrl: string | undefined
  readonly finishedAt: Date | undefined
  /** rupiah on the card right after this purchase */
  readonly balanceAfter: number
}

/** What a buyer is told of a purchase at once. */
export type PaidReceipt = Pick<
  Receipt,
  | 'cardId'
  | 'purchaseId'
  | 'invoiceCode'
  | 'transactionCode'
  | 'redeemCode'
  | 'voucherCode'
  | 'amount'
  | 'paidAt'
  | 'balanceAfter'
>

const receiptOf = statement<[cardId: string, purchaseId: string], 'purchase/receipt', Receipt>(
  'purchase/receipt',
  `
  select
    card_id, purchase_id, holder_name, right(card.number, 4) as card_tail, invoice_code, transaction_code,
    redeem_code, voucher_code, amount, discount, paid_at, cancelled_at, redeemed_at, redeemed_email, redeem_url,
    finished_at,
    (select sum(line.amount)::int from ledger_line line
      where line.card_id = purchase.card_id and account = 'card' and line.at <= purchase.paid_at) as balance_after
  from purchase
  join card using (card_id)
  join course using (course_id)
  join institution using (institution_id)
  where card_id = $1 and purchase_id = $2 and paid_at is not null
  `,
)

/** The receipt of a paid purchase, a later cancelled one included; undefined when it was never paid. */
export function receiptFor(db: Queryable, cardId: string, purchaseId: string): Promise<Receipt | undefined> {
  return first(db, receiptOf, [cardId, purchaseId])
}
