/**
 * The free seats of the year $1, each with whether it is for the reserves of its wave, and the seats that are owed. A wave's
 * reserves have the seats that become free until so many days after its notification (`reserves.moveUpDays` of the year), as many
 * as it has reserves left, and while a term of today still fits before the cut-off. All others are for extra waves. The oldest
 * seats go to those who were restored when theirs were gone.
 */
export const seatsOfYear = `
  free as (
    select freed_seat_id, wave_id, freed_at, row_number() over (order by freed_seat_id) as place
    from freed_seat
    join wave using (wave_id)
    where not used and year = $1
  ),
  owed as (
    select correction_id, row_number() over (order by owed_at, correction_id) as place
    from owed_seat
    join wave using (wave_id)
    where year = $1
      and not exists (select from seat_use where seat_use.correction_id = owed_seat.correction_id)
  ),
  claim as (
    select
      wave_id, number,
      case when wave.status = 'notified' and wave.grant_approval_id is not null and rule.days > 0 then
        least(
          (date_trunc('day', wave.notified_at at time zone 'Asia/Jakarta') + make_interval(days => rule.days + 1))
            at time zone 'Asia/Jakarta',
          (
            (programme_year.rules ->> 'usableUntil')::date - (programme_year.rules ->> 'firstPurchaseWithinDays')::int + 1
          )::timestamp at time zone 'Asia/Jakarta'
        )
      end as until,
      coalesce((draw.result::jsonb ->> 'reserves')::int, 0)
        - (select count(*)::int from reserve_call where reserve_call.wave_id = wave.wave_id) as reserves
    from wave
    join programme_year using (year)
    cross join lateral (select coalesce((programme_year.rules #>> '{reserves,moveUpDays}')::int, 60) as days) rule
    left join draw using (wave_id)
    where year = $1
  ),
  seat as (
    select
      freed_seat_id, wave_id, number,
      coalesce(
        freed_at < until
          and reserves >= row_number() over (partition by wave_id, freed_at < until order by freed_seat_id),
        false
      ) as for_reserves
    from free
    join claim using (wave_id)
    where free.place > (select count(*) from owed)
  )
`

/** Leaves the seats of those whom a statement has dismissed: `dismissed` has their `wave_id` and `person_id`, $2 is the instant. */
export const leaveSeats = `
    insert into freed_seat (wave_id, person_id, serial, freed_at)
    select
      wave_id, person_id,
      coalesce(
        (select max(serial) + 1 from freed_seat earlier where earlier.person_id = dismissed.person_id), 0
      ),
      $2
    from dismissed
    order by person_id
  `
