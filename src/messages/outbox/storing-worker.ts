import type { Ended, StoringTransport } from '../transports/transport.ts'
import { BATCH, type ChannelWorker, type WorkerTerms } from './channel-worker.ts'
import { openDue } from './open-due.ts'
import { peekDue } from './outbox-store.ts'

/**
 * A worker whose messages end in the database: one statement reads a batch, one moves it from the outbox to its end.
 * No row is locked in between; of two processes that read the same rows only one moves them.
 */
export function storingWorker(
  { ctx, db, channel, wordings, log, site }: WorkerTerms,
  transport: StoringTransport,
): ChannelWorker {
  return {
    async pass() {
      const now = ctx.clock.now()
      const due = await peekDue(db, channel, now, BATCH)
      if (due.length === 0) return 0
      const own = await wordings()
      const ended = due.map((row): Ended => {
        if (row.expired) return { id: row.id, status: 'expired' }
        const opened = openDue(row, channel, ctx.secrets, own, site())
        if ('rendered' in opened) return { id: row.id, status: 'sent', rendered: opened.rendered }
        log.error({ messageId: row.id, template: row.template }, `message cannot be sent: ${opened.error}`)
        // Kept for somebody to look at, unless it would be of no use by then.
        return { id: row.id, status: row.expiresAt ? 'failed' : 'parked', error: opened.error }
      })
      await transport.keep(db, ended, now)
      // A batch that was not full was all there was: whoever writes more wakes us.
      return due.length < BATCH ? 0 : due.length
    },
    quiet: async () => {},
    leave: async () => {},
  }
}
