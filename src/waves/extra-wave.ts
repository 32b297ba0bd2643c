import type pg from 'pg'
import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { first, one, type Queryable, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { yearRules } from '../years/years.ts'
import { type FreeSeats, freeSeats, lockWavesOfYear, makeUpOwedSeats } from './seats/free-seats.ts'
import { seatsOfYear } from './seats/seats-sql.ts'

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

/** So many free seats of each of these waves, the oldest of them, none of a reserve. */
const takeSeats = statement<
  [year: number, waveId: number, now: Date, from: number[], seats: number[]],
  'waves/take-seats',
  'seats'
>(
  'waves/take-seats',
  `
  with ${seatsOfYear},
  taken as (
    insert into seat_use (freed_seat_id, used_as, used_at, extra_wave_id)
    select freed_seat_id, 'extra_wave', $3, $2
    from (
      select freed_seat_id, wave_id, row_number() over (partition by wave_id order by freed_seat_id) as place
      from seat
      where not for_reserves
    ) seat
    join unnest($4::int[], $5::int[]) as source (wave_id, seats) using (wave_id)
    where place <= seats
    returning freed_seat_id
  ),
  marked as (
    update freed_seat set used = true from taken where taken.freed_seat_id = freed_seat.freed_seat_id
  )
  select count(*)::int as seats from taken
  `,
)

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
    await makeUpOwedSeats(tx, year, actor, ctx.clock.now())
    const plan = await planOf(tx, wanted)
    if (!plan.ok) return plan
    const { act, quota, from } = plan.value
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act, actor, now)
    if (!approval.ok) return approval
    const made = await first(tx, insertExtraWave, [year, quota, approval.value.approvalId])
    if (!made) throw new Error(`no extra wave of ${year} could be planned`)
    const ids = from.map(({ waveId }) => waveId)
    const counts = from.map(({ seats }) => seats)
    await touched(tx, insertSeatSources, [made.waveId, ids, counts])
    const { seats } = await one(tx, takeSeats, [year, made.waveId, now, ids, counts])
    if (seats !== quota) throw new Error(`${quota} seats were planned, and ${seats} were free`)
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
