import type { Context } from '../database/context.ts'
import { randomCode } from '../kernel/codes.ts'
import { runDeadlines } from '../programme/deadlines/run-deadlines.ts'
import type { JobNeeds } from './jobs.ts'

/** Ends the terms that are over, reminds, and extends; says what it did, and loudly which wave it has stopped. */
export async function keepDeadlines(
  ctx: Context,
  { link, log, outbox, stopping }: Pick<JobNeeds, 'link' | 'log' | 'outbox' | 'stopping'>,
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
