/** A training that is bought and not finished. */
export interface Unfinished {
  readonly course: string
  readonly storefront: string
  /** what is missing first, as the completion names it */
  readonly need: string | undefined
  /** whose turn it is and until when, as a sentence */
  readonly turn: string | undefined
  /** it is the holder's */
  readonly own: boolean
}

/** A voucher that nobody has used yet. */
export interface Unredeemed {
  readonly course: string
  readonly institution: string
  readonly code: string
  /** where it is redeemed */
  readonly place: string
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

/** What takes the card from its holder: revoked, the first purchase missed, or suspended. */
export interface Stopped {
  readonly because: 'revoked' | 'late' | 'suspended'
  /** an appeal is filed that is not answered */
  readonly appealed: boolean
}

/** What decides the one thing that a holder should do now. */
export interface NextFacts {
  readonly stopped: Stopped | undefined
  readonly canBuy: boolean
  readonly hasBought: boolean
  /** the first instant at which the first purchase, or any one later, is too late */
  readonly deadline: Date
  /** the year of the card is over: nothing is bought any more */
  readonly ended: boolean
  /** nothing is paid before then: a phone that was changed, or too many wrong codes */
  readonly paysFrom: Date | undefined
  /** an OTP that was sent and not answered */
  readonly hold: { readonly storefront: string; readonly until: Date } | undefined
  readonly unredeemed: Unredeemed | undefined
  readonly training: Unfinished | undefined
  readonly unreviewed: readonly Unreviewed[]
  /** of the incentive: refused or returned by the bank; due and without an account; due for longer than is told; its survey open */
  readonly failed: Waits | undefined
  readonly withoutAccount: Waits | undefined
  readonly overdue: Waits | undefined
  readonly survey: (Waits & { readonly number: number }) | undefined
}

export type NextThing =
  | ({ readonly is: 'appeal' } & Stopped)
  | ({ readonly is: 'pay' } & NonNullable<NextFacts['hold']>)
  | { readonly is: 'buy_first' | 'buy_next'; readonly before: Date }
  | { readonly is: 'wait_to_buy'; readonly from: Date }
  | { readonly is: 'ended' | 'nothing' }
  | ({ readonly is: 'redeem' } & Unredeemed)
  | ({ readonly is: 'review' } & Unreviewed)
  | ({ readonly is: 'mend_account' | 'add_account' | 'ask_incentive' } & Waits)
  | ({ readonly is: 'survey'; readonly number: number } & Waits)
  | ({ readonly is: 'confirm' | 'finish' | 'wait' } & Unfinished)

/**
 * The one thing to do: what gives the card back, then what ends soonest, then what brings money that waits and takes minutes,
 * then the training, then what may be done, the next purchase last. A suspended card is still learnt and paid for.
 */
export function nextThing(facts: NextFacts): NextThing {
  const { stopped, hold, unredeemed, training, unreviewed, failed, withoutAccount, overdue, survey } = facts
  if (stopped && stopped.because !== 'suspended') return { is: 'appeal', ...stopped }
  if (hold) return { is: 'pay', ...hold }
  if (facts.canBuy && !facts.hasBought) return { is: 'buy_first', before: facts.deadline }
  const needed = unreviewed.find((one) => one.needed)
  if (needed) return { is: 'review', ...needed }
  if (failed) return { is: 'mend_account', ...failed }
  if (withoutAccount) return { is: 'add_account', ...withoutAccount }
  if (overdue) return { is: 'ask_incentive', ...overdue }
  if (survey) return { is: 'survey', ...survey }
  if (unredeemed) return { is: 'redeem', ...unredeemed }
  if (training?.own) return { is: training.need === 'sessions' ? 'confirm' : 'finish', ...training }
  if (unreviewed[0]) return { is: 'review', ...unreviewed[0] }
  if (stopped) return { is: 'appeal', ...stopped }
  if (training) return { is: 'wait', ...training }
  if (facts.paysFrom && !facts.ended) return { is: 'wait_to_buy', from: facts.paysFrom }
  if (facts.canBuy) return { is: 'buy_next', before: facts.deadline }
  return { is: facts.ended ? 'ended' : 'nothing' }
}
