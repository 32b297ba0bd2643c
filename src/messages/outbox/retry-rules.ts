import { hour, second } from '../../kernel/clock.ts'

/** The gaps after the first, second ... failed attempt, in seconds; the last one is the gap from then on. */
export const retryGapSeconds = [5, 30, 120, 600, 3600] as const

/** How long a message without an end of its own is tried, from its first attempt on: a provider's long weekend. */
export const KEEP_TRYING_HOURS = 72

/** Claims in a row of which nothing was heard, after which a message is taken for one that ends its process. */
export const MOST_UNANSWERED = 6

export interface Tried {
  /** this one included */
  readonly attempts: number
  readonly firstTriedAt: Date | undefined
  /** undefined: it may arrive at any time */
  readonly expiresAt: Date | undefined
}

/**
 * In how many seconds a failed message is tried again; undefined: not by itself any more. What expires is tried until it
 * does; all else for {@link KEEP_TRYING_HOURS}.
 */
export function retryAfterSeconds(
  { attempts, firstTriedAt, expiresAt }: Tried,
  now: Date,
): number | undefined {
  const gap = retryGapSeconds[Math.min(attempts, retryGapSeconds.length) - 1] ?? retryGapSeconds[0]
  if (expiresAt) return gap
  const since = now.getTime() - (firstTriedAt ?? now).getTime()
  return since + gap * second > KEEP_TRYING_HOURS * hour ? undefined : gap
}
