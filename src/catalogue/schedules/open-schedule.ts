import { type Queryable, rows, statement } from '../../database/sql.ts'
import type { SchedulePlace } from '../places/schedule-place.ts'

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
  /** where it is held; undefined: online */
  readonly place?: SchedulePlace | undefined
}

const insertSchedules = statement<[string, number], 'catalogue/open-schedules'>(
  'catalogue/open-schedules',
  `
  with wanted as (
    select * from jsonb_to_recordset($1::jsonb)
      as w ("scheduleCode" text, "courseId" int, "startsAt" timestamptz, "endsAt" timestamptz, quota int, place jsonb)
  ),
  opened as (
    insert into schedule (schedule_code, course_id, starts_at, ends_at, quota, place)
    select w."scheduleCode", c.course_id, w."startsAt", w."endsAt", w.quota, w.place
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
