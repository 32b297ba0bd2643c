/** What the purchase room must know of a programme year's rules; durations carry their unit. */
export interface PurchaseRules {
  /** a second training only after the first is finished */
  readonly secondPurchaseAfterFinished: boolean
  readonly otp: {
    readonly validSeconds: number
    /** wrong codes that end a purchase, whatever number of codes was sent for it */
    readonly triesPerPurchase: number
    /** codes of one purchase that work at the same time, so that a late SMS still does */
    readonly liveCodes: number
    /** waits between the codes of one purchase; the last one repeats */
    readonly gapsSeconds: readonly number[]
    /** wrong codes in one WIB day that lock paying until the next */
    readonly failuresPerCardPerDay: number
    readonly sendsPerCardPerHour: number
    /** wrong codes of a day that no payment followed, by accounts new to their card and by known ones, all partners */
    readonly unresolvedPerDay: { readonly new: number; readonly known: number }
    /** ... of one partner: at least so many, or a share of what was paid through it */
    readonly unresolvedPerPartnerPerDay: number
    readonly unresolvedPercentOfPaid: number
    /** cards of an hour that a partner was refused without the holder's consent: at least so many, or a share of its OTPs */
    readonly refusedPerPartnerPerHour: number
    readonly refusedPercentOfSent: number
    /** SMS of a day that tell a holder why the card was refused somewhere */
    readonly refusalNoticesPerDay: number
  }
}

/** Whose codes wait at present, because too many are guessed: see otp-breaker.ts. */
export interface PausedFor {
  /** accounts that have not paid with the card before */
  readonly new: boolean
  readonly known: boolean
}
