import { statement } from '../database/sql.ts'

/** Takes the seats that this lane may hand out: one bucket of each schedule of the batch. */
export const lockSeats = statement<[cardIds: string[], purchaseIds: string[], bucket: number]>(
  'purchase/lock-seats',
  `
  select schedule_id from seat_bucket
  where bucket = $3::smallint and schedule_id in (
    select schedule_id from purchase
    join unnest($1::bigint[], $2::bigint[]) as asked (card_id, purchase_id) using (card_id, purchase_id)
  )
  order by schedule_id
  for no key update
  `,
)

/** When a lane's bucket is empty, or was never made: all seats of those schedules move into it. */
export const gatherSeats = statement<[cardIds: string[], purchaseIds: string[], bucket: number]>(
  'purchase/gather-seats',
  `
  with taken as materialized (
    select schedule_id, bucket, seats_left from seat_bucket
    where schedule_id in (
      select schedule_id from purchase
      join unnest($1::bigint[], $2::bigint[]) as asked (card_id, purchase_id) using (card_id, purchase_id)
    )
    order by schedule_id, bucket
    for no key update
  ),
  moved as (
    select schedule_id, $3::smallint as bucket, coalesce(sum(seats_left) filter (where bucket <> $3), 0)::int as seats
    from taken
    group by schedule_id
    union all
    select schedule_id, bucket, 0 from taken where bucket <> $3
  )
  insert into seat_bucket (schedule_id, bucket, seats_left)
  select schedule_id, bucket, seats from moved
  -- added, not set: another process may have made this lane's bucket while we waited for the others
  on conflict (schedule_id, bucket) do update
  set seats_left = excluded.seats_left + case when seat_bucket.bucket = $3 then seat_bucket.seats_left else 0 end
  `,
)
