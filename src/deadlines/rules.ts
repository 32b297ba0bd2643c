import { hour } from '../kernel/clock.ts'
import { addDays, endOfTerm, startOfWibDate, wibDate } from '../kernel/wib.ts'

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
  const lastDay = wibDate(new Date(before.getTime() - 1))
  return new Date(startOfWibDate(addDays(lastDay, -daysBefore)).getTime() + remindersFromHour * hour)
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

/** How long before its end a term must have been told of, by the rules of its year; in days. */
export interface NoticeRules {
  readonly notice: { readonly days: number; readonly reminderDays: number }
  readonly reminders: readonly number[]
  readonly firstPurchaseWithinDays: number
}

/** What of a term really went out, by whatever channel was the first. Queued or failed is not told. */
export interface Told {
  /** the message that gave the term: designation, restoration, cancellation, extension */
  readonly noticeAt: Date | undefined
  /** the first one after it that named the date again */
  readonly reminderAt: Date | undefined
  /** days that this card is sure of from its notice on; undefined: as the year's rules say */
  readonly noticeDays: number | undefined
}

/** Days from the notice and from the first reminder that a year promises: no more than it gives. */
export function promisedDays(rules: NoticeRules): {
  readonly days: number
  readonly reminderDays: number | undefined
} {
  const { notice, reminders, firstPurchaseWithinDays } = rules
  return {
    days: Math.min(notice.days, firstPurchaseWithinDays),
    reminderDays: reminders.length === 0 ? undefined : Math.min(notice.reminderDays, Math.max(...reminders)),
  }
}

/**
 * The first instant at which a term may end in a revocation: so many days after the day on which its notice went out, and
 * after that of its first reminder. What has not gone out yet is counted from `now`.
 */
export function fairBefore(told: Told, now: Date, rules: NoticeRules): Date {
  const promised = promisedDays(rules)
  const days = told.noticeDays ?? promised.days
  const noticed = endOfTerm(told.noticeAt ?? now, days)
  // A term that begins with no more days than that has been told of just now.
  if (promised.reminderDays === undefined || promised.reminderDays >= days) return noticed
  const reminded = endOfTerm(told.reminderAt ?? now, promised.reminderDays)
  return reminded > noticed ? reminded : noticed
}

/** Whether two people, or the sweep itself, have stopped the revocations of a wave, or are moving its deadline. */
export interface WaveState {
  readonly held: boolean
  readonly extending: boolean
}

/**
 * What becomes of a card at an instant. `revoked`: nobody bought in time, and the holder was told in time. `extended`: was
 * not, so the term goes on until {@link fairBefore}. `cut_off`: what is left returns to the treasury, also what a
 * cancelled purchase brings back later; who was not told in time by then stays a member. `held`: two people decide. A suspended
 * card could not buy and is not revoked (ours); the cut-off takes its money like any other's. The statement
 * `deadlines/end-terms` says the same in SQL.
 */
export function judgeTerm(
  term: Term,
  fairAt: Date,
  wave: WaveState,
  now: Date,
): 'revoked' | 'extended' | 'held' | 'cut_off' | 'waits' {
  if (isWaitedFor(term) && termBefore(term) <= now) {
    if (wave.extending) return 'waits'
    if (fairAt <= now) return wave.held ? 'held' : 'revoked'
    return term.usableBefore <= now ? 'cut_off' : 'extended'
  }
  if (term.status === 'revoked' || term.usableBefore <= now) return 'cut_off'
  return 'waits'
}

/** The new deadline of a restored card: the whole term again, within the year. `undefined`: the year is over. */
export function restoredBefore(endOfNewTerm: Date, usableBefore: Date, now: Date): Date | undefined {
  if (usableBefore <= now) return undefined
  return endOfNewTerm < usableBefore ? endOfNewTerm : usableBefore
}

function isWaitedFor({ status, firstPaidAt }: Term): boolean {
  return status === 'active' && !firstPaidAt
}
