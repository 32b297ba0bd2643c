import { first, type Queryable, type Row, statement } from '../database/sql.ts'
import { moneyOfPurchases, type PurchaseMoney } from '../ledger/purchase-money.ts'
import type { MoneyState } from './day-rules.ts'

type InvoiceRow = Row<
  'reconciliation/find-invoice',
  'invoiceCode' | 'transactionCode' | 'cardId' | 'purchaseId'
>
const findInvoice = statement<
  [partnerId: number, invoiceCode: string],
  'reconciliation/find-invoice',
  InvoiceRow
>(
  'reconciliation/find-invoice',
  `
  select
    purchase.invoice_code, transaction_code, invoice.card_id, invoice.purchase_id, course.title as course, paid_at,
    redeemed_at, finished_at, purchase.cancelled_at
  from invoice
  join purchase using (card_id, purchase_id)
  join course using (course_id)
  where invoice.partner_id = $1 and invoice.invoice_code = $2 and purchase.invoice_code = invoice.invoice_code
    and paid_at is not null
  `,
)

/** A paid invoice of a storefront, and where its money is; rupiah. */
export interface InvoiceMoney extends InvoiceRow {
  readonly money: PurchaseMoney
}

/** Where the money of a storefront's invoice is by the ledger. Undefined: it never paid anything. */
export async function moneyOfInvoice(
  db: Queryable,
  partnerId: number,
  invoiceCode: string,
): Promise<InvoiceMoney | undefined> {
  const invoice = await first(db, findInvoice, [partnerId, invoiceCode])
  if (!invoice) return undefined
  const money = (await moneyOfPurchases(db, invoice.cardId)).get(invoice.purchaseId)
  if (!money) throw new Error(`nothing is known of the money of ${invoice.purchaseId}`)
  return { ...invoice, money }
}

/** The state of a purchase's money, in the words of the daily file. */
export function invoiceState({ price, waits, cancelled }: PurchaseMoney): MoneyState {
  if (cancelled) return 'returned'
  if (waits === price) return 'held'
  return waits > 0 ? 'part_earned' : 'earned'
}
