import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, type Queryable, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'

export const holdRefusals = refusalWords({
  id: {
    already_held: 'Pencabutan gelombang ini sudah ditahan. Tidak perlu apa-apa lagi.',
    not_held: 'Pencabutan gelombang ini tidak sedang ditahan. Tidak ada yang perlu dilepas.',
  },
  en: {
    already_held: 'The revocations of this wave are held already. There is nothing to do.',
    not_held: 'The revocations of this wave are not held. There is nothing to release.',
  },
})
export type HoldRefusal = ReasonOf<typeof holdRefusals> | 'wave_unknown'

/** A wave that is held: the terms of its recipients end, and nobody is revoked. */
export interface WaveHold {
  readonly holdId: string
  readonly waveId: number
  readonly year: number
  readonly number: number
  readonly because: 'too_many_due' | 'by_people'
  readonly heldAt: Date
  /** terms that were over when the sweep stopped, of so many recipients */
  readonly due: number | undefined
  readonly recipients: number | undefined
  /** terms that are over now */
  readonly waiting: number
}

const selectHolds = statement<[], 'deadlines/select-wave-holds', WaveHold>(
  'deadlines/select-wave-holds',
  `
  select hold_id, wave_id, wave.year, wave.number, because, held_at, due, recipients, coalesce(over.waiting, 0) as waiting
  from wave_hold
  join wave using (wave_id)
  left join (
    select card.wave_id, count(*)::int as waiting from deadline join card using (card_id)
    where deadline.step = 'held'
    group by card.wave_id
  ) over using (wave_id)
  where released_at is null
  order by held_at, wave_id
  `,
)

const lockHoldOfWave = statement<[waveId: number], 'deadlines/lock-hold-of-wave'>(
  'deadlines/lock-hold-of-wave',
  `
  select wave.year, wave.number, hold_id, because, due, recipients
  from wave
  left join wave_hold on wave_hold.wave_id = wave.wave_id and released_at is null
  where wave.wave_id = $1
  for no key update of wave
  `,
)

const insertHold = statement<[waveId: number, now: Date, approvalId: string]>(
  'deadlines/insert-hold',
  `
  insert into wave_hold (wave_id, because, held_at, hold_approval_id) values ($1, 'by_people', $2, $3)
  `,
)

const markReleased = statement<[holdId: string, now: Date, approvalId: string]>(
  'deadlines/mark-hold-released',
  'update wave_hold set released_at = $2, release_approval_id = $3 where hold_id = $1 and released_at is null',
)

/** The next run looks at them again. */
const resumeHeld = statement<[waveId: number]>(
  'deadlines/resume-held',
  `
  update deadline set step = 'end'
  from card
  where deadline.step = 'held' and card.card_id = deadline.card_id and card.wave_id = $1
  `,
)

/** Every wave that is held now, the oldest hold first. */
export function waveHolds(db: Queryable): Promise<WaveHold[]> {
  return rows(db, selectHolds, [])
}

/** What two people approve to keep a sweep off a wave. */
export async function holdSweepAct(
  db: Queryable,
  waveId: number,
): Promise<Outcome<TwoPersonAct, HoldRefusal>> {
  const wave = await first(db, lockHoldOfWave, [waveId])
  if (!wave) return refuse('wave_unknown')
  if (wave.holdId !== undefined) return refuse('already_held')
  return done({
    act: 'hold_sweep',
    subject: `wave:${waveId}`,
    facts: { year: wave.year, number: wave.number },
  })
}

/** What two people approve to let the sweep of a wave go on: this very hold, with what was counted when it stopped. */
export async function releaseSweepAct(
  db: Queryable,
  waveId: number,
): Promise<Outcome<TwoPersonAct, HoldRefusal>> {
  const wave = await first(db, lockHoldOfWave, [waveId])
  if (!wave) return refuse('wave_unknown')
  if (wave.holdId === undefined) return refuse('not_held')
  const { holdId: hold, because, due, recipients } = wave
  return done({ act: 'release_sweep', subject: `wave:${waveId}`, facts: { hold, because, due, recipients } })
}

/** Keeps the sweep off a wave, once two people have approved it. Reminders, purchases and the cut-off go on. */
export async function holdSweep(
  ctx: Context,
  waveId: number,
  actor: Actor,
): Promise<Outcome<null, HoldRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const act = await holdSweepAct(tx, waveId)
    if (!act.ok) return act
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    await touched(tx, insertHold, [waveId, now, approval.value.approvalId])
    await writeJournal(tx, actor, now, [
      { event: 'sweep_held', subject: `wave:${waveId}`, facts: act.value.facts },
    ])
    return done(null)
  })
}

/** Lets the sweep of a wave go on, once two people have approved it: what is over by now is not counted again. */
export async function releaseSweep(
  ctx: Context,
  waveId: number,
  actor: Actor,
): Promise<Outcome<{ readonly cards: number }, HoldRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const act = await releaseSweepAct(tx, waveId)
    if (!act.ok) return act
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    await touched(tx, markReleased, [String(act.value.facts.hold), now, approval.value.approvalId])
    const cards = await touched(tx, resumeHeld, [waveId])
    await writeJournal(tx, actor, now, [
      { event: 'sweep_released', subject: `wave:${waveId}`, facts: { ...act.value.facts, cards } },
    ])
    return done({ cards })
  })
}
