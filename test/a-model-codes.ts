import { second } from '../src/kernel/clock.ts'
import { addDays, startOfWibDate, wibDate } from '../src/kernel/wib.ts'
import type { PurchaseRules } from '../src/purchase/purchase-rules.ts'
import {
  type CardFacts,
  failuresToday,
  type LiveCode,
  type PurchaseFacts,
  type ScheduleFacts,
} from '../src/purchase/rules.ts'

/** The codes of a purchase once one more is sent: the oldest retires. */
export function liveCodes(codes: readonly LiveCode[], sent: LiveCode, { otp }: PurchaseRules): LiveCode[] {
  return [...codes, sent].slice(-otp.liveCodes)
}

/** When a code that is sent now can pay no more: its life is over, or the card's term, or the schedule begins before that. */
export function payableBefore(
  card: Pick<CardFacts, 'firstPaidAt' | 'firstPurchaseBefore' | 'usableBefore'>,
  { startsAt }: Pick<ScheduleFacts, 'startsAt'>,
  now: Date,
  { otp }: PurchaseRules,
): Date {
  const ends = [new Date(now.getTime() + otp.validSeconds * second), card.usableBefore]
  if (startsAt) ends.push(startsAt)
  if (!card.firstPaidAt) ends.push(card.firstPurchaseBefore)
  return new Date(Math.min(...ends.map((end) => end.getTime())))
}

/** When codes can be tried again after too many wrong ones: once the purchase has ended, or the day that locks the card. */
export function triesAgainAt(
  card: Pick<CardFacts, 'otpFailures' | 'otpFailuresOn'>,
  purchase: Pick<PurchaseFacts, 'expiresAt'>,
  now: Date,
  { otp }: PurchaseRules,
): Date {
  if (failuresToday(card, now) < otp.failuresPerCardPerDay) return purchase.expiresAt
  return startOfWibDate(addDays(wibDate(now), 1))
}

/** Tries left of a purchase after one more wrong code. */
export function triesLeft(
  { otpFailures }: Pick<PurchaseFacts, 'otpFailures'>,
  { otp }: PurchaseRules,
): number {
  return Math.max(otp.triesPerPurchase - otpFailures - 1, 0)
}
