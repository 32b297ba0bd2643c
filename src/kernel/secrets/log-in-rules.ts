import { day, minute } from '../clock.ts'

/** Failed tries that lock a caller out of an account, and how many callers together lock strangers out of it. */
export interface LogInRules {
  readonly triesPerWindow: number
  readonly windowMs: number
  readonly triesPerDay: number
  /** failed tries for one account in a day, from wherever; then only callers that have logged in before may try */
  readonly strangersPerDay: number
  /** failed tries of one caller at whatever accounts; an address may stand for many people */
  readonly triesPerCallerAndHour: number
}

/** With a second factor: five in a quarter of an hour, or twenty in a day. */
export const logInRules: LogInRules = {
  triesPerWindow: 5,
  windowMs: 15 * minute,
  triesPerDay: 20,
  strangersPerDay: 100,
  triesPerCallerAndHour: 300,
}

/** With a password alone: ten in a quarter of an hour, or forty in a day. */
export const passwordRules: LogInRules = { ...logInRules, triesPerWindow: 10, triesPerDay: 40 }

/** Until when somebody may not try, from the instants of the failed tries of the last day, the newest first. */
export function lockedUntil(
  failedAt: readonly Date[],
  now: Date,
  rules: LogInRules = logInRules,
): Date | undefined {
  const after = (count: number, ms: number) => {
    const oldest = failedAt[count - 1]
    const until = oldest && new Date(oldest.getTime() + ms)
    return until && until > now ? until : undefined
  }
  const short = after(rules.triesPerWindow, rules.windowMs)
  const long = after(rules.triesPerDay, day)
  return short && long ? (short > long ? short : long) : (short ?? long)
}

/** Whole minutes from now until a locked caller may try again, at least one. */
export function minutesLeft(now: Date, until: Date | undefined): number {
  return Math.max(1, Math.ceil(((until?.getTime() ?? 0) - now.getTime()) / minute))
}
