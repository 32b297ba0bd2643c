import type { Context } from '../database/context.ts'
import { first, rows, statement } from '../database/sql.ts'
import type { CourseAbout, SyllabusPart } from './about/course-about.ts'
import type { LearningMethod } from './clean-method.ts'
import { pictureJson, type ShownPicture } from './pictures/course-pictures.ts'
import type { SchedulePlace } from './places/schedule-place.ts'
import { beginsAfterCutOff, lastCutOff } from './schedules/cut-off.ts'

/**
 * `open`: can be bought. `started`: has begun or ended, too late. `after_cut_off`: begins when no card can be used any more.
 * `full`: no seat is left.
 */
export type ScheduleState = 'open' | 'started' | 'after_cut_off' | 'full'

export interface CourseSchedule {
  readonly scheduleId: number
  readonly scheduleCode: string
  /** undefined: begins whenever the buyer begins */
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  readonly quota: number
  readonly seatsLeft: number
  readonly state: ScheduleState
  /** where it is held; undefined: online */
  readonly place: SchedulePlace | undefined
}

export interface CourseSeller {
  readonly partnerId: number
  readonly clientCode: string
  readonly name: string
  /** the id of the storefront, if it is one of our own */
  readonly storefront: string | undefined
}

/** Everything that the page of a course shows. */
export interface CoursePage {
  readonly courseId: number
  readonly courseCode: string
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly institution: {
    readonly institutionId: number
    readonly name: string
    readonly slug: string
    readonly address: string | null
    readonly redeemUrl: string | null
  }
  readonly category: { readonly name: string; readonly slug: string }
  readonly method: LearningMethod
  /** rupiah; null: free and not sold */
  readonly price: number | null
  readonly conditions: {
    /** whole years, both included; null: no limit */
    readonly minAge: number | null
    readonly maxAge: number | null
    /** a level of kernel/education; 0: none needed */
    readonly minEducation: number
  }
  readonly about: CourseAbout
  /** its institution's own; null: the drawn one */
  readonly picture: ShownPicture | null
  /** the lessons that are here, where the institution has written some; minutes are those of reading a text */
  readonly lessons: readonly SyllabusPart[]
  /** those that can be bought first, then by time */
  readonly schedules: readonly CourseSchedule[]
  /** active storefronts; empty for a free course */
  readonly sellers: readonly CourseSeller[]
}

type CourseRow = Omit<CoursePage, 'schedules' | 'sellers'>
/** A course without its schedules and sellers. */
export interface FoundCourse {
  readonly course: CourseRow
}

type ScheduleRow = Omit<CourseSchedule, 'state'>

const courseJson = `
  select json_build_object(
    'courseId', c.course_id, 'courseCode', c.course_code, 'slug', c.slug, 'title', c.title,
    'description', c.description,
    'institution', json_build_object('institutionId', i.institution_id, 'name', i.name, 'slug', i.slug,
      'address', i.address, 'redeemUrl', i.redeem_url),
    'category', json_build_object('name', g.name, 'slug', g.slug),
    'method', c.learning_method, 'price', c.price,
    'conditions', json_build_object('minAge', c.min_age, 'maxAge', c.max_age, 'minEducation', c.min_education),
    'about', c.about, 'picture', ${pictureJson},
    -- one lesson alone is the introduction that every course has; some 900 signs are read in a minute
    'lessons', (
      select case when count(*) > 1 then json_agg(json_strip_nulls(json_build_object(
        'title', l.title,
        'minutes', case l.kind when 'text' then greatest(1, ceil(length(l.body) / 900.0), ceil(l.min_seconds / 60.0))::int end
      )) order by l.number) else '[]' end
      from lesson l where l.course_id = c.course_id
    )
  ) as course
  from course c join institution i using (institution_id) join category g using (category_id)`

const selectByCode = statement<[string], 'catalogue/course-by-code', { course: CourseRow }>(
  'catalogue/course-by-code',
  `${courseJson} where c.course_code = $1 and c.status = 'listed'`,
)

const selectBySlug = statement<[string], 'catalogue/course-by-slug', { course: CourseRow }>(
  'catalogue/course-by-slug',
  `${courseJson} where c.slug = $1 and c.status = 'listed' order by c.course_id limit 1`,
)

const scheduleColumns = `
  s.schedule_id, s.schedule_code, s.starts_at,
  s.ends_at, s.quota, s.place,
  (select coalesce(sum(b.seats_left), 0)::int from seat_bucket b where b.schedule_id = s.schedule_id) as seats_left`

const selectSchedules = statement<[number], 'catalogue/schedules-of-course', ScheduleRow>(
  'catalogue/schedules-of-course',
  `select ${scheduleColumns} from schedule s where s.course_id = $1 and s.cancelled_at is null
   order by s.starts_at nulls first, s.schedule_id`,
)

const selectSellers = statement<[number], 'catalogue/sellers-of-course', CourseSeller>(
  'catalogue/sellers-of-course',
  `
  select p.partner_id, p.client_code, p.name, p.storefront
  from offer o join partner p using (partner_id)
  where o.course_id = $1 and p.status = 'active' and p.kind = 'storefront' and not exists (
    select from suspension where party_kind = 'storefront' and party_id = p.partner_id and ended_at is null
  )
  order by p.storefront is null, p.name, p.partner_id`,
)

const selectScheduleForPurchase = statement<
  [string, string],
  'catalogue/schedule-for-purchase',
  ScheduleRow & { courseId: number }
>(
  'catalogue/schedule-for-purchase',
  `select c.course_id, ${scheduleColumns}
   from course c join schedule s using (course_id)
   where c.course_code = $1 and s.schedule_code = $2 and c.status = 'listed'
     and s.cancelled_at is null`,
)

const selectInstitutions = statement<[], 'catalogue/institutions', 'count'>(
  'catalogue/institutions',
  `
  select i.institution_id, i.name, i.slug, count(c.course_id)::int as count
  from institution i left join course c on c.institution_id = i.institution_id and c.status = 'listed'
  group by i.institution_id order by lower(i.name), i.institution_id`,
)

type Asked = Pick<Context, 'db' | 'clock'>

/** Whether a schedule can be bought at `now`: it must not have begun, nor ended, nor begin after the last cut-off, and needs a seat. */
export function scheduleState(
  schedule: { startsAt: Date | undefined; endsAt: Date | undefined; seatsLeft: number },
  now: Date,
  cutOff?: Date,
): ScheduleState {
  const over = schedule.startsAt ?? schedule.endsAt
  if (over !== undefined && over <= now) return 'started'
  if (beginsAfterCutOff(schedule.startsAt, cutOff)) return 'after_cut_off'
  return schedule.seatsLeft > 0 ? 'open' : 'full'
}

/** A listed course by its code, as partners name it. */
export async function courseByCode(ctx: Asked, courseCode: string): Promise<CoursePage | undefined> {
  return wholePage(ctx, await first(ctx.db, selectByCode, [storable(courseCode)]))
}

/** A listed course by its address, with all that its page shows. */
export async function courseForPage(ctx: Asked, slug: string): Promise<CoursePage | undefined> {
  return wholePage(ctx, await findCourse(ctx, slug))
}

/** What of a listed course is asked for first, by its address: {@link wholePage} adds the rest. */
export function findCourse(ctx: Asked, slug: string): Promise<FoundCourse | undefined> {
  return first(ctx.db, selectBySlug, [storable(slug)])
}

/** A course that was found, with its schedules and who sells it. */
export async function wholePage(ctx: Asked, row: FoundCourse | undefined): Promise<CoursePage | undefined> {
  if (!row) return undefined
  const { course } = row
  const [schedules, sellers, cutOff] = await Promise.all([
    rows(ctx.db, selectSchedules, [course.courseId]),
    rows(ctx.db, selectSellers, [course.courseId]),
    lastCutOff(ctx.db),
  ])
  const now = ctx.clock.now()
  const withState = schedules.map((schedule) => ({
    ...schedule,
    state: scheduleState(schedule, now, cutOff),
  }))
  return {
    ...course,
    schedules: withState.sort((one, other) => Number(other.state === 'open') - Number(one.state === 'open')),
    sellers: course.price === null ? [] : sellers,
  }
}

/** A schedule of a listed course, with its seats at this moment; undefined unless both exist and belong together. */
export async function scheduleForPurchase(
  ctx: Asked,
  courseCode: string,
  scheduleCode: string,
): Promise<(CourseSchedule & { courseId: number }) | undefined> {
  const row = await first(ctx.db, selectScheduleForPurchase, [storable(courseCode), storable(scheduleCode)])
  return row && { ...row, state: scheduleState(row, ctx.clock.now(), await lastCutOff(ctx.db)) }
}

/** Seats left of a schedule of a course; undefined unless both exist and belong together. */
export async function seatsLeft(
  ctx: Asked,
  courseCode: string,
  scheduleCode: string,
): Promise<number | undefined> {
  return (await scheduleForPurchase(ctx, courseCode, scheduleCode))?.seatsLeft
}

/** All institutions by name, with how many listed courses each has. */
export async function listInstitutions(
  ctx: Asked,
): Promise<{ institutionId: number; name: string; slug: string; count: number }[]> {
  return rows(ctx.db, selectInstitutions, [])
}

/** What people put in an address may hold signs that PostgreSQL cannot. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}
