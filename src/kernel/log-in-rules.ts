import { day, minute } from './clock.ts'

/** Failed tries that lock the log-in of one email: five in a quarter of an hour, or twenty in a day. */
export const logInRules = {
  triesPerWindow: 5,
  windowMs: 15 * minute,
  triesPerDay: 20,
} as const

/** Until when somebody may not try, from the instants of the failed tries of the last day, the newest first. */
export function lockedUntil(failedAt: readonly Date[], now: Date): Date | undefined {
  const after = (count: number, ms: number) => {
    const oldest = failedAt[count - 1]
    const until = oldest && new Date(oldest.getTime() + ms)
    return until && until > now ? until : undefined
  }
  const short = after(logInRules.triesPerWindow, logInRules.windowMs)
  const long = after(logInRules.triesPerDay, day)
  return short && long ? (short > long ? short : long) : (short ?? long)
}
