/** A training that is bought and not finished. */
export interface Unfinished {
  readonly course: string
  readonly storefront: string
  /** whose turn it is and until when, as a sentence */
  readonly turn: string | undefined
  /** it is the holder's */
  readonly own: boolean
}

/** A training that is finished and has no review. */
export interface Unreviewed {
  readonly purchaseId: string
  readonly course: string
  readonly storefront: string
  /** the incentive, or the next purchase, waits for it */
  readonly needed: boolean
}

/** Money that waits for its receiver; in rupiah. */
export interface Waits {
  readonly amount: number
}

/** What decides the one thing that a holder should do now. */
export interface NextFacts {
  readonly canBuy: boolean
  readonly hasBought: boolean
  /** an OTP that was sent and not answered */
  readonly hold: { readonly storefront: string; readonly until: Date } | undefined
  readonly training: Unfinished | undefined
  readonly unreviewed: readonly Unreviewed[]
  /** of the incentive: refused or returned by the bank; due and without an account; its survey open */
  readonly failed: Waits | undefined
  readonly withoutAccount: Waits | undefined
  readonly survey: (Waits & { readonly number: number }) | undefined
}

export type NextThing =
  | ({ readonly is: 'pay' } & NonNullable<NextFacts['hold']>)
  | { readonly is: 'buy_first' | 'buy_next' | 'nothing' }
  | ({ readonly is: 'review' } & Unreviewed)
  | ({ readonly is: 'mend_account' | 'add_account' } & Waits)
  | ({ readonly is: 'survey'; readonly number: number } & Waits)
  | ({ readonly is: 'finish' | 'wait' } & Unfinished)

/**
 * The one thing to do: first what ends soonest, then what brings money that waits and takes minutes, then the training, then
 * what may be done, the next purchase last.
 */
export function nextThing(facts: NextFacts): NextThing {
  const { hold, training, unreviewed, failed, withoutAccount, survey, canBuy } = facts
  if (hold) return { is: 'pay', ...hold }
  if (canBuy && !facts.hasBought) return { is: 'buy_first' }
  const needed = unreviewed.find((one) => one.needed)
  if (needed) return { is: 'review', ...needed }
  if (failed) return { is: 'mend_account', ...failed }
  if (withoutAccount) return { is: 'add_account', ...withoutAccount }
  if (survey) return { is: 'survey', ...survey }
  if (training?.own) return { is: 'finish', ...training }
  if (unreviewed[0]) return { is: 'review', ...unreviewed[0] }
  if (training) return { is: 'wait', ...training }
  return { is: canBuy ? 'buy_next' : 'nothing' }
}
