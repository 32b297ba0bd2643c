import type { Clock } from '../kernel/clock.ts'
import type { Outcome } from '../kernel/refusal.ts'
import type { BuyingPartner, Purchases } from '../purchase/purchases.ts'
import type { PurchaseRefusal } from '../purchase/refusals.ts'
import type { RefusedCalls } from './refused-calls.ts'

interface Asking {
  readonly partner: BuyingPartner
  readonly requestId: string
}

/**
 * Purchases as our own storefronts ask for them: what they are refused is counted beside the calls of the others, in memory
 * and by the hour. A call of theirs is named `storefront/...`, for it never came over the API.
 */
export function countedPurchases(
  purchases: Purchases,
  refused: Pick<RefusedCalls, 'note'>,
  clock: Clock,
): Purchases {
  function counted<Value, Reason extends PurchaseRefusal>(
    call: string,
    { partner, requestId }: Asking,
    outcome: Outcome<Value, Reason>,
  ): Outcome<Value, Reason> {
    if (!outcome.ok)
      refused.note({
        clientCode: partner.clientCode,
        call: `storefront/${call}`,
        refusal: outcome.refusal,
        requestId,
        at: clock.now(),
      })
    return outcome
  }
  return {
    ...purchases,
    sendOtp: async (request) => counted('send-otp', request, await purchases.sendOtp(request)),
    authorize: async (request) => counted('authorize', request, await purchases.authorize(request)),
  }
}
