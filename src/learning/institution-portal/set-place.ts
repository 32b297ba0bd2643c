import {
  type PlaceCell,
  placeCellOf,
  placeLine,
  placeProblems,
  type RawPlace,
  readPlace,
  type SchedulePlace,
} from '../../catalogue/places/schedule-place.ts'
import type { Context } from '../../database/context.ts'
import { first, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { type MeetingOf, meetingRefusals } from './set-meeting.ts'

export const setPlaceRefusals = refusalWords({
  id: {
    schedule_undated:
      'Jadwal ini tidak punya waktu mulai: belajar mandiri tidak memakai tempat. Pilih jadwal yang punya waktu mulai.',
    schedule_over: 'Jadwal ini sudah selesai atau dibatalkan. Pilih jadwal yang akan datang.',
    city_sold:
      'Sudah ada yang membeli jadwal ini. Kotanya tidak bisa diganti: batalkan jadwal ini, atau tanyakan kepada pengelola program.',
  },
  en: {
    schedule_undated:
      'This schedule has no beginning: who learns at their own pace needs no place. Choose a schedule that has one.',
    schedule_over: 'This schedule is over or cancelled. Choose a schedule to come.',
    city_sold:
      'Somebody has bought this schedule. Its city cannot change: cancel the schedule, or ask the programme.',
  },
  also: [only(meetingRefusals, 'schedule_unknown'), placeProblems],
})
export type SetPlaceRefusal = ReasonOf<typeof setPlaceRefusals>

/** The field of a form at which a refusal is told. */
export function placeFieldOf(refusal: SetPlaceRefusal): PlaceCell {
  return refusal in placeCellOf ? placeCellOf[refusal as keyof typeof placeCellOf] : 'place'
}

const lockSchedule = statement<
  [scheduleId: number | null, scheduleCode: string | null, institutionId: number | null, now: Date],
  'learning/lock-schedule-for-place',
  'over' | { place: SchedulePlace | undefined }
>(
  'learning/lock-schedule-for-place',
  `
  select schedule_id, place, starts_at, cancelled_at is not null or coalesce(ends_at, starts_at) <= $4 as over
  from schedule
  where (schedule_id = $1 or schedule_code = $2)
    and course_id in (select course_id from course where $3::int is null or institution_id = $3)
  for no key update
  `,
)

const selectSold = statement<[scheduleId: number], 'learning/schedule-was-sold', 'sold'>(
  'learning/schedule-was-sold',
  `select exists (select from purchase where schedule_id = $1 and status = 'paid') as sold`,
)

const updatePlace = statement<[scheduleId: number, place: string | null]>(
  'learning/set-place',
  'update schedule set place = $2::jsonb where schedule_id = $1',
)

/**
 * Says in which room a schedule is held, for everybody to read; nothing at all takes it away, and it is held online. Once somebody has bought
 * it, its institution no longer changes the city, nor from a room to online or back; the programme does. Returns the place.
 */
export function setPlace(
  ctx: Pick<Context, 'db' | 'clock'>,
  of: MeetingOf,
  typed: RawPlace,
  actor: Actor,
): Promise<Outcome<SchedulePlace | undefined, SetPlaceRefusal>> {
  return inTransaction(ctx.db, async (tx): Promise<Outcome<SchedulePlace | undefined, SetPlaceRefusal>> => {
    const now = ctx.clock.now()
    const wanted =
      'scheduleCode' in of
        ? ([null, of.scheduleCode, null, now] as const)
        : ([of.scheduleId, null, of.institutionId, now] as const)
    const schedule = await first(tx, lockSchedule, [...wanted])
    if (!schedule) return refuse('schedule_unknown')
    if (!schedule.startsAt) return refuse('schedule_undated')
    if (schedule.over) return refuse('schedule_over')
    const { place, problems } = readPlace(typed)
    const [problem] = problems
    if (problem) return refuse(problem)
    const { scheduleId, place: was } = schedule
    if ('institutionId' in of && was?.regency !== place?.regency) {
      const [{ sold } = { sold: false }] = await rows(tx, selectSold, [scheduleId])
      if (sold) return refuse('city_sold')
    }
    await touched(tx, updatePlace, [scheduleId, place ? JSON.stringify(place) : null])
    const facts = { place: place ? placeLine(place) : null }
    await writeJournal(tx, actor, now, [
      { event: 'schedule_place_set', subject: `schedule:${scheduleId}`, facts },
    ])
    return done(place)
  })
}
