import { first, type Queryable, rows, statement } from '../../database/sql.ts'
import { type CountedRecord, type ToldRecord, toldRecord } from './told-record.ts'

type Stars = [number, number, number, number, number]

const ofCourses = statement<[courseIds: readonly number[]], 'learning/records-of-courses', { stars: Stars }>(
  'learning/records-of-courses',
  `
  select course_id, bought, finished, certificates, stars
  from course_record where course_id = any ($1::int[])
  `,
)

const ofInstitution = statement<
  [slug: string],
  'learning/record-of-institution',
  'bought' | 'finished' | 'certificates' | 'since' | { stars: Stars }
>(
  'learning/record-of-institution',
  `
  select
    coalesce(sum(bought), 0)::int as bought, coalesce(sum(finished), 0)::int as finished,
    coalesce(sum(certificates), 0)::int as certificates,
    array[
      coalesce(sum(stars[1]), 0)::int, coalesce(sum(stars[2]), 0)::int, coalesce(sum(stars[3]), 0)::int,
      coalesce(sum(stars[4]), 0)::int, coalesce(sum(stars[5]), 0)::int
    ] as stars,
    min(created_at) as since
  from course left join course_record using (course_id)
  where institution_id = (select institution_id from institution where slug = $1)
  having count(*) > 0
  `,
)

const nothing: CountedRecord = { bought: 0, finished: 0, certificates: 0, stars: [0, 0, 0, 0, 0] }

/** What is told of the buyers of courses, by their ids, in the order of these; as it was counted last. */
export async function recordsOfCourses(db: Queryable, courseIds: readonly number[]): Promise<ToldRecord[]> {
  const found = new Map((await rows(db, ofCourses, [courseIds])).map((row) => [row.courseId, row]))
  return courseIds.map((courseId) => toldRecord(found.get(courseId) ?? nothing))
}

/**
 * What is told of the buyers of an institution, by its address, and since when it has a course in the catalogue. Undefined where it
 * never had one.
 */
export async function recordOfInstitution(
  db: Queryable,
  slug: string,
): Promise<(ToldRecord & { readonly since: Date }) | undefined> {
  const row = await first(db, ofInstitution, [slug])
  return row && { ...toldRecord(row), since: row.since }
}
