/** Tells the time. Handed in wherever something is decided, so that tests and the demo can set it. */
export interface Clock {
  now(): Date
}

/** The machine's own clock. */
export const machineClock: Clock = { now: () => new Date() }

/** A clock that runs `offsetMs()` milliseconds away from another. */
export function offsetClock(base: Clock, offsetMs: () => number): Clock {
  return { now: () => new Date(base.now().getTime() + offsetMs()) }
}

/** A clock that stands still until it is moved; for tests. */
export function stoppedClock(
  at: string | Date,
): Clock & { set(at: string | Date): void; advance(ms: number): void } {
  let now = new Date(at)
  return {
    now: () => new Date(now),
    set: (moment) => {
      now = new Date(moment)
    },
    advance: (ms) => {
      now = new Date(now.getTime() + ms)
    },
  }
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** When what is begun now is over. */
export function minutesFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * minute)
}
