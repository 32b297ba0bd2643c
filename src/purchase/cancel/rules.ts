import type { PurchaseFacts } from '../rules.ts'

/** Why a paid purchase is not cancelled; undefined when it is. */
export function judgeVoid(purchase: Pick<PurchaseFacts, 'status' | 'redeemedAt'> | undefined) {
  if (!purchase) return 'void_unknown'
  if (purchase.status === 'cancelled') return 'already_cancelled'
  if (purchase.redeemedAt) return 'already_redeemed'
  return undefined
}
