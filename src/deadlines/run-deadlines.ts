import type { Context } from '../database/context.ts'
import type { Actor } from '../kernel/request.ts'
import { dueDeadlines } from './deadline-overview.ts'
import { type Ended, endOverdueTerms } from './end-terms.ts'
import { carryOutExtensions } from './extend-wave.ts'
import { sendReminders } from './send-reminders.ts'
import { type StoppedWave, stopWaves } from './stop-waves.ts'

export interface RunOptions {
  readonly actor: Actor
  /** the holder's card page, for the messages */
  readonly link: string
  /** the console's page of deadlines, for the operators' messages */
  readonly consoleLink: string
  /** how many of the cards that were due at the beginning were looked at; those that it left may be a few more */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
  /** breaks off after the transaction under way; the next run goes on */
  readonly signal?: AbortSignal
  /** cards in one transaction */
  readonly chunk?: number
}

export interface DeadlinesRun extends Ended {
  readonly reminded: number
  /** waves whose sweep was stopped by this run, because too many of them would have been revoked at once */
  readonly stopped: readonly StoppedWave[]
}

/**
 * Everything that deadlines ask for now: extensions of waves, reminders, then the terms that are over. Safe to repeat, to break off, and to run
 * side by side; costs next to nothing when nothing is due. A card's purchases are decided by their own clock and its lock:
 * whether this runs early, late or never changes no purchase.
 */
export async function runDeadlines(ctx: Context, options: RunOptions): Promise<DeadlinesRun> {
  const now = ctx.clock.now()
  // A purchase waits for the lock of its card at most as long as one chunk takes.
  const { actor, link, consoleLink, chunk = 1000, onProgress, signal } = options
  await carryOutExtensions(ctx, { actor, link, chunk, signal })
  const total = onProgress ? await dueDeadlines(ctx.db, now) : 0
  let done = 0
  const onChunk = (cards: number) => {
    done += cards
    onProgress?.({ done, total: Math.max(done, total) })
  }
  const reminded = await sendReminders(ctx, { link, now, chunk, onChunk, signal })
  const stopped = await stopWaves(ctx, { actor, now, link: consoleLink })
  const ended = await endOverdueTerms(ctx, { actor, link, now, chunk, onChunk, signal })
  return { reminded, stopped, ...ended }
}
