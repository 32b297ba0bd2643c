import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import type { LearningMethod } from './clean-method.ts'
import { type ScheduleState, scheduleState } from './courses.ts'
import type { SchedulePlace } from './places/schedule-place.ts'
import { lastCutOff } from './schedules/cut-off.ts'

/** A course as a partner sells or teaches it, with what it takes to name it in a call. */
export interface PartnerCourse {
  readonly courseCode: string
  readonly title: string
  readonly institution: string
  readonly category: string
  readonly method: LearningMethod
  /** rupiah; undefined: free and not sold */
  readonly price: number | undefined
  /** whole years, both included; undefined: no limit */
  readonly minAge: number | undefined
  readonly maxAge: number | undefined
  /** a level of kernel/education; 0: none needed */
  readonly minEducation: number
  readonly status: 'listed' | 'withdrawn' | 'suspended'
  /** those that are not over, by time */
  readonly schedules: readonly PartnerSchedule[]
}

export interface PartnerSchedule {
  readonly scheduleCode: string
  /** undefined: begins whenever the buyer begins */
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  readonly seatsLeft: number
  readonly state: ScheduleState
  /** where it is held; undefined: online */
  readonly place: SchedulePlace | undefined
}

/** Whose catalogue: the courses that a storefront is offered, those of an institution, or both for who is both. */
export interface CatalogueOf {
  /** of a storefront */
  readonly partnerId: number | undefined
  /** of an institution */
  readonly institutionId: number | undefined
}

export interface CataloguePage {
  readonly courses: readonly PartnerCourse[]
  /** where the next page begins; undefined: this is the last one */
  readonly next: number | undefined
}

interface Row extends Omit<PartnerCourse, 'schedules'> {
  courseId: number
  schedules: {
    scheduleCode: string
    startsAt: string | null
    endsAt: string | null
    seatsLeft: number
    place: SchedulePlace | null
  }[]
}

// What waits for curation was never theirs to sell. Courses that were withdrawn stay, so that a partner learns of it where it looks for everything else.
const selectPage = statement<
  [partnerId: number | null, institutionId: number | null, after: number, limit: number, now: Date],
  'catalogue/partner-catalogue',
  Row
>(
  'catalogue/partner-catalogue',
  `
  with mine as (
    (select course_id from offer join course using (course_id)
     where partner_id = $1 and course_id > $3 and course.status <> 'incomplete' order by course_id limit $4)
    union
    (select course_id from course where institution_id = $2 and course_id > $3 and status <> 'incomplete' order by course_id limit $4)
  ),
  page as (select course_id from mine order by course_id limit $4)
  select
    c.course_id, c.course_code, c.title, i.name as institution, g.name as category,
    c.learning_method as method, c.price, c.min_age, c.max_age,
    c.min_education, c.status,
    coalesce((
      select json_agg(json_build_object(
        'scheduleCode', s.schedule_code, 'startsAt', s.starts_at, 'endsAt', s.ends_at, 'place', s.place,
        'seatsLeft', (select coalesce(sum(b.seats_left), 0) from seat_bucket b where b.schedule_id = s.schedule_id)
      ) order by s.starts_at nulls first, s.schedule_id)
      from schedule s
      where s.course_id = c.course_id and coalesce(s.ends_at, s.starts_at, $5) >= $5
    ), '[]') as schedules
  from page join course c using (course_id) join institution i using (institution_id) join category g using (category_id)
  order by c.course_id`,
)

/**
 * A page of the courses that a partner may name in its calls, in a lasting order. `after` is `next` of the page before, 0 for
 * the first; `limit` is how many courses a page has.
 */
export async function partnerCatalogue(
  ctx: Pick<Context, 'db' | 'clock'>,
  of: CatalogueOf,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<CataloguePage> {
  const now = ctx.clock.now()
  const whose = [of.partnerId ?? null, of.institutionId ?? null] as const
  const [found, cutOff] = await Promise.all([
    // one more, which says whether there is a next page
    rows(ctx.db, selectPage, [...whose, after, limit + 1, now]),
    lastCutOff(ctx.db),
  ])
  const page = found.slice(0, limit)
  const instant = (text: string | null) => (text === null ? undefined : new Date(text))
  const courses = page.map(({ courseId: _, ...course }) => ({
    ...course,
    schedules: course.schedules.map((row) => {
      const at = { startsAt: instant(row.startsAt), endsAt: instant(row.endsAt) }
      const schedule = { ...row, ...at, place: row.place ?? undefined }
      return { ...schedule, state: scheduleState(schedule, now, cutOff) }
    }),
  }))
  return { courses, next: found.length > limit ? page.at(-1)!.courseId : undefined }
}
