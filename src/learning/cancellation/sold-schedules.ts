import { first, type Queryable, type Row, rows, statement } from '../../database/sql.ts'

/** A schedule with what it has sold, and how far its cancellation is. */
type Known = 'scheduleId' | 'scheduleCode' | 'purchases' | 'rupiah' | 'returned'
export interface SoldSchedule extends Row<'learning/sold-schedules', Known> {}

const soldSchedules = statement<
  [scheduleCode: string | null, most: number],
  'learning/sold-schedules',
  Known
>(
  'learning/sold-schedules',
  `
  select
    schedule_id, schedule_code, course.title as course, institution.name as institution, starts_at, cancelled_at,
    cancelled_because, cancelled_by, returned_at, sold.*
  from (
    select * from schedule where schedule_code = $1
    union all
    (select * from schedule where $1::text is null and cancelled_at is not null order by cancelled_at desc limit $2)
  ) schedule
  join course using (course_id)
  join institution using (institution_id)
  cross join lateral (
    select
      count(*) filter (where status = 'paid')::int as purchases,
      coalesce(sum(amount) filter (where status = 'paid'), 0)::float8 as rupiah,
      count(*) filter (where status = 'cancelled' and purchase.cancelled_at >= schedule.cancelled_at)::int as returned
    from purchase
    where purchase.schedule_id = schedule.schedule_id
  ) sold
  order by cancelled_at desc nulls first
  `,
)

/** A schedule by its code: purchases that stand, and rupiah that their cards would get back. */
export function soldSchedule(db: Queryable, scheduleCode: string): Promise<SoldSchedule | undefined> {
  return first(db, soldSchedules, [scheduleCode, 1])
}

/** Schedules that were cancelled, the latest first, at most `most`, each with how many of its prices are back. */
export function cancelledSchedules(db: Queryable, most: number): Promise<SoldSchedule[]> {
  return rows(db, soldSchedules, [null, most])
}
