import type { Context } from '../database/context.ts'
import { first, type Row, statement } from '../database/sql.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { BuyingPartner, InvoiceState, InvoiceStatus } from './purchases.ts'
import type { StatusRefusal } from './refusals.ts'

/** A purchase by one of its invoices. `captured`: this invoice is the one that was paid. */
export type InvoiceRow = Row<'purchase/purchase-of-invoice', 'captured'>

const purchaseOfInvoice = statement<
  [partnerId: number, invoiceCode: string],
  'purchase/purchase-of-invoice',
  'captured'
>(
  'purchase/purchase-of-invoice',
  `
  select
    card_id, purchase_id, purchase.schedule_id, purchase.status,
    purchase.invoice_code is not distinct from invoice.invoice_code as captured,
    purchase.transaction_code, purchase.amount, purchase.expires_at, purchase.created_at, purchase.redeemed_at,
    card.holder_name
  from invoice
  join purchase using (card_id, purchase_id)
  join card using (card_id)
  where invoice.partner_id = $1 and invoice.invoice_code = $2
  `,
)

/** See {@link Purchases.status}. */
export async function purchaseStatus(
  ctx: Context,
  partner: BuyingPartner,
  invoiceCode: string,
): Promise<Outcome<InvoiceState, StatusRefusal>> {
  const row = await first(ctx.db, purchaseOfInvoice, [partner.partnerId, invoiceCode])
  return row ? done(invoiceState(row, invoiceCode, ctx.clock.now())) : refuse('invoice_unknown')
}

/** What an invoice's row says at an instant. */
export function invoiceState(row: InvoiceRow, invoiceCode: string, now: Date): InvoiceState {
  return {
    cardId: row.cardId,
    purchaseId: row.purchaseId,
    invoiceCode,
    transactionCode: (row.captured && row.transactionCode) || '',
    amount: row.amount,
    status: statusOf(row, now),
    holderName: row.holderName,
    createdAt: row.createdAt,
  }
}

function statusOf(row: InvoiceRow, now: Date): InvoiceStatus {
  if (row.status === 'awaiting_otp') return row.expiresAt > now ? 'PENDING' : 'FAILED'
  if (!row.captured) return 'FAILED'
  return row.status === 'paid' ? 'SUCCESS' : 'CANCELLED'
}
