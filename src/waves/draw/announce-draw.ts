import type { Context } from '../../database/context.ts'
import { assertClock } from '../../database/installation/clock-check.ts'
import { touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { lockDrawRow, markWave } from './draw-store.ts'

/** Announces the result of a draw: from now on ranks, result and proofs are public, and everybody sees their own. */
export async function announceDraw(
  ctx: Context,
  waveId: number,
  actor: Actor,
): Promise<Outcome<{ resultRoot: string }, 'wave_unknown' | 'not_drawn' | 'already_announced'>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx) => {
    const draw = await lockDrawRow(tx, waveId)
    if (!draw) return refuse('wave_unknown')
    if (draw.resultRoot === undefined) return refuse('not_drawn')
    if (draw.status !== 'drawn') return refuse('already_announced')
    const now = ctx.clock.now()
    await touched(tx, markWave, [waveId, 'drawn', 'announced', now])
    const facts = { result_root: draw.resultRoot }
    await writeJournal(tx, actor, now, [{ event: 'wave_announced', subject: `wave:${waveId}`, facts }])
    return done({ resultRoot: draw.resultRoot })
  })
}
