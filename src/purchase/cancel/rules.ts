import type { PurchaseFacts } from '../rules.ts'

/** Why a paid purchase is not cancelled; undefined when it is. */
export function judgeVoid(purchase: Pick<PurchaseFacts, 'status' | 'redeemedAt'> | undefined) {
  if (!purchase) return 'void_unknown'
  if (purchase.status === 'cancelled') return 'already_cancelled'
  if (purchase.redeemedAt) return 'already_redeemed'
  return undefined
}

/** Why its holder cannot cancel a paid purchase at `now`; undefined when they can: nothing was used, and its class has not begun. */
export function judgeOwnCancel(
  purchase: Pick<PurchaseFacts, 'status' | 'redeemedAt'> & { readonly startsAt: Date | undefined },
  now: Date,
) {
  const refusal = judgeVoid(purchase)
  if (refusal) return refusal
  return purchase.startsAt && purchase.startsAt <= now ? 'schedule_started' : undefined
}
