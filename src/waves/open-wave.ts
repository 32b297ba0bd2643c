import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { type Queryable, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { drawRulesSchema } from './draw/draw-rules.ts'
import { type DrawRow, lockDrawRow, readDrawRow } from './draw/draw-store.ts'

type NotOpenable =
  | 'wave_unknown'
  /** it was opened before, or its recipients were imported */
  | 'wave_not_planned'
  /** the rules of its draw are not written down yet, or were for another number or quota */
  | 'rules_missing'
export type OpenRefusal = NotOpenable | ApprovalRefusal

const markOpened = statement<[waveId: number, now: Date, approvalId: string]>(
  'waves/mark-wave-opened',
  `
  update wave set status = 'open', opened_at = $2, open_approval_id = $3
  where wave_id = $1 and status = 'planned'
  `,
)

/** What two people approve: this wave, with this quota and these rules of its draw. */
export async function openWaveAct(
  db: Queryable,
  waveId: number,
): Promise<Outcome<TwoPersonAct, NotOpenable>> {
  return actOf(await readDrawRow(db, waveId))
}

/** Opens a planned wave, once two people have approved it: from now on people may join. */
export async function openWave(
  ctx: Context,
  waveId: number,
  actor: Actor,
): Promise<Outcome<null, OpenRefusal>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx) => {
    const act = actOf(await lockDrawRow(tx, waveId))
    if (!act.ok) return act
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    await touched(tx, markOpened, [waveId, now, approval.value.approvalId])
    await writeJournal(tx, actor, now, [
      { event: 'wave_opened', subject: `wave:${waveId}`, facts: act.value.facts },
    ])
    return done(null)
  })
}

function actOf(wave: DrawRow | undefined): Outcome<TwoPersonAct, NotOpenable> {
  if (!wave) return refuse('wave_unknown')
  if (wave.status !== 'planned' || wave.recipients) return refuse('wave_not_planned')
  if (wave.commitment === undefined || wave.rules === undefined) return refuse('rules_missing')
  const rules = drawRulesSchema.parse(JSON.parse(wave.rules))
  if (rules.wave !== wave.number || rules.quota !== wave.quota) return refuse('rules_missing')
  const facts = { quota: wave.quota, commitment: wave.commitment }
  return done({ act: 'open_wave', subject: `wave:${wave.waveId}`, facts })
}
