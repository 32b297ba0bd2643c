import type { Context } from '../../database/context.ts'
import { first, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { type InvoiceRow, invoiceState } from '../purchase-state.ts'
import type { BuyingPartner, InvoiceState } from '../purchases.ts'
import type { VoidRefusal } from '../refusals.ts'
import { cancelPurchases } from './cancel-purchases.ts'
import { judgeVoid } from './rules.ts'

const lockInvoicedCard = statement<[partnerId: number, invoiceCode: string], 'purchase/lock-invoiced-card'>(
  'purchase/lock-invoiced-card',
  `
  select card_id from card
  where card_id = (select card_id from invoice where partner_id = $1 and invoice_code = $2)
  for no key update
  `,
)

const purchaseToVoid = statement<
  [partnerId: number, invoiceCode: string, transactionCode: string],
  'purchase/purchase-to-void',
  InvoiceRow
>(
  'purchase/purchase-to-void',
  `
  select
    card_id, purchase_id, purchase.schedule_id, purchase.status, true as captured, purchase.transaction_code,
    purchase.amount, purchase.expires_at, purchase.created_at, purchase.redeemed_at, card.holder_name
  from invoice
  join purchase using (card_id, purchase_id)
  join card using (card_id)
  where invoice.partner_id = $1 and invoice.invoice_code = $2
    and purchase.invoice_code = invoice.invoice_code and purchase.transaction_code = $3
  `,
)

export interface VoidRequest {
  readonly partner: BuyingPartner
  readonly invoiceCode: string
  readonly transactionCode: string
  readonly requestId: string
}

/** In the words of the message, which is written in Indonesian. */
const reason = 'dibatalkan oleh toko tempat Anda membeli'

/**
 * Cancels a paid purchase: the price returns to the balance by a posting of its own, the seat to the schedule, and
 * the redeem code answers "cancelled" from then on. Refused after the code was redeemed (ours).
 * Where it was the purchase that met the term, the term runs again. The holder is told.
 */
export async function voidPurchase(
  ctx: Context,
  { partner, invoiceCode, transactionCode, requestId }: VoidRequest,
  /** the holder's card page, for the message */
  link: string,
): Promise<Outcome<InvoiceState, VoidRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await first(tx, lockInvoicedCard, [partner.partnerId, invoiceCode])
    const row = await first(tx, purchaseToVoid, [partner.partnerId, invoiceCode, transactionCode])
    const refusal = judgeVoid(row && { status: row.status, redeemedAt: row.redeemedAt })
    if (!row || refusal) return refuse(refusal ?? 'void_unknown')
    const actor = { actor: `partner:${partner.clientCode}`, requestId }
    const by = 'cancelled_by_storefront' as const
    const cancelled = await cancelPurchases(tx, ctx, [row], { by, reason, actor, link })
    if (cancelled.length !== 1) throw new Error('a locked paid purchase could not be cancelled')
    return done(invoiceState({ ...row, status: 'cancelled' }, invoiceCode, ctx.clock.now()))
  })
}
