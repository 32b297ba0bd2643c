import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Context } from '../../database/context.ts'
import type { Queryable } from '../../database/sql.ts'
import type { OwnWordings } from '../rendering/render.ts'
import type { Channel } from '../templates.ts'

export type MessageLog = Pick<Logger, 'info' | 'warn' | 'error'>

/** What a worker works with. */
export interface WorkerTerms {
  readonly ctx: Context
  /** the worker's own connection: it takes messages and writes down how they ended */
  readonly db: Queryable
  readonly channel: Channel
  readonly log: MessageLog
  wordings(): Promise<OwnWordings>
  /** the address that paths in links belong to; undefined while it is not known */
  site(): string | undefined
}

/** The work of one channel, a pass at a time. */
export interface ChannelWorker {
  /** Takes what is due, up to a batch, and says how many rows it took; 0 when nothing is due or no more fits. */
  pass(): Promise<number>
  /** Resolves when nothing is under way any more and everything that ended is written down. */
  quiet(): Promise<void>
  /** The same, but what was claimed and not begun is given back first. */
  leave(): Promise<void>
}

/** How many rows a worker takes at once. */
export const BATCH = 512

/** What is written within so many ms of a pass waits for it to be over and goes together: nobody's, when nobody wrote before. */
const GATHER_MS = 40

/** Runs a worker when it is woken and whenever `pollMs` have passed. */
export interface WorkerRunner {
  wake(): void
  /** Works until nothing is due. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/** Starts a worker; while `mayWork` says no it takes nothing. A fault of a pass (the database is away) is logged, and the next poll tries again. */
export function runWorker(
  worker: ChannelWorker,
  pollMs: number,
  fault: (error: unknown) => void,
  mayWork: () => boolean = () => true,
): WorkerRunner {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let taken = 0
  let passedAt = Number.NEGATIVE_INFINITY

  async function work(): Promise<void> {
    try {
      do {
        const gathered = passedAt + GATHER_MS - performance.now()
        if (gathered > 0) await sleep(gathered)
        again = false
        for (let count = 1; count > 0 && !stopped && mayWork(); taken += count) count = await worker.pass()
        passedAt = performance.now()
      } while (again && !stopped)
    } catch (error) {
      fault(error)
    } finally {
      running = undefined
    }
  }
  function wake(): void {
    if (stopped || !mayWork()) return
    again = true
    running ??= work()
  }
  const poll = setInterval(wake, pollMs).unref()
  wake()

  return {
    wake,
    async drain() {
      // Sends that end may wake the worker again.
      for (let before = -1; before !== taken || running; ) {
        before = taken
        wake()
        while (running) await running
        await worker.quiet()
      }
    },
    async stop() {
      stopped = true
      clearInterval(poll)
      await running
      await worker.leave()
    },
  }
}
