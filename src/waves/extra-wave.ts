import type pg from 'pg'
import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { yearRules } from '../years/years.ts'

/** Seats of a wave whose recipients were revoked, and that no extra wave has yet. */
export interface FreeSeats {
  readonly waveId: number
  readonly number: number
  readonly seats: number
}

type FreeRow = Row<'waves/count-free-seats', 'seats'>

/**
 * By wave, the oldest first: the seats of its revoked recipients less those that extra waves have. A correction may give a
 * seat back that an extra wave has taken; then the wave is one over, and its count is negative.
 */
const countFreeSeats = statement<[year: number], 'waves/count-free-seats', FreeRow>(
  'waves/count-free-seats',
  `
  select
    wave_id, number,
    (select count(*)::int from recipient where recipient.wave_id = wave.wave_id and recipient.status = 'revoked')
      - (
        select coalesce(sum(seats), 0)::int
        from wave_seat_source
        join wave extra on extra.wave_id = wave_seat_source.wave_id and extra.status <> 'cancelled'
        where from_wave_id = wave.wave_id
      ) as seats
  from wave
  where year = $1
  order by number
  `,
)

/** Extra waves of a year are made one after the other, so that no seat is passed on twice. */
const lockWavesOfYear = statement<[year: number], 'waves/lock-waves-of-year'>(
  'waves/lock-waves-of-year',
  'select wave_id from wave where year = $1 order by wave_id for no key update',
)

const insertExtraWave = statement<
  [year: number, quota: number, approvalId: string],
  'waves/insert-extra-wave'
>(
  'waves/insert-extra-wave',
  `
  insert into wave (year, number, quota, kind, plan_approval_id)
  select $1, max(number) + 1, $2, 'extra', $3 from wave where year = $1
  returning wave_id, number
  `,
)

const insertSeatSources = statement<[waveId: number, from: number[], seats: number[]]>(
  'waves/insert-seat-sources',
  `
  insert into wave_seat_source (wave_id, from_wave_id, seats)
  select $1, source.from_wave_id, source.seats from unnest($2::int[], $3::int[]) as source (from_wave_id, seats)
  `,
)

/**
 * Where seats wait for an extra wave, by wave. What waves are over, because corrections gave back seats that others have by
 * now, is made up for by the first seats that become free: a year never has more recipients than its waves had seats.
 */
export async function freeSeats(db: Queryable, year: number): Promise<FreeSeats[]> {
  const counted = await rows(db, countFreeSeats, [year])
  let over = counted.reduce((sum, { seats }) => sum + Math.max(0, -seats), 0)
  const free: FreeSeats[] = []
  for (const { waveId, number, seats } of counted) {
    if (seats <= 0) continue
    const made = Math.min(seats, over)
    over -= made
    if (seats > made) free.push({ waveId, number, seats: seats - made })
  }
  return free
}

export type NoExtraWave = 'no_free_seats' | 'too_few_free_seats'
export type ExtraWaveRefusal = NoExtraWave | ApprovalRefusal

/** The year whose revoked seats are passed on, and how many: all of them without a number. */
export interface ExtraWaveWanted {
  readonly year: number
  readonly quota?: number | undefined
}

/** What two people approve: so many seats of these waves, worth so many rupiah. */
export async function extraWaveAct(
  db: Queryable,
  wanted: ExtraWaveWanted,
): Promise<Outcome<TwoPersonAct, NoExtraWave>> {
  const plan = await planOf(db, wanted)
  return plan.ok ? done(plan.value.act) : plan
}

/**
 * Plans an extra wave from the seats of revoked recipients of the year, once two people have approved it: from all of them,
 * or from `quota` of them, the oldest wave first. It is opened, joined and drawn like any other.
 */
export async function createExtraWave(
  ctx: Context,
  wanted: ExtraWaveWanted,
  actor: Actor,
): Promise<Outcome<{ waveId: number; number: number; quota: number; from: FreeSeats[] }, ExtraWaveRefusal>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx: pg.PoolClient) => {
    const { year } = wanted
    await rows(tx, lockWavesOfYear, [year])
    const plan = await planOf(tx, wanted)
    if (!plan.ok) return plan
    const { act, quota, from } = plan.value
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act, actor, now)
    if (!approval.ok) return approval
    const made = await first(tx, insertExtraWave, [year, quota, approval.value.approvalId])
    if (!made) throw new Error(`no extra wave of ${year} could be planned`)
    const ids = from.map(({ waveId }) => waveId)
    await touched(tx, insertSeatSources, [made.waveId, ids, from.map(({ seats }) => seats)])
    const facts = { year, number: made.number, quota, kind: 'extra', from }
    await writeJournal(tx, actor, now, [{ event: 'wave_planned', subject: `wave:${made.waveId}`, facts }])
    return done({ waveId: made.waveId, number: made.number, quota, from })
  })
}

async function planOf(
  db: Queryable,
  { year, quota }: ExtraWaveWanted,
): Promise<Outcome<{ act: TwoPersonAct; quota: number; from: FreeSeats[] }, NoExtraWave>> {
  const free = await freeSeats(db, year)
  const all = free.reduce((sum, { seats }) => sum + seats, 0)
  if (all === 0) return refuse('no_free_seats')
  const wanted = quota ?? all
  if (wanted > all) return refuse('too_few_free_seats')
  let left = wanted
  const from: FreeSeats[] = []
  for (const source of free) {
    const seats = Math.min(source.seats, left)
    if (seats > 0) from.push({ ...source, seats })
    left -= seats
  }
  const { grantRupiah } = await yearRules(db, year)
  const facts = {
    year,
    seats: wanted,
    rupiah: wanted * grantRupiah,
    from: from.map(({ number, seats }) => ({ wave: number, seats })),
  }
  return done({ act: { act: 'plan_extra_wave', subject: `year:${year}`, facts }, quota: wanted, from })
}
