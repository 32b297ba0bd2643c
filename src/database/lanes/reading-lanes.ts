import { availableParallelism } from 'node:os'
import type pg from 'pg'
import { newClient } from '../hosts/primary-client.ts'
import { withSettings } from '../open.ts'
import { writeTogether } from './client-stream.ts'
import { replanIsDue } from './replan.ts'

/** A lane on which one statement runs for so long takes no other meanwhile, in ms. */
const slowMs = 25

/** A few connections on which reading statements of whoever asks travel together. */
export interface ReadingLanes {
  /**
   * The answer, or undefined where every lane is held up by something slow: it needs a connection of its own. `patience` ends the wait
   * of what stands behind something slow on its lane.
   */
  query(asked: pg.QueryArrayConfig, patience?: Patience): Promise<pg.QueryArrayResult> | undefined
  close(): Promise<void>
}

/** What does not run yet after so many ms is asked elsewhere, and that answer taken: reading twice harms nobody. */
export interface Patience {
  readonly ms: number
  elsewhere(): Promise<pg.QueryArrayResult>
}

interface Lane {
  readonly client: pg.Client
  /** statements that wait for their answer; the first of them runs */
  waiting: number
  /** statements that were answered so far */
  answered: number
  /** since when it runs, as `performance.now()` says it */
  runsSince: number
  /** statements so far */
  runs: number
}

/**
 * Opens lanes of these terms, each when it is first needed and again after it was lost. Statements that are asked at once go as one
 * write, and are answered one after the other, each by itself. A lane writes nothing and waits for no lock: what did would hold up all
 * behind it, so the database refuses it there.
 */
export function openReadingLanes(
  terms: pg.ClientConfig,
  count: number = availableParallelism() + 1,
): ReadingLanes {
  const lanes: (Lane | undefined)[] = Array.from({ length: count }, () => undefined)

  const laneAt = (at: number): Lane => {
    lanes[at] ??= openLane(terms, () => (lanes[at] = undefined))
    return lanes[at]
  }

  /** The one that is being written to; what is asked meanwhile goes along. */
  let loading: Lane | undefined

  /** The one with the fewest before it, of those that nothing slow holds up. */
  function chosen(now: number): Lane | undefined {
    if (loading) return loading
    let best: number | undefined
    for (const [at, lane] of lanes.entries()) {
      if (lane && lane.waiting > 0 && now - lane.runsSince > slowMs) continue
      if (best === undefined || (lane?.waiting ?? 0) < (lanes[best]?.waiting ?? 0)) best = at
      if (!lanes[best]?.waiting) break
    }
    return best === undefined ? undefined : laneAt(best)
  }

  return {
    query(asked, patience) {
      const now = performance.now()
      const lane = chosen(now)
      if (!lane) return undefined
      writeTogether(lane.client)
      if (!loading) process.nextTick(() => (loading = undefined))
      loading = lane
      lane.runs += 1
      if (replanIsDue(lane.runs)) lane.client.query('discard plans').catch(() => {})
      if (lane.waiting === 0) lane.runsSince = now
      lane.waiting += 1
      const ahead = lane.answered + lane.waiting - 1
      const answer = lane.client.query(asked).finally(() => {
        lane.waiting -= 1
        lane.answered += 1
        lane.runsSince = performance.now()
      })
      return patience ? withPatience(answer, () => lane.answered >= ahead, patience) : answer
    },
    async close() {
      await Promise.all(lanes.map((lane) => lane?.client.end().catch(() => {})))
    },
  }
}

function openLane(terms: pg.ClientConfig, forget: () => void): Lane {
  const options = withSettings(terms.options, ['default_transaction_read_only=on'])
  const client = newClient({ ...terms, options, pipeline: true })
  let known = true
  const forgetOnce = () => {
    if (known) forget()
    known = false
  }
  client.on('error', forgetOnce)
  client.on('end', forgetOnce)
  // Whoever asks on it learns by their own statement.
  client.connect().catch(forgetOnce)
  return { client, waiting: 0, answered: 0, runsSince: 0, runs: 0 }
}

/** The answer, or that of elsewhere where it does not run yet when patience ends. */
function withPatience(
  answer: Promise<pg.QueryArrayResult>,
  runs: () => boolean,
  { ms, elsewhere }: Patience,
): Promise<pg.QueryArrayResult> {
  return new Promise((resolve, reject) => {
    const ends = setTimeout(() => {
      // Where there is no connection elsewhere either, the lane's answer is still to come.
      if (!runs()) elsewhere().then(resolve, () => {})
    }, ms)
    answer.then(resolve, reject).finally(() => clearTimeout(ends))
  })
}
