import type { Context } from '../../database/context.ts'
import type { Actor } from '../../kernel/request.ts'
import { createWave, listWaves, type Wave } from '../../waves/waves.ts'
import { listYears } from '../../years/years.ts'

/** The quota of a wave that an import plans for itself: the largest that the real programme ever had. */
export const importQuota = 800_000

/** The newest wave whose recipients were not notified yet, for commands that name none; not one that people still join. */
export async function waitingWave(db: Context['db']): Promise<Wave | undefined> {
  return (await listWaves(db)).findLast(
    ({ status }) => !['open', 'closed', 'notified', 'cancelled'].includes(status),
  )
}

/** Plans the next wave of the newest year; undefined where no programme year has begun. */
export async function planNextWave(ctx: Context, actor: Actor): Promise<Wave | undefined> {
  const year = (await listYears(ctx.db)).at(-1)?.year
  if (year === undefined) return undefined
  const last = (await listWaves(ctx.db)).findLast((wave) => wave.year === year)
  const planned = { year, number: (last?.number ?? 0) + 1, quota: importQuota }
  // Somebody else may have planned one in this moment: then that one waits.
  await createWave(ctx, planned, actor)
  return waitingWave(ctx.db)
}
