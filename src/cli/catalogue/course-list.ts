import { Option } from 'commander'
import { type CourseStatus, courseStatuses, findCourses, showCourse } from '../../catalogue/list-courses.ts'
import { placeLine } from '../../catalogue/places/schedule-place.ts'
import { withdrawRefusals } from '../../catalogue/withdraw-course.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table, wholeNumber } from '../command.ts'

interface ListOptions {
  institution?: number
  withdrawn?: boolean
  status?: CourseStatus
  search?: string
  limit: number
  json?: boolean
}

/** `bekal course list` and `show`, into the group of the other commands of courses. */
export function courseListCommands(group: Command, cli: Cli): void {
  group
    .command('list')
    .description('Courses with their codes, by institution and title.')
    .option('--institution <number>', 'of this institution: institution list', wholeNumber)
    .option('--search <words>', 'words of the title or the institution, or a whole code')
    .addOption(new Option('--status <status>', 'only of this status').choices([...courseStatuses]))
    .option('--withdrawn', 'only those that were taken out of the catalogue')
    .option('--limit <count>', 'so many', wholeNumber, 100)
    .option('--json', 'the courses as JSON')
    .action((options: ListOptions) => list(cli, options))
  group
    .command('show <course-code>')
    .description('A course and all its schedules.')
    .option('--json', 'the course as JSON')
    .action((code: string, options: { json?: boolean }) => show(cli, code, options.json))
}

async function list(cli: Cli, options: ListOptions): Promise<void> {
  const { ctx } = await cli.open()
  const { institution, withdrawn, status, search, limit } = options
  const { courses: found } = await findCourses(ctx.db, {
    institutionId: institution,
    status: withdrawn ? 'withdrawn' : status,
    words: search,
    limit,
  })
  const lines = found.map((course) => [
    course.courseCode,
    course.status,
    priceOf(course.price),
    course.institution,
    course.title,
  ])
  const heads = ['code', 'status', 'price', 'institution', 'title']
  answer(
    options.json,
    found.map(priced),
    found.length > 0 ? table([heads, ...lines]) : ['There are no such courses.'],
  )
}

async function show(cli: Cli, code: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const course = await showCourse(ctx.db, code)
  if (!course) return sayRefused(cli, json, refuse('course_unknown'), withdrawRefusals)
  const lines = course.schedules.map((at) => [
    at.scheduleCode,
    at.startsAt ? formatInstant(at.startsAt, 'en') : 'at any time',
    at.endsAt ? formatInstant(at.endsAt, 'en') : '-',
    String(at.quota),
    String(at.seatsLeft),
    at.place ? placeLine(at.place) : '-',
    at.meeting ?? '-',
  ])
  answer(json, priced(course), [
    `${course.title}, ${course.institution}: ${course.status}, ${priceOf(course.price)}`,
    ...(course.lacks ? [`lacks ${course.lacks.join(', ')}`] : []),
    ...(lines.length > 0
      ? table([['schedule', 'begins', 'ends', 'seats', 'left', 'place', 'meeting'], ...lines])
      : ['no schedule']),
  ])
}

/** For programs a course without a price has the price null. */
function priced<Course extends { readonly price: number | undefined }>(course: Course) {
  return { ...course, price: course.price ?? null }
}

function priceOf(price: number | undefined): string {
  return price === undefined ? 'not sold' : formatRupiah(price)
}
