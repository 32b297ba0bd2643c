import type { Context } from '../database/context.ts'
import { first, rows, statement } from '../database/sql.ts'
import type { LearningMethod } from './clean-method.ts'
import type { SchedulePlace } from './places/schedule-place.ts'

/** An institution that teaches, as its own page shows it. */
export interface Institution {
  readonly institutionId: number
  readonly name: string
  readonly slug: string
  readonly address: string | undefined
  /** where it redeems its vouchers itself */
  readonly redeemUrl: string | undefined
}

/** A course on the page of its institution. */
export interface InstitutionCourse {
  readonly courseCode: string
  readonly slug: string
  readonly title: string
  readonly method: LearningMethod
  /** rupiah; undefined: free and not sold */
  readonly price: number | undefined
  /** those that are not over, by time; without a beginning: whenever the buyer begins */
  readonly schedules: readonly {
    readonly startsAt: Date | null
    readonly endsAt: Date | null
    /** null: online */
    readonly place: SchedulePlace | null
  }[]
  /** our own storefronts that sell it */
  readonly sellers: readonly { readonly storefront: string; readonly name: string }[]
}

interface CourseRow extends Omit<InstitutionCourse, 'schedules'> {
  schedules: { startsAt: string | null; endsAt: string | null; place: SchedulePlace | null }[]
}

const institutionBySlug = statement<[slug: string], 'catalogue/institution-by-slug', Institution>(
  'catalogue/institution-by-slug',
  `
  select institution_id, name, slug, address, redeem_url
  from institution where slug = $1
  `,
)

const coursesOfInstitution = statement<
  [institutionId: number, now: Date, limit: number, offset: number],
  'catalogue/courses-of-institution',
  CourseRow
>(
  'catalogue/courses-of-institution',
  `
  select
    course_code, slug, title, learning_method as method, price,
    coalesce((
      select json_agg(json_build_object('startsAt', starts_at, 'endsAt', ends_at, 'place', place) order by starts_at nulls first)
      from (
        select starts_at, ends_at, place from schedule
        where schedule.course_id = course.course_id and coalesce(ends_at, starts_at, $2) >= $2
        order by starts_at nulls first
        limit 5
      ) running
    ), '[]') as schedules,
    coalesce((
      select json_agg(json_build_object('storefront', storefront, 'name', name) order by partner_id)
      from offer join partner using (partner_id)
      where offer.course_id = course.course_id and partner.status = 'active' and storefront is not null
        and course.price is not null and not exists (
          select from suspension where party_kind = 'storefront' and party_id = partner.partner_id and ended_at is null
        )
    ), '[]') as sellers
  from course
  where institution_id = $1 and status = 'listed'
  order by title, course_id
  limit $3 offset $4
  `,
)

const countOfInstitution = statement<
  [institutionId: number],
  'catalogue/count-courses-of-institution',
  'count'
>(
  'catalogue/count-courses-of-institution',
  `select count(*)::int as count from course where institution_id = $1 and status = 'listed'`,
)

// A course that was withdrawn was bought before: its vouchers stay good.
const soldCourses = statement<[institutionId: number], 'catalogue/sold-courses-of-institution'>(
  'catalogue/sold-courses-of-institution',
  `
  select course_code, title from course
  where institution_id = $1 and price is not null
  order by title, course_id
  limit 1000
  `,
)

type Asked = Pick<Context, 'db' | 'clock'>

/** An institution by its address, or undefined. */
export async function findInstitution(ctx: Asked, slug: string): Promise<Institution | undefined> {
  return first(ctx.db, institutionBySlug, [slug.replaceAll('\0', '\ufffd').toWellFormed()])
}

/** A page of the listed courses of an institution, by title, and how many there are. */
export async function institutionCourses(
  ctx: Asked,
  institutionId: number,
  page: { readonly number: number; readonly size: number },
): Promise<{ courses: InstitutionCourse[]; count: number }> {
  const [found, total] = await Promise.all([
    rows(ctx.db, coursesOfInstitution, [
      institutionId,
      ctx.clock.now(),
      page.size,
      (page.number - 1) * page.size,
    ]),
    rows(ctx.db, countOfInstitution, [institutionId]),
  ])
  const instant = (text: string | null) => (text === null ? null : new Date(text))
  const courses = found.map((course) => ({
    ...course,
    schedules: course.schedules.map(({ startsAt, endsAt, place }) => ({
      place,
      startsAt: instant(startsAt),
      endsAt: instant(endsAt),
    })),
  }))
  return { courses, count: total[0]?.count ?? 0 }
}

/** Every course of an institution that a voucher may be for, withdrawn ones too. */
export async function coursesToRedeem(
  ctx: Asked,
  institutionId: number,
): Promise<{ courseCode: string; title: string }[]> {
  return rows(ctx.db, soldCourses, [institutionId])
}
