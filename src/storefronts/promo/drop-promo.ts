import type { Context } from '../../database/context.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { StorefrontOrder } from '../orders/orders.ts'
import { lockForPromo, writePromo } from './promo-store.ts'

/** Takes the promo off an order that is open; its use is free again, unless an OTP was sent under it: then at its end. */
export async function dropPromo(ctx: Context, order: StorefrontOrder): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const { open, promoCode } = await lockForPromo(tx, order.orderNo, now)
    if (open && promoCode) await writePromo(tx, order.orderNo, undefined, now, 'by_buyer')
  })
}
