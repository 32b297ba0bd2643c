/** How a price is paid out to the institution: percent at redeem and at completion, as the programme year has it. */
export interface Shares {
  readonly redeemPercent: number
  readonly completionPercent: number
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

export interface SettledFacts {
  /** rupiah: the price as approved */
  readonly price: number
  readonly redeemedAt: Date | undefined
  /** the first use was recorded by the institution alone, and by nothing of the participant's */
  readonly usedByWord: boolean
  /** until when a report of its completion rests */
  readonly reportRestsUntil: Date | undefined
  readonly finishedAt: Date | undefined
  readonly cancelledAt: Date | undefined
}

/** The two parts of a price: together they are the price to the rupiah, and what does not divide evenly comes last. */
export function partsOf(facts: SettledFacts, { redeemPercent }: Shares): { redeem: Part; completion: Part } {
  const { price, redeemedAt, usedByWord, finishedAt, reportRestsUntil, cancelledAt } = facts
  const first = Math.floor((price * redeemPercent) / 100)
  const part = (amount: number, dueAt: Date | undefined, held: PartState): Part =>
    cancelledAt
      ? { amount: 0, state: 'cancelled', since: cancelledAt }
      : { amount, state: dueAt ? 'due' : held, since: dueAt }
  const redeem =
    usedByWord && !finishedAt
      ? part(first, undefined, 'held_reported')
      : part(first, redeemedAt, 'held_not_redeemed')
  const completion = part(price - first, redeemedAt && finishedAt, 'held_not_finished')
  if (completion.state !== 'held_not_finished' || !reportRestsUntil) return { redeem, completion }
  return { redeem, completion: { ...completion, state: 'held_reported', since: reportRestsUntil } }
}
