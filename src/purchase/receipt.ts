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

interface ReceiptRow {
  card_id: string
  purchase_id: string
  holder_name: string
  card_tail: string
  invoice_code: string
  transaction_code: string
  redeem_code: string
  voucher_code: string | null
  amount: number
  discount: number
  paid_at: Date
  cancelled_at: Date | null
  redeemed_at: Date | null
  redeemed_email: string | null
  redeem_url: string | null
  finished_at: Date | null
  balance_after: number
}

const receiptOf = statement<[cardId: string, purchaseId: string], ReceiptRow>(
  'purchase/receipt',
  `
  select
    card_id, purchase_id, holder_name, right(card.number, 4) as card_tail, invoice_code, transaction_code,
    redeem_code, voucher_code, amount, discount, paid_at, cancelled_at, redeemed_at, redeemed_email, redeem_url,
    finished_at,
    (select sum(case when credit = 'card' then entry.amount else -entry.amount end)::int
      from entry where entry.card_id = purchase.card_id and entry.at <= purchase.paid_at) as balance_after
  from purchase
  join card using (card_id)
  join course using (course_id)
  join institution using (institution_id)
  where card_id = $1 and purchase_id = $2 and paid_at is not null
  `,
)

/** The receipt of a paid purchase, a later cancelled one included; undefined when it was never paid. */
export async function receiptFor(
  db: Queryable,
  cardId: string,
  purchaseId: string,
): Promise<Receipt | undefined> {
  const row = await first(db, receiptOf, [cardId, purchaseId])
  return (
    row && {
      cardId: row.card_id,
      purchaseId: row.purchase_id,
      holderName: row.holder_name,
      cardTail: row.card_tail,
      invoiceCode: row.invoice_code,
      transactionCode: row.transaction_code,
      redeemCode: row.redeem_code,
      voucherCode: row.voucher_code ?? undefined,
      amount: row.amount,
      discount: row.discount,
      paidAt: row.paid_at,
      cancelledAt: row.cancelled_at ?? undefined,
      redeemedAt: row.redeemed_at ?? undefined,
      redeemedEmail: row.redeemed_email ?? undefined,
      redeemUrl: row.redeem_url ?? undefined,
      finishedAt: row.finished_at ?? undefined,
      balanceAfter: row.balance_after,
    }
  )
}
