import { type PartnerCourse, partnerCatalogue } from '../../catalogue/partner-catalogue.ts'
import type { Context } from '../../database/context.ts'
import { educationNames } from '../../kernel/education.ts'
import { type Cell, inWib } from '../../lists/csv-text.ts'
import { catalogueOf } from './catalogue-of.ts'
import { rolesOf } from './directory.ts'

/** What stands above the lines of {@link catalogueLines}. */
export const catalogueHeads = [
  'course_code',
  'title',
  'institution',
  'category',
  'method',
  'price',
  'min_age',
  'max_age',
  'min_education',
  'status',
  'schedule_code',
  inWib('starts_at'),
  inWib('ends_at'),
  'quota',
  'schedule_status',
  'place',
  'city',
] as const

type Listed = Parameters<typeof rolesOf>[0] & {
  readonly partnerId: number
  readonly institutionId: number | undefined
}

/** Every course that a partner may sell or teaches, with the codes that its calls take. */
export async function coursesOfPartner(ctx: Context, partner: Listed): Promise<PartnerCourse[]> {
  const { partnerId, institutionId } = partner
  const whose = catalogueOf({ partnerId, institutionId, roles: rolesOf(partner) })
  const courses: PartnerCourse[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = await partnerCatalogue(ctx, whose, { after, limit: 500 })
    courses.push(...page.courses)
    after = page.next
  }
  return courses
}

/** A line for each schedule; a course that has none to come has one line. */
export function catalogueLines(course: PartnerCourse): Cell[][] {
  const of = [
    course.courseCode,
    course.title,
    course.institution,
    course.category,
    course.method,
    course.price ?? '',
    course.minAge ?? '',
    course.maxAge ?? '',
    educationNames[course.minEducation] ?? '',
    course.status,
  ]
  if (course.schedules.length === 0) return [[...of, '', '', '', '', '', '', '']]
  return course.schedules.map(({ scheduleCode, startsAt, endsAt, seatsLeft, state, place }) => [
    ...of,
    scheduleCode,
    startsAt,
    endsAt,
    seatsLeft,
    state,
    [place?.name, place?.address].filter(Boolean).join(', '),
    place?.city ?? '',
  ])
}
