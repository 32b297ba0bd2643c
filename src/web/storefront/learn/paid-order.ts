import type { StorefrontOrder } from '../../../storefronts/orders.ts'

/** An order that was paid, with the purchase that it is. */
export type PaidOrder = StorefrontOrder & { cardId: string; purchaseId: string }
