import { type PartnerCourse, partnerCatalogue } from '../../catalogue/partner-catalogue.ts'
import { educationNames } from '../../kernel/education.ts'
import { refuse } from '../../kernel/refusal.ts'
import { type Cell, csvText, inWib } from '../../lists/csv-text.ts'
import { catalogueOf } from '../../partners/directory/catalogue-of.ts'
import { rolesOf } from '../../partners/directory/directory.ts'
import { partnerRefusals } from '../../partners/directory/register-partner.ts'
import { listPartners } from '../../partners/directory/store.ts'
import type { Command } from '../bekal-command.ts'
import { type Cli, sayRefused } from '../command.ts'

const heads = [
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
] as const

/** `bekal partner catalogue`. */
export function partnerCatalogueCommand(group: Command, cli: Cli): void {
  group
    .command('catalogue <client-code>')
    .description(
      'What a partner may sell or teaches, with the codes that its calls take: CSV, a line each schedule.',
    )
    .option('--json', 'the courses as JSON')
    .action((code: string, options: { json?: boolean }) => catalogue(cli, code, options.json))
}

async function catalogue(cli: Cli, code: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const partner = (await listPartners(ctx.db)).find(({ clientCode }) => clientCode === code)
  if (!partner) return sayRefused(cli, json, refuse('partner_unknown'), partnerRefusals)
  const { partnerId, institutionId } = partner
  const whose = catalogueOf({ partnerId, institutionId, roles: rolesOf(partner) })
  const courses: PartnerCourse[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = await partnerCatalogue(ctx, whose, { after, limit: 500 })
    courses.push(...page.courses)
    after = page.next
  }
  // The file as it is: its last line ends by itself.
  console.log(
    json
      ? JSON.stringify(
          courses.map((course) => ({ ...course, price: course.price ?? null })),
          null,
          2,
        )
      : csvText([heads, ...courses.flatMap(lines)]).trimEnd(),
  )
}

/** A line for each schedule; a course that has none to come has one line. */
function lines(course: PartnerCourse): Cell[][] {
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
  if (course.schedules.length === 0) return [[...of, '', '', '', '', '']]
  return course.schedules.map(({ scheduleCode, startsAt, endsAt, seatsLeft, state }) => [
    ...of,
    scheduleCode,
    startsAt,
    endsAt,
    seatsLeft,
    state,
  ])
}
