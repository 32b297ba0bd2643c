import { second } from '../../kernel/clock.ts'

/** Stands between a worker and a transport: after many failures in a row it lets only a trial through, now and then. */
export interface Breaker {
  /** `open`: nothing may be sent; `trial`: one message; `closed`: all is well */
  state(now: Date): 'closed' | 'open' | 'trial'
  /** seconds until the next trial, at least one */
  waitSeconds(now: Date): number
  /** the other side took a message, or said no to this very one */
  answered(): void
  /** true: this failure opened it */
  failed(now: Date): boolean
}

/** Failures in a row, with no answer between them, that open a breaker. */
export const TRIPS_AFTER = 10
const FIRST_PAUSE_MS = 5 * second
const LONGEST_PAUSE_MS = 30 * second

/** A breaker that is closed. Its pauses grow from 5 to 30 seconds, so that an outage's end is seen before an OTP ends. */
export function closedBreaker(): Breaker {
  let failures = 0
  let pauseMs = FIRST_PAUSE_MS
  let openUntil = 0
  const isOpen = () => failures >= TRIPS_AFTER
  return {
    state: (now) => (!isOpen() ? 'closed' : now.getTime() < openUntil ? 'open' : 'trial'),
    waitSeconds: (now) => Math.max(1, Math.ceil((openUntil - now.getTime()) / second)),
    answered() {
      failures = 0
      pauseMs = FIRST_PAUSE_MS
    },
    failed(now) {
      failures++
      // What was under way when it opened fails too, and says nothing new.
      if (!isOpen() || now.getTime() < openUntil) return false
      openUntil = now.getTime() + pauseMs
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
      return true
    },
  }
}
