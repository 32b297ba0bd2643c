import { one, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { seatsOfYear } from './seats-sql.ts'

type SeatsRow = Row<
  'waves/count-wave-seats',
  | 'reserves'
  | 'called'
  | 'movedUp'
  | 'left'
  | 'toReserves'
  | 'toExtra'
  | 'returned'
  | 'madeUp'
  | 'forReserves'
  | 'forExtra'
  | 'owed'
>

/** What became of the seats of a wave that were left, and of its reserves. */
export interface WaveSeats {
  /** in the published list of reserves */
  readonly reserves: number
  /** of them: have had their turn */
  readonly called: number
  readonly movedUp: number
  /** the published rank up to which reserves have been called */
  readonly calledUpto: number | undefined
  /** until then a seat that becomes free is for the reserves, while there are any; undefined where they never have one */
  readonly reservesUntil: Date | undefined
  /** seats that were left, however often */
  readonly left: number
  readonly toReserves: number
  /** those that extra waves have, which were not cancelled */
  readonly toExtra: number
  /** given back to whoever was restored */
  readonly returned: number
  /** given up for somebody who was restored when the seat was gone */
  readonly madeUp: number
  /** free, and waiting for the next reserve or for an extra wave */
  readonly forReserves: number
  readonly forExtra: number
  /** of this wave: restored, with a seat that the next free one of the year makes up for */
  readonly owed: number
}

const countWaveSeats = statement<[year: number, waveId: number], 'waves/count-wave-seats', SeatsRow>(
  'waves/count-wave-seats',
  `
  with ${seatsOfYear}
  select
    coalesce((select (result::jsonb ->> 'reserves')::int from draw where wave_id = $2), 0) as reserves,
    calls.*, claim.until as reserves_until, went.*, waiting.*,
    (select count(*)::int from owed join owed_seat using (correction_id) where wave_id = $2) as owed
  from claim
  cross join lateral (
    select
      count(*)::int as called, count(*) filter (where moved_up)::int as moved_up, max(rank) as called_upto
    from reserve_call where wave_id = $2
  ) calls
  cross join lateral (
    select
      count(*)::int as "left",
      count(*) filter (where used_as = 'reserve')::int as to_reserves,
      count(*) filter (where used_as = 'extra_wave' and not exists (
        select from freed_seat again where again.again_of = freed_seat.freed_seat_id
      ))::int as to_extra,
      count(*) filter (where used_as = 'returned')::int as returned,
      count(*) filter (where used_as = 'made_up')::int as made_up
    from freed_seat left join seat_use using (freed_seat_id)
    where freed_seat.wave_id = $2
  ) went
  cross join lateral (
    select
      count(*) filter (where for_reserves)::int as for_reserves,
      count(*) filter (where not for_reserves)::int as for_extra
    from seat where wave_id = $2
  ) waiting
  where claim.wave_id = $2
  `,
)

const selectCalls = statement<
  [waveId: number, after: number, limit: number | null],
  'waves/select-reserve-calls'
>(
  'waves/select-reserve-calls',
  `
  select rank, called_at, passed_because from reserve_call
  where wave_id = $1 and rank > $2
  order by rank
  limit $3
  `,
)

const countMovedUp = statement<[waveId: number], 'waves/count-moved-up', 'movedUp'>(
  'waves/count-moved-up',
  `
  select count(*) filter (where moved_up)::int as moved_up, max(rank) as upto
  from reserve_call where wave_id = $1
  `,
)

/** What became of the seats of a wave, and of its reserves. */
export function waveSeats(
  db: Queryable,
  wave: { readonly waveId: number; readonly year: number },
): Promise<WaveSeats> {
  return one(db, countWaveSeats, [wave.year, wave.waveId])
}

/** A reserve who has had the turn: by the published rank alone. */
export type ReserveCall = Row<'waves/select-reserve-calls'>

/**
 * The reserves of a wave that were called, by rank, all of them or so many after one. Tells no names: the ranks are public, who
 * stands there is not.
 */
export function reserveCalls(
  db: Queryable,
  waveId: number,
  { after = 0, limit }: { readonly after?: number | undefined; readonly limit?: number } = {},
): Promise<ReserveCall[]> {
  return rows(db, selectCalls, [waveId, after, limit ?? null])
}

/** What the public is told: how many have moved up, and up to which rank reserves were called. */
export function movedUpOf(
  db: Queryable,
  waveId: number,
): Promise<{ readonly movedUp: number; readonly upto: number | undefined }> {
  return one(db, countMovedUp, [waveId])
}
