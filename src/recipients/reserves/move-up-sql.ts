import { type Row, statement } from '../../database/sql.ts'
import { seatsOfYear } from '../../waves/seats/seats-sql.ts'

/** Years with seats that nobody has; none as a rule, by the index of those that are free. */
export const selectYearsWithSeats = statement<[], 'recipients/select-years-with-seats'>(
  'recipients/select-years-with-seats',
  `
  select distinct wave.year
  from wave
  where exists (select from freed_seat where freed_seat.wave_id = wave.wave_id and not used)
  order by year
  `,
)

type WaveRow = Row<'recipients/select-waves-to-fill', 'seats' | 'sandbox'>

/** Waves whose reserves have seats, but for those that two people hold, or that stopped: what was revoked there is doubted. */
export const selectWavesToFill = statement<[year: number], 'recipients/select-waves-to-fill', WaveRow>(
  'recipients/select-waves-to-fill',
  `
  with ${seatsOfYear}
  select
    wave_id, count(*)::int as seats,
    coalesce(
      (
        select card.sandbox from recipient join card using (card_id)
        where recipient.wave_id = seat.wave_id
        limit 1
      ),
      false
    ) as sandbox,
    (select max(rank) from reserve_call where reserve_call.wave_id = seat.wave_id) as called_upto
  from seat
  where for_reserves
    and not exists (select from wave_hold where wave_hold.wave_id = seat.wave_id and released_at is null)
  group by wave_id
  order by wave_id
  `,
)

/** The same of one wave, once nobody else gives its seats away: the seats themselves, the oldest first. */
export const selectSeatsToFill = statement<
  [year: number, waveId: number, limit: number],
  'recipients/select-seats-to-fill'
>(
  'recipients/select-seats-to-fill',
  `
  with ${seatsOfYear}
  select freed_seat_id
  from seat
  where wave_id = $2 and for_reserves
    and not exists (select from wave_hold where wave_hold.wave_id = seat.wave_id and released_at is null)
  order by freed_seat_id
  limit $3::int
  `,
)

export const selectReserves = statement<
  [waveId: number, ranks: number[], refs: Buffer[]],
  'recipients/select-reserves',
  'rank' | 'left' | 'barred' | 'recipient' | 'family' | 'ofFamily'
>(
  'recipients/select-reserves',
  `
  select
    line.rank, application.person_id, application.left_at is not null or erased_at is not null as left,
    exists (select from bar where bar.person_id = person.person_id) as barred,
    exists (select from recipient where recipient.person_id = person.person_id) as recipient,
    encode(kk_hash, 'hex') as family,
    (
      select count(*)::int from person member join recipient using (person_id)
      where member.kk_hash = person.kk_hash
    ) as of_family,
    name, phone, email, born_on, education
  from unnest($2::int[], $3::bytea[]) as line (rank, ref)
  join wave_application application on application.wave_id = $1 and application.ref = line.ref
  join person using (person_id)
  order by line.rank
  `,
)

export const selectCalledUpto = statement<[waveId: number], 'recipients/select-called-upto', 'rank'>(
  'recipients/select-called-upto',
  'select coalesce(max(rank), 0)::int as rank from reserve_call where wave_id = $1',
)

export const insertCalls = statement<
  [waveId: number, now: Date, ranks: number[], personIds: string[], because: (string | null)[]]
>(
  'recipients/insert-reserve-calls',
  `
  insert into reserve_call (wave_id, called_at, rank, person_id, passed_because)
  select $1, $2, called.* from unnest($3::int[], $4::bigint[], $5::text[]) as called
  `,
)

/** The key of a seat refuses a second use, whoever comes first. */
export const giveToReserves = statement<[waveId: number, now: Date, freedSeatIds: string[], ranks: number[]]>(
  'recipients/give-seats-to-reserves',
  `
  with given as (
    insert into seat_use (freed_seat_id, used_as, used_at, reserve_wave_id, reserve_rank)
    select freed_seat_id, 'reserve', $2, $1, rank
    from unnest($3::bigint[], $4::int[]) as reserve (freed_seat_id, rank)
    returning freed_seat_id
  )
  update freed_seat set used = true from given where given.freed_seat_id = freed_seat.freed_seat_id
  `,
)
