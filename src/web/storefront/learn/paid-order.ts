import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'

/** An order that was paid, with the purchase that it is. */
export type PaidOrder = StorefrontOrder & { cardId: string; purchaseId: string }
