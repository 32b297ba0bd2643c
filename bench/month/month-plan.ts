import { addDays, startOfWibDate } from '../../src/kernel/wib.ts'
import type { PaidPurchase } from '../../src/ledger/earn.ts'

/** What becomes of a purchase. */
export type Fate = 'held' | 'used' | 'finished_at_once' | 'finished_later' | 'cancelled'

/** The days on which purchases are paid, and all those on which something happens. */
const buyingDays = 25
export const monthDays = 28
export const firstDay = '2026-11-01'
export const storefronts = 7
/** the instants of a day at which trainings are used: those of one instant are posted together */
const usesPerDay = 12
export const granted = 1_200_000

const hourMs = 3_600_000

/**
 * A month of so many purchases, by arithmetic alone: nothing of it needs to be kept. Purchase `i` (from 1 on) is paid by card
 * `cardOf(i)`; every card buys twice at one storefront. SQL in purchases-sql.ts says the same.
 */
export class MonthPlan {
  readonly purchases: number
  readonly cards: number
  readonly revoked: number
  readonly institutions: number
  readonly courses: number

  constructor(purchases: number) {
    this.purchases = purchases
    this.cards = Math.ceil(purchases / 200) * 100
    this.revoked = Math.max(5, Math.floor(purchases / 100))
    this.institutions = Math.max(20, Math.min(400, Math.floor(purchases / 100)))
    this.courses = this.institutions * 5
  }

  cardOf(i: number): number {
    return ((i - 1) % this.cards) + 1
  }

  fateOf(i: number): Fate {
    const kind = i % 100
    if (kind === 99) return 'cancelled'
    if (kind < 30 || kind === 98) return 'held'
    if (kind < 50) return 'used'
    return kind < 93 ? 'finished_at_once' : 'finished_later'
  }

  /** Whether it is the training that brings its card the incentive. */
  bringsIncentive(i: number): boolean {
    const kind = i % 100
    return i <= this.cards ? kind >= 50 && kind < 55 : kind >= 55 && kind < 60
  }

  /** The first and the last purchase that is paid on a day, counted from 0. */
  paidOn(day: number): { from: number; upto: number } {
    const before = (days: number) => Math.ceil((Math.min(days, buyingDays) * this.purchases) / buyingDays)
    return { from: before(day) + 1, upto: before(day + 1) }
  }

  /** Trainings that were used first on a day: those that were paid the day before, at twelve instants. */
  *usedOn(day: number): Generator<{ at: Date; purchases: PaidPurchase[] }> {
    if (day === 0) return
    for (let slot = 0; slot < usesPerDay; slot++) {
      const purchases = this.#some(day - 1, (i) => {
        const fate = this.fateOf(i)
        return i % usesPerDay === slot && fate !== 'held' && fate !== 'cancelled'
      })
      if (purchases.length > 0) yield { at: instantOf(day, 6 + slot / 2), purchases }
    }
  }

  /** Trainings that were used before, and are finished on a day at 15:00. */
  finishedLaterOn(day: number): PaidPurchase[] {
    return day < 3 ? [] : this.#some(day - 3, (i) => this.fateOf(i) === 'finished_later')
  }

  /** Purchases that their storefront cancels at 20:30 of a day: of the day itself, and of the day before. */
  cancelledOn(day: number): PaidPurchase[] {
    const late = (i: number) => Math.floor(i / 100) % 2 === 1
    return [
      ...this.#some(day, (i) => this.fateOf(i) === 'cancelled' && !late(i)),
      ...(day === 0 ? [] : this.#some(day - 1, (i) => this.fateOf(i) === 'cancelled' && late(i))),
    ]
  }

  #some(day: number, wanted: (i: number) => boolean): PaidPurchase[] {
    const found: PaidPurchase[] = []
    const { from, upto } = this.paidOn(day)
    for (let i = from; i <= upto; i++)
      if (wanted(i)) found.push({ cardId: String(this.cardOf(i)), purchaseId: String(i) })
    return found
  }
}

/** An hour of a day of the month, by the clock of WIB. */
export function instantOf(day: number, hour: number): Date {
  return new Date(startOfWibDate(dateOf(day)).getTime() + hour * hourMs)
}

/** The date of a day of the month, counted from 0. */
export function dateOf(day: number): string {
  return addDays(firstDay, day)
}
