import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../database/context.ts'
import type { Queryable } from '../../database/sql.ts'
import type { MessageLog } from './channel-worker.ts'
import { type Settled, settleAttempts } from './settle-attempts.ts'

const COLLECT_MS = 40
const FULL = 200
const AGAIN_MS = 1000

/** Writes down how attempts ended, those of some hundredths of a second together. */
export function settling(
  ctx: Pick<Context, 'clock'>,
  db: Queryable,
  log: MessageLog,
): { write(settled: Settled): void; written(): Promise<void> } {
  let ended: Settled[] = []
  let running: Promise<void> | undefined
  let leaving = false

  async function settle(): Promise<void> {
    while (ended.length > 0) {
      if (ended.length < FULL) await sleep(COLLECT_MS)
      const batch = ended
      ended = []
      try {
        await settleAttempts(db, batch, ctx.clock.now())
      } catch (error) {
        log.error({ err: error, messages: batch.length }, 'sent messages could not be written down')
        // Leaving without it means that they go out again, as after a crash.
        if (leaving) break
        ended = batch.concat(ended)
        await sleep(AGAIN_MS)
      }
    }
    running = undefined
  }

  return {
    write(settled) {
      ended.push(settled)
      running ??= settle()
    },
    /** Resolves when everything is written; what cannot be written then is left. */
    async written() {
      leaving = true
      while (running) await running
      leaving = false
    },
  }
}
