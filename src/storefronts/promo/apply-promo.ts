import type { Context } from '../../database/context.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { withoutUnseen } from '../../kernel/text.ts'
import type { StorefrontOrder } from '../orders/orders.ts'
import { countPromo, lockForPromo, reserveUse, writePromo } from './promo-store.ts'
import { discountOf, judgePromo, type PromoRefusal, promoKey } from './rules.ts'

/**
 * Applies a code, as the buyer typed it, to an order whose account is known: reserves a use for half an hour and writes
 * the discount (rupiah). It replaces the code before it; refused, everything stays as it was. An order that is no
 * longer open (paid, lapsed, cancelled) is not changed, and answered with what stands on it.
 */
export async function applyPromo(
  ctx: Context,
  order: StorefrontOrder,
  code: string,
): Promise<Outcome<{ discount: number; code: string }, PromoRefusal>> {
  const key = promoKey(code)
  if (!key) return refuse('promo_unknown')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const { open, accountId, discount: standing, promoCode = '' } = await lockForPromo(tx, order.orderNo, now)
    if (!open) return done({ discount: standing, code: promoCode })
    if (!accountId) throw new Error(`order ${order.orderNo} has no account that a promo could be for`)
    const promo = await countPromo(tx, { ...order, accountId, code: key }, now)
    const refusal = judgePromo(promo, order.price, now)
    if (!promo || refusal) return refuse(refusal ?? 'promo_unknown')
    const applied = { discount: discountOf(promo, order.price), code: withoutUnseen(code).trim() }
    await reserveUse(tx, promo, { ...applied, orderNo: order.orderNo, accountId, armed: false }, now)
    await writePromo(tx, order.orderNo, { ...applied, promoId: promo.promoId }, now)
    return done(applied)
  })
}
