import type { Context } from '../../database/context.ts'
import { type Queryable, rows, statement } from '../../database/sql.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { beginsAfterCutOff, lastCutOff } from './cut-off.ts'

/** Over how many rows the seats of a schedule are spread, so that its buyers do not wait for one another. */
export const seatBuckets = 4

export interface NewSchedule {
  readonly courseId: number
  /** 1 to 64 characters, unique among all schedules */
  readonly scheduleCode: string
  /** null: begins whenever the buyer begins */
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  /** seats, 0 to 1,000,000 */
  readonly quota: number
}

export type OpenScheduleRefusal =
  | 'course_not_found'
  | 'schedule_code_malformed'
  | 'schedule_code_taken'
  | 'schedule_ends_before_start'
  /** no card of any year can be used by then */
  | 'schedule_after_cut_off'
  | 'quota_out_of_range'

const insertSchedules = statement<[string, number], 'catalogue/open-schedules'>(
  'catalogue/open-schedules',
  `
  with wanted as (
    select * from jsonb_to_recordset($1::jsonb)
      as w ("scheduleCode" text, "courseId" int, "startsAt" timestamptz, "endsAt" timestamptz, quota int)
  ),
  opened as (
    insert into schedule (schedule_code, course_id, starts_at, ends_at, quota)
    select w."scheduleCode", c.course_id, w."startsAt", w."endsAt", w.quota
    from wanted w join course c on c.course_id = w."courseId"
    on conflict (schedule_code) do nothing
    returning schedule_id, schedule_code, quota
  ),
  seats as (
    insert into seat_bucket (schedule_id, bucket, seats_left)
    -- the first buckets take what does not divide evenly
    select schedule_id, bucket, (quota + $2::int - 1 - bucket) / $2::int
    from opened, generate_series(0, $2::int - 1) bucket
  )
  select schedule_code, schedule_id from opened`,
)

const courseExists = statement<[number], 'catalogue/course-exists'>(
  'catalogue/course-exists',
  'select course_id from course where course_id = $1',
)

/**
 * Opens schedules with their seats in one statement; codes that are taken are left alone.
 * Returns the ids of those opened, by their code.
 */
export async function openSchedules(
  db: Queryable,
  schedules: readonly NewSchedule[],
): Promise<Map<string, number>> {
  const opened = await rows(db, insertSchedules, [JSON.stringify(schedules), seatBuckets])
  return new Map(opened.map((row) => [row.scheduleCode, row.scheduleId]))
}

/** Opens a schedule of a course with its seats. */
export async function openSchedule(
  ctx: Pick<Context, 'db'>,
  schedule: NewSchedule,
): Promise<Outcome<{ scheduleId: number }, OpenScheduleRefusal>> {
  const { courseId, scheduleCode, startsAt, endsAt, quota } = schedule
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(scheduleCode)) return refuse('schedule_code_malformed')
  if (startsAt && endsAt && endsAt <= startsAt) return refuse('schedule_ends_before_start')
  if (beginsAfterCutOff(startsAt, await lastCutOff(ctx.db))) return refuse('schedule_after_cut_off')
  if (!Number.isInteger(quota) || quota < 0 || quota > 1_000_000) return refuse('quota_out_of_range')
  const known = await rows(ctx.db, courseExists, [courseId])
  if (known.length === 0) return refuse('course_not_found')
  const scheduleId = (await openSchedules(ctx.db, [schedule])).get(scheduleCode)
  return scheduleId === undefined ? refuse('schedule_code_taken') : done({ scheduleId })
}
