import type pg from 'pg'
import { one, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import { seatsOfYear } from './seats-sql.ts'

/** Seats of a wave that somebody has left, and nobody has yet. */
export interface FreeSeats {
  readonly waveId: number
  readonly number: number
  readonly seats: number
}

/** ... and for whom they are. */
export interface ClaimedSeats {
  readonly waveId: number
  readonly number: number
  /** those of the reserves of the wave itself */
  readonly forReserves: number
  /** those of extra waves */
  readonly forExtra: number
}

type ClaimedRow = Row<'waves/count-free-seats', 'forReserves' | 'forExtra'>

const countFreeSeats = statement<[year: number], 'waves/count-free-seats', ClaimedRow>(
  'waves/count-free-seats',
  `
  with ${seatsOfYear}
  select
    wave_id, number,
    count(*) filter (where for_reserves)::int as for_reserves,
    count(*) filter (where not for_reserves)::int as for_extra
  from seat
  group by wave_id, number
  order by number
  `,
)

/** Whatever gives seats of a year away waits for the others. Who also writes recipients takes the lock of their table first. */
export const lockWavesOfYear = statement<[year: number], 'waves/lock-waves-of-year'>(
  'waves/lock-waves-of-year',
  'select wave_id from wave where year = $1 order by wave_id for no key update',
)

const makeUp = statement<[year: number, now: Date], 'waves/make-up-owed-seats', 'seats'>(
  'waves/make-up-owed-seats',
  `
  with ${seatsOfYear},
  made_up as (
    insert into seat_use (freed_seat_id, used_as, used_at, correction_id)
    select freed_seat_id, 'made_up', $2, correction_id from free join owed using (place)
    returning freed_seat_id
  ),
  marked as (
    update freed_seat set used = true from made_up where made_up.freed_seat_id = freed_seat.freed_seat_id
  )
  select count(*)::int as seats from made_up
  `,
)

/** Gives the oldest free seats of a year for those who were restored when theirs were gone. Under {@link lockWavesOfYear}. */
export async function makeUpOwedSeats(
  tx: pg.PoolClient,
  year: number,
  actor: Actor,
  now: Date,
): Promise<number> {
  const { seats } = await one(tx, makeUp, [year, now])
  if (seats > 0)
    await writeJournal(tx, actor, now, [
      { event: 'seats_made_up', subject: `year:${year}`, facts: { seats } },
    ])
  return seats
}

/** By wave, the oldest first: the free seats of a year, less those that are owed. */
export function claimedSeats(db: Queryable, year: number): Promise<ClaimedSeats[]> {
  return rows(db, countFreeSeats, [year])
}

/** By wave, the oldest first: the seats of a year that wait for an extra wave. Those of reserves are not among them. */
export async function freeSeats(db: Queryable, year: number): Promise<FreeSeats[]> {
  const claimed = await claimedSeats(db, year)
  return claimed
    .filter(({ forExtra }) => forExtra > 0)
    .map(({ waveId, number, forExtra }) => ({ waveId, number, seats: forExtra }))
}
