import { performance } from 'node:perf_hooks'
import { second } from '../../../kernel/clock.ts'

/** How many may come in now, by what the server does already. */
export interface Pace {
  /** whether there is so much to do that newcomers are looked at */
  watching(): boolean
  /** lets one newcomer in, if there is room now */
  take(): boolean
  /** newcomers a second that are let in at this moment */
  perSecond(): number
  /** a request is being answered, the first of its connection or another; what it returns is called when it was */
  began(first: boolean): () => void
  /** somebody had to wait */
  pressed(): void
}

/** Requests in work from which newcomers are looked at, and from which none is let in. */
const inWork = { watched: 24, most: 64 } as const
/** The share of time that the one thread works: below it more come in, above it fewer. */
const busy = { calm: 0.75, most: 0.92 } as const
const lookMs = 250
/** An answer that took longer is slow: when one in ten is, fewer come in. */
const slowMs = 0.8 * second
/** After so long without anybody who waits newcomers are not looked at any more. */
const calmMs = 10 * second
const least = 2
/** So many new connections in a quarter of a second, twice in a row, are a crowd. Much that is asked on few connections is not: nobody waits for it. */
const crowd = { connections: 10, looks: 2 } as const
const begin = 20

/**
 * Finds the pace by itself: a little more while the thread has time and few requests are in work, a fifth less while not. Who was let in
 * goes on to ask for pages, so it goes up slowly. `held`: so many a second at most, of this process.
 */
export function measuredPace(held?: number, now: () => number = () => performance.now()): Pace {
  const work = measureWork(now)
  let rate = begin
  let tokens = begin
  let taken = 0
  let filledAt = now()
  let pressedAt = Number.NEGATIVE_INFINITY
  let watched = held !== undefined
  let crowded = 0

  const allowed = () => (held === undefined ? rate : Math.min(rate, held))

  function look(): void {
    const at = now()
    tokens = Math.min(Math.max(1, allowed()), tokens + ((at - filledAt) / second) * allowed())
    filledAt = at
    const found = work.look()
    if (!found) return
    // Who looks late has been held up for so long.
    if (found.tooMuch) rate = Math.max(least, rate * 0.8 ** Math.min(4, found.elapsed / lookMs))
    // It only goes up when what was allowed was wanted.
    else if (found.calm && taken >= (allowed() * lookMs) / second / 2) rate = rate * 1.02 + 0.1
    taken = 0
    if (held === undefined && work.now() < inWork.watched / 2 && at - pressedAt > calmMs) watched = false
  }

  /** A crowd comes, and many are in work at once, or the thread has no time: then requests wait before it has seen them. */
  function tooMuch(): boolean {
    const found = work.look()
    if (!found) return false
    crowded = found.connections >= crowd.connections ? crowded + 1 : 0
    return crowded >= crowd.looks && (found.tooMuch || work.now() >= inWork.watched)
  }

  return {
    watching() {
      if (!watched && tooMuch()) {
        watched = true
        pressedAt = now()
        rate = begin
        tokens = 0
      }
      if (watched) look()
      return watched
    },
    take() {
      look()
      if (tokens < 1 || work.now() >= inWork.most) return false
      tokens -= 1
      taken += 1
      return true
    },
    perSecond: allowed,
    began: work.began,
    pressed() {
      pressedAt = now()
    },
  }
}

/** What the process does: requests in work, how many of the answered were slow, and the share of time that its thread works. */
function measureWork(now: () => number) {
  let [working, peak, answered, slow, connections] = [0, 0, 0, 0, 0]
  let lookedAt = now()
  let loop = performance.eventLoopUtilization()
  return {
    now: () => working,
    began(first: boolean) {
      if (first) connections += 1
      working += 1
      if (working > peak) peak = working
      const from = now()
      return () => {
        working -= 1
        answered += 1
        if (now() - from > slowMs) slow += 1
      }
    },
    /** How it was since the last look; undefined while that is a moment ago. */
    look() {
      const at = now()
      const elapsed = at - lookedAt
      if (elapsed < lookMs) return undefined
      const { utilization } = performance.eventLoopUtilization(loop)
      const tooMuch = utilization > busy.most || peak > inWork.most / 2 || slow > answered / 10
      const calm = utilization < busy.calm && peak < inWork.watched
      lookedAt = at
      loop = performance.eventLoopUtilization()
      const found = { elapsed, tooMuch, calm, connections }
      connections = 0
      peak = working
      answered = 0
      slow = 0
      return found
    },
  }
}
