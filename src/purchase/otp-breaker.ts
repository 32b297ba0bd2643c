import { minute } from '../kernel/clock.ts'

/**
 * The global breaker: when most codes entered in the last minutes were wrong, somebody is guessing on many cards at
 * once, and no further codes are sent for a minute. Kept per process: it needs no agreement to be useful.
 */
export interface OtpBreaker {
  readonly pauseSeconds: number
  record(right: boolean, now: Date): void
  /** true while sending is paused */
  open(now: Date): boolean
}

/** Trips when at least `sample` codes were entered within five minutes and more than `share` of them were wrong. */
export function createOtpBreaker({ sample = 200, share = 0.5, pauseSeconds = 60 } = {}): OtpBreaker {
  let windowBegan = 0
  let right = 0
  let wrong = 0
  let pausedUntil = 0

  function turnWindow(now: number): void {
    if (Math.abs(now - windowBegan) < 5 * minute) return
    windowBegan = now
    right = 0
    wrong = 0
  }

  return {
    pauseSeconds,
    record(codeWasRight, at) {
      const now = at.getTime()
      turnWindow(now)
      if (codeWasRight) right += 1
      else wrong += 1
      if (right + wrong >= sample && wrong / (right + wrong) > share) {
        pausedUntil = now + pauseSeconds * 1000
        windowBegan = 0
      }
    },
    open(at) {
      const now = at.getTime()
      // A clock that was set back must not leave the pause standing for days.
      return now < pausedUntil && pausedUntil - now <= pauseSeconds * 1000
    },
  }
}
