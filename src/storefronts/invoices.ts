import type { BuyingPartner, InvoiceState } from '../purchase/purchases.ts'
import type { StorefrontOrder } from './orders.ts'
import type { Storefronts } from './storefronts.ts'

/**
 * The invoice codes of an order, the newest last. The programme gives an invoice to one purchase for good, and an order
 * whose code ran out, or whose card was changed, is paid with another purchase: that one gets an invoice of its own.
 */
export function invoicesOf({ orderNo, answers }: Pick<StorefrontOrder, 'orderNo' | 'answers'>): string[] {
  const count = Math.max(answers.purchases ?? 1, 1)
  return Array.from({ length: count }, (_, index) => (index === 0 ? orderNo : `${orderNo}-${index + 1}`))
}

/** The one of these invoices that was paid, if one was. */
export async function paidInvoice(
  storefronts: Storefronts,
  partner: BuyingPartner,
  invoices: readonly string[],
): Promise<InvoiceState | undefined> {
  for (const invoice of invoices.toReversed()) {
    const state = await storefronts.purchases.status(partner, invoice)
    if (state.ok && state.value.status === 'SUCCESS') return state.value
  }
  return undefined
}
