import { type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import type { CourseAbout } from '../about/course-about.ts'
import type { CourseLack } from '../about/course-lacks.ts'

type Sure = { about: CourseAbout; lacks: CourseLack[] | undefined; status: 'listed' | 'incomplete' }

const selectOwn = statement<
  [institutionId: number, courseCode: string | null],
  'catalogue/own-courses',
  Sure
>(
  'catalogue/own-courses',
  `
  select course_code, title, category.name as category, learning_method as method, price, description, min_age, max_age,
    min_education, about, status, case when status = 'incomplete' then course_lacks(description, about) end as lacks
  from course join category using (category_id)
  where institution_id = $1 and ($2::text is null or course_code = $2) and status in ('listed', 'incomplete')
  order by status, title, course_id
  limit 1000
  `,
)

/** A course as its institution proposes to change it. */
export type OwnCourse = Row<'catalogue/own-courses', Sure>

/** The courses of an institution that it may propose to change: those that wait for what they lack first, then by title. */
export function ownCourses(db: Queryable, institutionId: number): Promise<OwnCourse[]> {
  return rows(db, selectOwn, [institutionId, null])
}

/** One of them, by its code. */
export async function ownCourse(
  db: Queryable,
  institutionId: number,
  courseCode: string,
): Promise<OwnCourse | undefined> {
  return (await rows(db, selectOwn, [institutionId, courseCode]))[0]
}
