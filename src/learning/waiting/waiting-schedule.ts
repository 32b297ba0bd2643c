import { type ScheduleState, scheduleState } from '../../catalogue/courses.ts'
import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import { lastCutOff } from '../../catalogue/schedules/cut-off.ts'
import type { Context } from '../../database/context.ts'
import { first, type Row, rows, statement } from '../../database/sql.ts'

/** A schedule that may have a waiting list. */
export interface WaitingSchedule {
  readonly scheduleId: number
  readonly scheduleCode: string
  readonly course: string
  readonly slug: string
  readonly institution: string
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** where it is held; undefined: online */
  readonly place: SchedulePlace | undefined
  /** the ids of our storefronts that sell it */
  readonly storefronts: readonly string[]
  /** how many wait */
  readonly waiting: number
  readonly state: ScheduleState
}

type ScheduleRow = Row<
  'learning/select-waiting-schedule',
  'seatsLeft' | 'waiting' | 'storefronts' | { place: SchedulePlace | undefined }
>

const selectSchedule = statement<[scheduleCode: string], 'learning/select-waiting-schedule', ScheduleRow>(
  'learning/select-waiting-schedule',
  `
  select
    schedule_id, schedule_code, course.title as course, course.slug, institution.name as institution, starts_at, ends_at, place,
    (select coalesce(sum(seats_left), 0)::int from seat_bucket
      where seat_bucket.schedule_id = schedule.schedule_id) as seats_left,
    (select count(*)::int from seat_wait
      where seat_wait.schedule_id = schedule.schedule_id and ended_at is null) as waiting,
    array(
      select storefront from offer join partner using (partner_id)
      where offer.course_id = course.course_id and partner.status = 'active' and storefront is not null
      order by storefront
    ) as storefronts
  from schedule
  join course using (course_id)
  join institution using (institution_id)
  where schedule_code = $1 and cancelled_at is null and course.status = 'listed'
  `,
)

/** A schedule of a listed course by its code; undefined where there is none, or where it is cancelled. */
export async function waitingSchedule(
  ctx: Pick<Context, 'db' | 'clock'>,
  scheduleCode: string,
): Promise<WaitingSchedule | undefined> {
  const row = await first(ctx.db, selectSchedule, [scheduleCode])
  return row && { ...row, state: scheduleState(row, ctx.clock.now(), await lastCutOff(ctx.db)) }
}

/** A waiting list that a card stands on. */
export type Wait = Row<'learning/select-waits', 'place'>

const selectWaits = statement<[cardId: string], 'learning/select-waits', Wait>(
  'learning/select-waits',
  `
  select
    schedule_id, schedule_code, course.title as course, starts_at, joined_at, first_until,
    (
      select count(*)::int from seat_wait earlier
      where earlier.schedule_id = seat_wait.schedule_id and earlier.ended_at is null
        and earlier.wait_id <= seat_wait.wait_id
    ) as place
  from seat_wait
  join schedule using (schedule_id)
  join course using (course_id)
  where card_id = $1 and ended_at is null
  order by wait_id
  `,
)

/** Where a card waits, and at which place, from 1 on. */
export function waitsOfCard({ db }: Pick<Context, 'db'>, cardId: string): Promise<Wait[]> {
  return rows(db, selectWaits, [cardId])
}
