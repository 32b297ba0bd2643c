/** How a price is split: by the programme year and the contract of the storefront. */
export interface Shares {
  /** percent of the price that the first use earns; the completion earns the rest */
  readonly redeemPercent: number
  /** what the storefront keeps, in hundredths of a percent of the price, as the year caps it */
  readonly commissionBp: number
}

/** Rupiah that each part of a price brings: to the institution, and to the storefront as its commission. */
export interface Split {
  readonly firstPart: number
  readonly firstCommission: number
  readonly restPart: number
  readonly restCommission: number
}

/** Why a part of a price is held, or that it is due. */
export type PartState =
  | 'due'
  | 'held_not_redeemed'
  | 'held_not_finished'
  /** the institution's own word is all there is: it rests, and a use that it alone recorded waits for the completion */
  | 'held_reported'
  | 'cancelled'

export interface Part {
  /** rupiah */
  readonly amount: number
  readonly state: PartState
  /** since when it is so, where something happened; of what rests, until when */
  readonly since: Date | undefined
}

export interface SettledFacts extends Pick<Split, 'firstPart' | 'restPart'> {
  readonly redeemedAt: Date | undefined
  /** the first use was recorded by the institution alone, and by nothing of the participant's */
  readonly usedByWord: boolean
  /** until when a report of its completion rests */
  readonly reportRestsUntil: Date | undefined
  readonly finishedAt: Date | undefined
  readonly cancelledAt: Date | undefined
}

/**
 * Splits a price in rupiah: parts are floored, and the rest takes what does not divide, so that all four are the price to
 * the rupiah. The view `earning` says the same in SQL; a test compares them.
 */
export function splitOf(price: number, { redeemPercent, commissionBp }: Shares): Split {
  const commission = Math.floor((price * commissionBp) / 10_000)
  const first = Math.floor((price * redeemPercent) / 100)
  const firstCommission = Math.floor((commission * redeemPercent) / 100)
  const restCommission = commission - firstCommission
  return {
    firstPart: first - firstCommission,
    firstCommission,
    restPart: price - first - restCommission,
    restCommission,
  }
}

/** What the two parts of a price bring the institution, and what each waits for. */
export function partsOf(facts: SettledFacts): { redeem: Part; completion: Part } {
  const { firstPart, restPart, redeemedAt, usedByWord, finishedAt, reportRestsUntil, cancelledAt } = facts
  const part = (amount: number, dueAt: Date | undefined, held: PartState): Part =>
    cancelledAt
      ? { amount: 0, state: 'cancelled', since: cancelledAt }
      : { amount, state: dueAt ? 'due' : held, since: dueAt }
  const redeem =
    usedByWord && !finishedAt
      ? part(firstPart, undefined, 'held_reported')
      : part(firstPart, redeemedAt, 'held_not_redeemed')
  const completion = part(restPart, redeemedAt && finishedAt, 'held_not_finished')
  if (completion.state !== 'held_not_finished' || !reportRestsUntil) return { redeem, completion }
  return { redeem, completion: { ...completion, state: 'held_reported', since: reportRestsUntil } }
}
