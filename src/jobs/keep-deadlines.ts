import type pino from 'pino'
import type { Context } from '../database/context.ts'
import { runDeadlines } from '../deadlines/run-deadlines.ts'
import { randomCode } from '../kernel/codes.ts'
import type { Outbox } from '../messages/outbox/outbox-worker.ts'

interface DeadlineNeeds {
  readonly log: Pick<pino.Logger, 'info' | 'error'>
  readonly outbox: Pick<Outbox, 'wake'>
  /** an address that people can open, from a path */
  readonly link: (path: string) => string
}

/**
 * Ends the terms that are over, reminds, and extends; says what it did, and loudly which wave it has stopped. Breaks off after
 * the transaction under way.
 */
export async function keepDeadlines(
  ctx: Context,
  { link, log, outbox }: DeadlineNeeds,
  stopping: AbortSignal,
): Promise<void> {
  const ran = await runDeadlines(ctx, {
    actor: { actor: 'system:deadlines', requestId: `deadlines-${randomCode(12)}` },
    link: link('/kartu'),
    consoleLink: link('/konsol/tenggat'),
    signal: stopping,
  })
  for (const wave of ran.stopped)
    log.error(wave, 'the sweep of a wave has stopped: two people must let it go on, or extend the deadline')
  if (ran.reminded + ran.revoked + ran.cutOff + ran.extended + ran.held + ran.stopped.length === 0) return
  log.info(ran, 'deadlines were kept')
  outbox.wake()
}
