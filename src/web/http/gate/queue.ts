import { second } from '../../../kernel/clock.ts'
import { ticketLives } from './tickets.ts'

/** Who waits at the gate, as numbers alone: how many came in each second, and how many of all of them were called. */
export interface Queue {
  /** Somebody came at `now` and waits from now on. */
  arrive(now: number): void
  /** The place of whoever came at `since` among those who wait, the next has 1; 0 or less: it is their turn. */
  place(since: number): number
  /** How many wait, those among them who have gone away. */
  waiting(): number
  /** Somebody who was called came in. */
  came(): void
  /** Somebody who was called is here, and there is no room yet: who was called has not gone. */
  crowded(now: number): void
  /** Nobody waits, and nobody is on the way. */
  empty(): boolean
  /** Nobody has to wait any more. */
  release(): void
  /** Calls the next, where `perSecond` can be let in; to be asked now and then. */
  call(now: number, perSecond: number): void
}

const slots = ticketLives.place / second

/** So many seconds' worth of people are called and may be on their way: they look only now and then. */
const calledAheadSeconds = 12
/** After so long half of those who were called and did not come count as gone. */
const givenUpMs = 30 * second
/** Whoever is here and finds no room asks again after five seconds. */
const crowdedMs = 6 * second

/**
 * The queue as arithmetic: a place is an instant, and `called` of `total` arrivals were called, so nothing is kept for
 * any one of them. Several processes each see their part of the arrivals, and call to the same instant, roughly.
 */
export function openQueue(begun: number): Queue {
  const arrivals = countArrivals(begun)
  let called = 0
  let expected = 0
  let askedAt = begun
  let crowdedAt = Number.NEGATIVE_INFINITY

  return {
    arrive: arrivals.add,
    place: (since) => (called >= arrivals.total() ? 0 : Math.floor(arrivals.before(since) - called) + 1),
    waiting: () => arrivals.total() - called,
    crowded(now) {
      crowdedAt = now
    },
    empty: () => called >= arrivals.total() && expected < 1,
    release() {
      called = arrivals.total()
      expected = 0
    },
    came() {
      expected = Math.max(0, expected - 1)
    },
    call(now, perSecond) {
      const elapsed = Math.max(0, now - askedAt)
      askedAt = now
      if (now - crowdedAt > crowdedMs) expected *= 0.5 ** (elapsed / givenUpMs)
      const room = Math.max(1, perSecond * calledAheadSeconds) - expected
      const next = Math.min(arrivals.total() - called, Math.floor(room))
      if (next <= 0) return
      called += next
      expected += next
    },
  }
}

/** How many came in each second, and before it, for as long as places are kept. */
function countArrivals(begun: number) {
  /** arrivals in a second, and before it; by the second modulo what is kept */
  const during = new Uint32Array(slots)
  const before = new Float64Array(slots)
  const first = Math.floor(begun / second)
  let last = first
  let total = 0

  function turnTo(at: number): void {
    const to = Math.floor(at / second)
    // After a long silence nothing of before is left to be told.
    if (to - last > slots) last = to - slots
    while (last < to) {
      last += 1
      during[last % slots] = 0
      before[last % slots] = total
    }
  }

  function earlier(since: number): number {
    const slot = Math.floor(since / second)
    // Who came before this process began, or longer ago than is kept, is before everybody it knows of.
    if (slot < first || slot <= last - slots) return -1
    if (slot > last) return total
    return before[slot % slots]! + (during[slot % slots]! * (since - slot * second)) / second
  }

  return {
    add(now: number): void {
      turnTo(now)
      during[last % slots]! += 1
      total += 1
    },
    total: () => total,
    /** how many came before this instant */
    before: earlier,
  }
}
