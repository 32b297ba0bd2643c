import type { Context } from '../database/context.ts'
import { tryOut } from '../database/try-out.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'
import type { ForgetJob } from './forget-jobs.ts'

/** What one of the jobs removes; the list of all is handed in (jobs/forgetting.ts). */
export interface Forgets {
  readonly name: ForgetJob
  run(ctx: Context): Promise<number>
}

export interface Forgotten {
  readonly name: ForgetJob
  readonly rows: number
}

/**
 * What would go now by the rules: each job does its work in a transaction that is taken back. Nothing is changed, and nobody
 * waits for it but whoever uses the very rows.
 */
export async function dueForRetention(ctx: Context, all: readonly Forgets[]): Promise<Forgotten[]> {
  const due: Forgotten[] = []
  // One after the other: what one has locked is free again before the next.
  for (const { name, run } of all) due.push({ name, rows: await tryOut(ctx, run) })
  return due
}

/** Removes now what the jobs would remove by themselves within the hour, by the same operations; the journal has how many rows. */
export async function runRetention(
  ctx: Context,
  all: readonly Forgets[],
  actor: Actor,
): Promise<Forgotten[]> {
  const gone: Forgotten[] = []
  for (const { name, run } of all) gone.push({ name, rows: await run(ctx) })
  const removed = gone.reduce((sum, { rows }) => sum + rows, 0)
  await writeJournal(ctx.db, actor, ctx.clock.now(), [
    { event: 'retention_run', subject: 'programme', facts: { removed } },
  ])
  return gone
}
