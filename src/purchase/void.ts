import type { Context } from '../database/context.ts'
import { first, one, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { PurchaseRules } from './purchase-rules.ts'
import { type InvoiceRow, invoiceState } from './purchase-state.ts'
import type { BuyingPartner, InvoiceState } from './purchases.ts'
import type { VoidRefusal } from './refusals.ts'
import { returnTerm } from './return-term.ts'
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

const cancelPurchase = statement<
  [cardId: string, purchaseId: string, now: Date, reason: string, actor: string, requestId: string],
  'purchase/cancel',
  'cancelled'
>(
  'purchase/cancel',
  `
  with cancelled as (
    update purchase
    set status = 'cancelled', cancelled_at = $3, cancelled_because = $4
    where card_id = $1 and purchase_id = $2 and status = 'paid' and redeemed_at is null
    returning card_id, purchase_id, partner_id, schedule_id, amount, discount
  ),
  returned as (
    update card
    set
      balance = balance + cancelled.amount,
      unfinished_purchase_id = nullif(card.unfinished_purchase_id, cancelled.purchase_id)
    from cancelled
    where card.card_id = cancelled.card_id
  ),
  entered as (
    insert into entry (card_id, purchase_id, kind, debit, credit, party_id, amount, at)
    select card_id, purchase_id, 'return', 'clearing', 'card', null, amount, $3 from cancelled
    union all
    select card_id, purchase_id, 'promo_return', 'clearing', 'owed_storefront', partner_id, discount, $3
    from cancelled where discount > 0
  ),
  seated as (
    update seat_bucket
    set seats_left = seats_left + 1
    from cancelled
    where seat_bucket.schedule_id = cancelled.schedule_id
      and seat_bucket.bucket = (select min(bucket) from seat_bucket b where b.schedule_id = cancelled.schedule_id)
  ),
  -- on a card that has nothing to come any more the money is not to stay: the next sweep takes it back
  swept as (
    insert into deadline (card_id, step, due_at)
    select card_id, 'end', $3 from cancelled
    on conflict (card_id) do nothing
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, $5, 'cancelled', 'purchase:' || purchase_id, $4, $6 from cancelled
  )
  select count(*)::int as cancelled from cancelled
  `,
)

export interface VoidRequest {
  readonly partner: BuyingPartner
  readonly invoiceCode: string
  readonly transactionCode: string
  readonly requestId: string
}

export interface VoidOptions {
  readonly rules: PurchaseRules
  /** the holder's card page, for the message */
  readonly link: string
}

/** In the words of the message, which is written in Indonesian. */
const reason = 'dibatalkan oleh toko tempat Anda membeli'

/**
 * Cancels a paid purchase: the price returns to the balance by a posting of its own, the seat to the schedule, and
 * the redeem code answers "cancelled" from then on. Refused after the code was redeemed (ours).
 * Where it was the purchase that met the term, the term runs again ({@link returnTerm}). The holder is told.
 */
export async function voidPurchase(
  ctx: Context,
  { partner, invoiceCode, transactionCode, requestId }: VoidRequest,
  { rules, link }: VoidOptions,
): Promise<Outcome<InvoiceState, VoidRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    await first(tx, lockInvoicedCard, [partner.partnerId, invoiceCode])
    const row = await first(tx, purchaseToVoid, [partner.partnerId, invoiceCode, transactionCode])
    const refusal = judgeVoid(row && { status: row.status, redeemedAt: row.redeemedAt })
    if (!row || refusal) return refuse(refusal ?? 'void_unknown')
    const { cardId, purchaseId } = row
    const actor = { actor: `partner:${partner.clientCode}`, requestId }
    const { cancelled } = await one(tx, cancelPurchase, [
      cardId,
      purchaseId,
      now,
      'cancelled_by_storefront',
      actor.actor,
      requestId,
    ])
    if (cancelled !== 1) throw new Error('a locked paid purchase could not be cancelled')
    const by = 'others' as const
    await returnTerm(tx, ctx, { cardId, purchaseId, at: now, by, reason, actor, link }, rules)
    return done(invoiceState({ ...row, status: 'cancelled' }, invoiceCode, now))
  })
}
