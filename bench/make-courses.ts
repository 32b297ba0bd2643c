import { openSchedules } from '../src/catalogue/schedules/open-schedule.ts'
import type { Context } from '../src/database/context.ts'
import { rows, type Statement, statement, touched } from '../src/database/sql.ts'

/** A course that is sold, with its one schedule. */
export interface BenchCourse {
  readonly courseCode: string
  readonly scheduleCode: string
  /** rupiah */
  readonly price: number
}

const courseCount = 200

const insertCourses = statement<[count: number, now: Date]>(
  'bench/insert-courses',
  `
  with institution as (
    insert into institution (name, name_key, slug)
    select 'LKP Beban ' || i, 'lkp beban ' || i, 'lkp-beban-' || i from generate_series(0, 19) i
    returning institution_id, name
  ),
  category as (
    insert into category (name, slug) values ('Beban', 'beban') returning category_id
  )
  insert into course (
    course_code, institution_id, category_id, title, title_key, slug, description, learning_method, price, created_at
  )
  select
    'beban-' || n, institution_id, category_id, 'Pelatihan Beban ' || n, 'pelatihan beban ' || n, 'beban-' || n,
    'Pelatihan untuk mengukur: materi, latihan dan ujian akhir dalam bahasa Indonesia.', 'self_paced',
    150000 + n % 20 * 25000, $2
  from generate_series(1, $1::int) n, institution, category
  where institution.name = 'LKP Beban ' || n % 20
  `,
)

const offerCourses = statement<[clientCodes: string[]]>(
  'bench/offer-courses',
  `
  insert into offer (partner_id, course_id)
  select partner_id, course_id from partner, course
  where client_code = any ($1::text[]) and course_code like 'beban-%'
  on conflict do nothing
  `,
)

const selectCourses: Statement<
  [],
  { courseId: number; courseCode: string; scheduleCode: string | undefined; price: number }
> = {
  name: 'bench/courses',
  text: `
  select course_id, course_code, schedule_code, price from course left join schedule using (course_id)
  where course_code like 'beban-%' order by course_id
  `,
}

/** Courses with seats for `purchases` purchases and more in each of them, sold by these partners. Makes what is missing. */
export async function makeCourses(
  ctx: Context,
  clientCodes: readonly string[],
  purchases: number,
): Promise<BenchCourse[]> {
  if ((await rows(ctx.db, selectCourses, [])).length === 0) {
    await touched(ctx.db, insertCourses, [courseCount, ctx.clock.now()])
    const made = await rows(ctx.db, selectCourses, [])
    const quota = Math.max(1000, Math.ceil((8 * purchases) / courseCount))
    await openSchedules(
      ctx.db,
      made.map(({ courseId, courseCode }) => ({
        courseId,
        scheduleCode: `${courseCode}-j1`,
        startsAt: null,
        endsAt: null,
        quota,
      })),
    )
  }
  await touched(ctx.db, offerCourses, [[...clientCodes]])
  return (await rows(ctx.db, selectCourses, [])).map(({ courseCode, scheduleCode, price }) => ({
    courseCode,
    scheduleCode: scheduleCode!,
    price,
  }))
}
