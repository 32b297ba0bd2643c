import { first, type Queryable, rows, statement } from '../database/sql.ts'

/** A course as operators see it, whether it is listed or not. */
export interface ListedCourse {
  readonly courseCode: string
  readonly title: string
  readonly institution: string
  readonly status: 'listed' | 'withdrawn' | 'suspended'
  /** rupiah; undefined: free, shown and not sold */
  readonly price: number | undefined
}

/** A schedule of a course, with the seats that it has in all. */
export interface ListedSchedule {
  readonly scheduleCode: string
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  readonly quota: number
  readonly meeting: string | undefined
}

const selectCourses = statement<
  [institutionId: number | null, withdrawn: boolean, courseCode: string | null, limit: number],
  'catalogue/list-courses',
  ListedCourse
>(
  'catalogue/list-courses',
  `
  select course_code, title, institution.name as institution, status, price
  from course
  join institution using (institution_id)
  where ($1::int is null or institution_id = $1) and (not $2::boolean or status = 'withdrawn')
    and ($3::text is null or course_code = $3)
  order by institution.name, title, course_code
  limit $4
  `,
)

const selectSchedules = statement<[courseCode: string], 'catalogue/list-schedules', ListedSchedule>(
  'catalogue/list-schedules',
  `
  select schedule_code, starts_at, ends_at, quota, meeting
  from schedule
  where course_id = (select course_id from course where course_code = $1)
  order by starts_at nulls first, schedule_code
  `,
)

/** Courses by institution and title; of one institution, or only those that are withdrawn. */
export function listCourses(
  db: Queryable,
  { institutionId, withdrawn = false, limit }: { institutionId?: number; withdrawn?: boolean; limit: number },
): Promise<ListedCourse[]> {
  return rows(db, selectCourses, [institutionId, withdrawn, null, limit])
}

/** A course with all its schedules, or undefined. */
export async function showCourse(
  db: Queryable,
  courseCode: string,
): Promise<(ListedCourse & { readonly schedules: ListedSchedule[] }) | undefined> {
  const course = await first(db, selectCourses, [null, false, courseCode, 1])
  return course && { ...course, schedules: await rows(db, selectSchedules, [courseCode]) }
}
