import { first, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { type Order, orderBy } from '../lists/order-by.ts'
import type { CourseAbout } from './about/course-about.ts'
import type { CourseLack } from './about/course-lacks.ts'
import type { SchedulePlace } from './places/schedule-place.ts'

/** `incomplete`: lacks essentials, waits for curation and is not sold */
export type CourseStatus = 'listed' | 'incomplete' | 'withdrawn' | 'suspended'
export const courseStatuses: readonly CourseStatus[] = ['listed', 'incomplete', 'withdrawn', 'suspended']

/** A course as operators see it, whether it is listed or not; without a price: free, shown and not sold. */
export type ListedCourse = Omit<Row<'catalogue/list-courses', 'total' | Lacks>, 'total'>

type ItsPlace = { place: SchedulePlace | undefined }
type Lacks = { lacks: CourseLack[] | undefined }

/** A schedule of a course, with the seats that it has in all and those that are left. */
export type ListedSchedule = Row<'catalogue/list-schedules', 'seatsLeft' | ItsPlace>

/** What a list of courses can be put in the order of. */
const orders = {
  code: 'course_code',
  title: 'lower(title)',
  institution: 'lower(institution.name)',
  category: 'category.name',
  method: 'learning_method',
  price: 'price',
  status: 'status',
}
export type CourseOrder = Order<keyof typeof orders>
export const courseOrders = Object.keys(orders) as readonly (keyof typeof orders)[]

const selectCourses = statement<
  [
    institutionId: number | null,
    status: CourseStatus | null,
    courseCode: string | null,
    words: string,
    limit: number,
    offset: number,
    order: CourseOrder | undefined,
  ],
  'catalogue/list-courses',
  'total' | Lacks
>(
  'catalogue/list-courses',
  `
  select
    course_id, course_code, course.slug, title, institution_id, institution.name as institution, category.name as category,
    learning_method as method, status, price,
    case when status = 'incomplete' then course_lacks(description, about) end as lacks, count(*) over ()::int as total
  from course
  join institution using (institution_id)
  join category using (category_id)
  where ($1::int is null or institution_id = $1) and ($2::text is null or status = $2)
    and ($3::text is null or course_code = $3)
    and ($4::text = '' or plain_title like '%' || plain_text($4::text) || '%' or course_code = $4
      or plain_text(institution.name) like '%' || plain_text($4::text) || '%')
  ${orderBy('$7::text', orders, 'institution.name, title, course_code')}
  limit $5 offset $6
  `,
)

const selectDescription = statement<
  [courseCode: string],
  'catalogue/course-description',
  'lessons' | { about: CourseAbout }
>(
  'catalogue/course-description',
  `
  select description, about, created_at, (select count(*)::int from lesson where lesson.course_id = course.course_id) as lessons
  from course where course_code = $1
  `,
)

const selectSchedules = statement<[courseCode: string], 'catalogue/list-schedules', 'seatsLeft' | ItsPlace>(
  'catalogue/list-schedules',
  `
  select
    schedule_id, schedule_code, starts_at, ends_at, quota, place, meeting, cancelled_at,
    (select coalesce(sum(seats_left), 0)::int from seat_bucket where seat_bucket.schedule_id = schedule.schedule_id)
      as seats_left
  from schedule
  where course_id = (select course_id from course where course_code = $1)
  order by starts_at nulls first, schedule_code
  `,
)

const selectOffers = statement<[courseCode: string], 'catalogue/list-offers'>(
  'catalogue/list-offers',
  `
  select client_code, partner.name, partner.status, partner.storefront
  from offer join partner using (partner_id)
  where course_id = (select course_id from course where course_code = $1)
  order by partner.name
  `,
)

export interface CourseFilter {
  readonly institutionId?: number | undefined
  readonly status?: CourseStatus | undefined
  /** of the title or the institution, or the whole code */
  readonly words?: string | undefined
  readonly limit: number
  readonly offset?: number | undefined
  /** else by institution and title */
  readonly order?: CourseOrder | undefined
}

/** A page of courses by institution and title, and how many there are. */
export async function findCourses(
  db: Queryable,
  { institutionId, status, words = '', limit, offset = 0, order }: CourseFilter,
): Promise<{ courses: ListedCourse[]; total: number }> {
  // PostgreSQL would read these as any letters.
  const typed = words.trim().replace(/[\\%_\0]/g, ' ')
  const found = await rows(db, selectCourses, [institutionId, status, null, typed, limit, offset, order])
  return { courses: found.map(({ total: _, ...course }) => course), total: found[0]?.total ?? 0 }
}

/** A course with all its schedules, or undefined. */
export async function showCourse(db: Queryable, courseCode: string) {
  const [found, more, schedules] = await Promise.all([
    first(db, selectCourses, [null, null, courseCode, '', 1, 0, undefined]),
    first(db, selectDescription, [courseCode]),
    rows(db, selectSchedules, [courseCode]),
  ])
  if (!found || !more) return undefined
  const { total: _, ...course } = found
  return { ...course, ...more, schedules }
}

/** Who sells a course, or would if it were listed. */
export function offersOf(db: Queryable, courseCode: string) {
  return rows(db, selectOffers, [courseCode])
}
