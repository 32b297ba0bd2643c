/**
 * What becomes of trainings of a suspended institution that were used and are not finished: those in our own lessons go on
 * and those that the institution holds are cancelled; all go on; or all are cancelled.
 */
export const begunTrainings = ['by_place', 'go_on', 'cancelled'] as const
export type BegunTrainings = (typeof begunTrainings)[number]

/** A purchase that was paid when the suspension began, as it stands now. */
export interface OpenPurchase {
  readonly stillPaid: boolean
  readonly finished: boolean
  /** when the suspension began */
  readonly used: boolean
  /** it is learnt in our own lessons, whenever its buyer wants */
  readonly ownLessons: boolean
}

/**
 * What becomes of an open purchase. Whoever bought at a storefront has a right against the programme, which the storefront's
 * suspension does not touch. Of an institution the price of what was not used goes back, and of what was used what the
 * suspension says. Unused is unused when it began: nobody can use codes up afterwards to keep the money.
 */
export function outcomeOf(
  { stillPaid, finished, used, ownLessons }: OpenPurchase,
  of: 'institution' | 'storefront',
  begun: BegunTrainings,
): 'over_before' | 'returned' | 'goes_on' {
  if (!stillPaid || finished) return 'over_before'
  if (of === 'storefront') return 'goes_on'
  if (!used || begun === 'cancelled') return 'returned'
  return begun === 'go_on' || ownLessons ? 'goes_on' : 'returned'
}
