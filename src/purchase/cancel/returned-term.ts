import { day } from '../../kernel/clock.ts'
import { endOfTerm } from '../../kernel/wib.ts'

/** What the term of a card depends on when its purchase is cancelled. */
export interface CancelledTerm {
  /** since when the term was met by purchases */
  readonly firstPaidAt: Date
  /** the first instants at which it is too late */
  readonly firstPurchaseBefore: Date
  readonly usableBefore: Date
  /** a cancellation gave the card more days than were left, once before */
  readonly floorGiven: boolean
  /** another purchase of the card stands */
  readonly othersStand: boolean
}

/** The term as it runs again. */
export interface ReturnedTerm {
  readonly firstPurchaseBefore: Date
  /** it has more days than were left: the once of the card is used */
  readonly floorGiven: boolean
  /** days that the holder is sure of from the message on; undefined: as before */
  readonly noticeDays: number | undefined
}

/**
 * The term of a card after a purchase was cancelled at `now`: what was left when it was bought runs on from now, so that
 * paying and cancelling gains nobody a day. Whose purchase others cancelled has `floorDays` at least, once a card. Never
 * beyond the cut-off. `undefined`: nothing changes, because another purchase stands, or because others cancelled so late
 * that the year has no such days left: then the cut-off takes the money and nobody is revoked.
 */
export function returnedTerm(
  card: CancelledTerm,
  now: Date,
  cancelledBy: 'holder' | 'others',
  floorDays: number,
): ReturnedTerm | undefined {
  if (card.othersStand || card.usableBefore <= now) return undefined
  const left = card.firstPurchaseBefore.getTime() - card.firstPaidAt.getTime()
  const resumed = new Date(now.getTime() + left)
  const within = (before: Date) => (before < card.usableBefore ? before : card.usableBefore)
  if (cancelledBy === 'holder')
    return { firstPurchaseBefore: within(resumed), floorGiven: false, noticeDays: undefined }
  const floor = endOfTerm(now, floorDays)
  if (floor > card.usableBefore) return undefined
  if (left >= floorDays * day)
    return { firstPurchaseBefore: within(resumed), floorGiven: false, noticeDays: floorDays }
  if (card.floorGiven)
    return { firstPurchaseBefore: within(resumed), floorGiven: false, noticeDays: undefined }
  return { firstPurchaseBefore: floor, floorGiven: true, noticeDays: floorDays }
}
