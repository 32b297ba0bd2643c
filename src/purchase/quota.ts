import type { Context } from '../database/context.ts'
import { first, statement } from '../database/sql.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Quota } from './purchases.ts'
import type { SendOtpRefusal } from './refusals.ts'

const seatsOfSchedule = statement<[scheduleCode: string], 'purchase/seats-of-schedule', 'seatsLeft'>(
  'purchase/seats-of-schedule',
  `
  select
    course.course_code,
    (select coalesce(sum(seats_left), 0)::int from seat_bucket
      where seat_bucket.schedule_id = schedule.schedule_id) as seats_left
  from schedule join course using (course_id)
  where schedule_code = $1
  `,
)

/** See {@link Purchases.quota}. */
export async function scheduleQuota(
  ctx: Context,
  courseCode: string,
  scheduleCode: string,
): Promise<Outcome<Quota, SendOtpRefusal>> {
  if (courseCode === '' || scheduleCode === '') return refuse('course_or_schedule_missing')
  const row = await first(ctx.db, seatsOfSchedule, [scheduleCode])
  if (!row) return refuse('schedule_unknown')
  if (row.courseCode !== courseCode) return refuse('schedule_of_other_course')
  return done({ courseCode, scheduleCode, seatsLeft: row.seatsLeft })
}
