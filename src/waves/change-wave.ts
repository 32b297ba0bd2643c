import type { Context } from '../database/context.ts'
import { first, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'

export type ChangeWaveRefusal =
  | 'wave_unknown'
  | 'wave_malformed'
  | 'wave_taken'
  /** what people were promised, or two have approved, stands */
  | 'wave_not_planned'
  /** its seats are those that two people have approved */
  | 'wave_is_extra'
  | 'quota_below_recipients'

/** What is to be another; undefined stays. */
export interface WaveChange {
  readonly number?: number | undefined
  readonly quota?: number | undefined
}

interface WaveRow {
  year: number
  number: number
  quota: number
  changeable: boolean
  extra: boolean
  recipients: number
  taken: boolean
  /** rules of a draw are written down */
  ruled: boolean
}

const lockWave = statement<[waveId: number, number: number | null], 'waves/lock-wave-to-change', WaveRow>(
  'waves/lock-wave-to-change',
  `
  select
    year, number, quota, kind = 'extra' as extra,
    status = 'planned' or (
      status = 'drawn' and grant_approval_id is null
      and not exists (select from draw where draw.wave_id = wave.wave_id)
    ) as changeable,
    (select count(*)::int from recipient where recipient.wave_id = wave.wave_id) as recipients,
    exists (
      select from wave other where other.year = wave.year and other.number = $2::int and other.wave_id <> wave.wave_id
    ) as taken,
    exists (select from draw where draw.wave_id = wave.wave_id) as ruled
  from wave
  where wave_id = $1
  for no key update
  `,
)

const updateWave = statement<[waveId: number, number: number, quota: number]>(
  'waves/update-wave',
  'update wave set number = $2, quota = $3 where wave_id = $1',
)

/**
 * Changes number or quota of a wave that nobody has joined and whose grants are not approved. Rules of a draw that were
 * written down for it name both, so it is not opened by them any more: they are written anew. Its dates are those of its rules (commitDraw) and of its deadlines (extendWave).
 */
export async function changeWave(
  ctx: Context,
  waveId: number,
  wanted: WaveChange,
  actor: Actor,
): Promise<Outcome<{ number: number; quota: number; rulesVoid: boolean }, ChangeWaveRefusal>> {
  const given = [wanted.number, wanted.quota].filter((count) => count !== undefined)
  if (given.length === 0 || !given.every((count) => Number.isInteger(count) && count >= 1 && count < 2 ** 31))
    return refuse('wave_malformed')
  return inTransaction(ctx.db, async (tx) => {
    const wave = await first(tx, lockWave, [waveId, wanted.number])
    if (!wave) return refuse('wave_unknown')
    if (!wave.changeable) return refuse('wave_not_planned')
    if (wanted.quota !== undefined && wave.extra) return refuse('wave_is_extra')
    if (wave.taken) return refuse('wave_taken')
    const { number = wave.number, quota = wave.quota } = wanted
    const rulesVoid = wave.ruled && (number !== wave.number || quota !== wave.quota)
    if (quota < wave.recipients) return refuse('quota_below_recipients')
    await touched(tx, updateWave, [waveId, number, quota])
    const facts = { number: [wave.number, number], quota: [wave.quota, quota], rules_void: rulesVoid }
    await writeJournal(tx, actor, ctx.clock.now(), [
      { event: 'wave_changed', subject: `wave:${waveId}`, facts },
    ])
    return done({ number, quota, rulesVoid })
  })
}
