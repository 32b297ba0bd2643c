import type { Context } from '../../database/context.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { StorefrontOrder } from '../orders/orders.ts'
import { countPromo, lockForPromo, reserveUse, writePromo } from './promo-store.ts'
import { judgePromo, type PromoRefusal, promoKey } from './rules.ts'

/**
 * Before an OTP is sent for the price less the order's discount: the promo still applies, and the order has its use for
 * another half hour. Refused, the promo is off the order, and nothing must be sent for the price with it.
 * It is the promo of the order *as it was read* that is reserved, since the OTP will be for that discount, whatever
 * another tab has made of the order meanwhile.
 */
export async function renewPromo(ctx: Context, order: StorefrontOrder): Promise<Outcome<null, PromoRefusal>> {
  const { orderNo, promoCode, accountId, discount } = order
  if (!promoCode || !accountId) return done(null)
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const standing = await lockForPromo(tx, orderNo, now)
    const promo = await countPromo(tx, { ...order, accountId, code: promoKey(promoCode) ?? '' }, now)
    const refusal = judgePromo(promo, order.price, now)
    if (promo && !refusal) {
      await reserveUse(tx, promo, { orderNo, accountId, discount, armed: true }, now)
      return done(null)
    }
    if (standing.open && standing.promoCode === promoCode)
      await writePromo(tx, orderNo, undefined, now, refusal ?? 'promo_unknown')
    return refuse(refusal ?? 'promo_unknown')
  })
}
