import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import type { Request, Shop } from '../shop.ts'

/** An order that was paid, with the purchase that it is. */
export type PaidOrder = StorefrontOrder & { cardId: string; purchaseId: string }

/** A page of such an order, of one lesson, test or assignment; `shown` says what came of it before. */
export type LearnPage<Thing, Shown = never> = (
  c: Request,
  shop: Shop,
  order: PaidOrder,
  thing: Thing,
  shown?: Shown,
) => Promise<Response>
