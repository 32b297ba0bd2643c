import { type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { hour } from '../../kernel/clock.ts'
import { wibDate } from '../../kernel/wib.ts'
import { scheduleCode } from '../course-codes.ts'
import { type NewSchedule, openSchedules } from '../schedules/open-schedule.ts'
import type { CleanCourse } from './clean-course.ts'
import { resolveMoment, type ScheduleMoment } from './clean-times.ts'

/** A course with a price, as it was just saved. */
export interface SoldCourse {
  readonly courseId: number
  readonly courseCode: string
  readonly course: CleanCourse
}

interface KnownSchedules {
  readonly courseId: number
  readonly codes: string[]
  readonly undated: boolean
  readonly dated: boolean
}

const sellingPartners = statement<[], 'catalogue/selling-partners'>(
  'catalogue/selling-partners',
  `select partner_id from partner where kind = 'storefront' and (storefront is not null or sandbox)`,
)

const insertOffers = statement<[readonly number[], readonly number[]]>(
  'catalogue/offer-courses',
  `
  insert into offer (partner_id, course_id)
  select partner_id, course_id from unnest($1::int[]) partner_id, unnest($2::int[]) course_id
  on conflict do nothing`,
)

const deleteOffers = statement<[readonly number[]]>(
  'catalogue/stop-offering',
  'delete from offer where course_id = any($1)',
)

const schedulesOf = statement<[readonly number[]], 'catalogue/schedules-of-courses', KnownSchedules>(
  'catalogue/schedules-of-courses',
  `
  select course_id, array_agg(schedule_code) as codes,
    bool_or(starts_at is null) as undated, bool_or(starts_at is not null) as dated
  from schedule where course_id = any($1) group by course_id`,
)

/** The storefronts that sell what is imported unless others are named: our own, and those of the sandbox. */
export async function storefrontPartners(db: Queryable): Promise<number[]> {
  return (await rows(db, sellingPartners, [])).map((row) => row.partnerId)
}

/** Lets the storefronts sell the courses. */
export async function offerCourses(
  db: Queryable,
  partnerIds: readonly number[],
  courseIds: readonly number[],
): Promise<void> {
  if (partnerIds.length > 0 && courseIds.length > 0) await touched(db, insertOffers, [partnerIds, courseIds])
}

/** No storefront sells the courses any longer. */
export async function stopOffering(db: Queryable, courseIds: readonly number[]): Promise<void> {
  if (courseIds.length > 0) await touched(db, deleteOffers, [courseIds])
}

/**
 * Opens the schedules that courses lack. Self-paced: one without a beginning. Webinar: the one that the row gives, or,
 * if the course has none at all, one that begins 14 days after the day of the import at 09:00 WIB. A webinar without
 * an end lasts 3 hours. A schedule that exists is never moved, and its seats never changed: people have bought it.
 * Returns the codes of those opened, by course.
 */
export async function openMissingSchedules(
  db: Queryable,
  sold: readonly SoldCourse[],
  defaultQuota: number,
  now: Date,
): Promise<Map<number, string[]>> {
  if (sold.length === 0) return new Map()
  const known = await rows(db, schedulesOf, [sold.map((course) => course.courseId)])
  const byCourse = new Map(known.map((row) => [row.courseId, row]))
  const missing = sold
    .map((course) => missingSchedule(course, byCourse.get(course.courseId), defaultQuota, now))
    .filter((schedule) => schedule !== undefined)
  const opened = missing.length > 0 ? await openSchedules(db, missing) : new Map<string, number>()
  const codes = new Map<number, string[]>()
  for (const { courseId, scheduleCode: code } of missing)
    if (opened.has(code)) codes.set(courseId, [...(codes.get(courseId) ?? []), code])
  return codes
}

const twoWeeksOn: ScheduleMoment = { daysAfter: 14, minutes: 9 * 60 }

function missingSchedule(
  { courseId, courseCode, course }: SoldCourse,
  known: KnownSchedules | undefined,
  defaultQuota: number,
  now: Date,
): NewSchedule | undefined {
  const quota = course.quota ?? defaultQuota
  if (course.method === 'self_paced') {
    if (known?.undated) return undefined
    return {
      courseId,
      scheduleCode: scheduleCode(courseCode, 'mandiri'),
      startsAt: null,
      endsAt: null,
      quota,
    }
  }
  if (!course.startsAt && known?.dated) return undefined
  const moment = course.startsAt ?? twoWeeksOn
  const code = scheduleCode(courseCode, momentName(moment))
  if (known?.codes.includes(code)) return undefined
  const startsAt = resolveMoment(moment, now)
  const endsAt = course.endsAt ? resolveMoment(course.endsAt, now) : new Date(startsAt.getTime() + 3 * hour)
  return { courseId, scheduleCode: code, startsAt, endsAt, quota, place: course.place }
}

/** What tells a schedule from others of its course: `20261224-0900` in WIB, or `h14-0900` for 14 days on. */
function momentName(moment: ScheduleMoment): string {
  if ('at' in moment) {
    const at = new Date(moment.at)
    const time = new Date(at.getTime() + 7 * hour).toISOString().slice(11, 16).replace(':', '')
    return `${wibDate(at).replaceAll('-', '')}-${time}`
  }
  const time = Math.floor(moment.minutes / 60) * 100 + (moment.minutes % 60)
  return `h${moment.daysAfter}-${String(time).padStart(4, '0')}`
}
