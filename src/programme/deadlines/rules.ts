import { day, hour } from '../../kernel/clock.ts'

/** What a card's deadlines depend on. */
export interface Term {
  readonly status: 'active' | 'suspended' | 'revoked'
  /** the first instants at which it is too late */
  readonly firstPurchaseBefore: Date
  readonly usableBefore: Date
  readonly firstPaidAt: Date | undefined
}

export interface ReminderRules {
  /** days before the last day on which holders are reminded */
  readonly reminders: readonly number[]
  /** the hour in WIB from which on they are reminded */
  readonly remindersFromHour: number
}

/** What is to be done for a card next, and when. */
export interface NextStep {
  readonly step: 'reminder' | 'end'
  readonly dueAt: Date
}

/** The end of a term: the first purchase's deadline until it was made, which the cut-off ends too; then the cut-off. */
export function termBefore({ firstPaidAt, firstPurchaseBefore, usableBefore }: Omit<Term, 'status'>): Date {
  return firstPaidAt || usableBefore < firstPurchaseBefore ? usableBefore : firstPurchaseBefore
}

/** When holders are reminded: `daysBefore` the last day in WIB, whose end `before` is, from the hour of the rules on. */
export function reminderAt(before: Date, daysBefore: number, { remindersFromHour }: ReminderRules): Date {
  return new Date(before.getTime() - (daysBefore + 1) * day + remindersFromHour * hour)
}

/** What comes after an instant. Only who may buy and has not bought yet is reminded. */
export function nextStep(term: Term, after: Date, rules: ReminderRules): NextStep {
  const before = termBefore(term)
  const end: NextStep = { step: 'end', dueAt: before }
  if (!isWaitedFor(term)) return end
  return rules.reminders
    .map((days): NextStep => ({ step: 'reminder', dueAt: reminderAt(before, days, rules) }))
    .filter(({ dueAt }) => dueAt > after && dueAt < before)
    .reduce((first, next) => (next.dueAt < first.dueAt ? next : first), end)
}

/** The newest reminder that fell due from `since` on, by its days; a late one takes the place of those before it. */
export function reminderDue(term: Term, since: Date, now: Date, rules: ReminderRules): number | undefined {
  const before = termBefore(term)
  if (!isWaitedFor(term) || before <= now) return undefined
  const due = rules.reminders.filter((days) => {
    const at = reminderAt(before, days, rules)
    return at >= since && at <= now
  })
  return due.length > 0 ? Math.min(...due) : undefined
}

/**
 * What becomes of a card at an instant. `revoked`: nobody bought in time. `cut_off`: what is left returns to the
 * treasury, also what a cancelled purchase brings back later. A suspended card could not buy and is not revoked
 * (ours); the cut-off takes its money like any other's. The statement `programme/end-terms` says the same in SQL.
 */
export function judgeTerm(term: Term, now: Date): 'revoked' | 'cut_off' | 'waits' {
  if (isWaitedFor(term) && termBefore(term) <= now) return 'revoked'
  if (term.status === 'revoked' || term.usableBefore <= now) return 'cut_off'
  return 'waits'
}

/** The new deadline of a restored card: the whole term again, within the year. `undefined`: the year is over. */
export function restoredBefore(endOfNewTerm: Date, usableBefore: Date, now: Date): Date | undefined {
  if (usableBefore <= now) return undefined
  return endOfNewTerm < usableBefore ? endOfNewTerm : usableBefore
}

/** Maker and checker are different people, however their names are written. The table's constraint says the same. */
export function isSameOperator(maker: string, checker: string): boolean {
  return maker.trim().toLowerCase() === checker.trim().toLowerCase()
}

function isWaitedFor({ status, firstPaidAt }: Term): boolean {
  return status === 'active' && !firstPaidAt
}
