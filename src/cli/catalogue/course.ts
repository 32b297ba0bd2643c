import { changeSeats, seatsRefusals } from '../../catalogue/schedules/change-seats.ts'
import { listCourseAgain, withdrawCourse, withdrawRefusals } from '../../catalogue/withdraw-course.ts'
import { only, refusalWords, refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { returnPrices } from '../../learning/cancellation/return-prices.ts'
import { soldSchedule } from '../../learning/cancellation/sold-schedules.ts'
import { readContent } from '../../learning/content/read-content.ts'
import { readFolder } from '../../learning/content/read-folder.ts'
import { saveContent } from '../../learning/content/save-content.ts'
import { meetingRefusals, setMeeting } from '../../learning/institution-portal/set-meeting.ts'
import { waitingSchedule } from '../../learning/waiting/waiting-schedule.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, type Cli, sayNo, sayRefused } from '../command.ts'
import { importOrTry, type TryOptions, tryOption } from '../lists/try-import.ts'
import { linkTo } from '../message-links.ts'
import { progress } from '../progress.ts'
import { whoActs } from '../who-acts.ts'
import { courseListCommands } from './course-list.ts'
import { describeCommand } from './describe.ts'
import { pictureCommands } from './picture.ts'
import { placeCommand } from './place.ts'

interface ContentOptions extends TryOptions {
  check?: boolean
  json?: boolean
}

/** `bekal course list`, `show`, `content`, `meeting`, `place`, `seats`, `waiting`, `cancel-schedule`, `withdraw` and `list-again`. */
export function courseCommands(program: Command, cli: Cli): void {
  const group = program.command('course').description('What courses are learnt by here.')
  courseListCommands(group, cli)
  describeCommand(group, cli)
  pictureCommands(group, cli)
  placeCommand(group, cli)
  group
    .command('content <course-code> <folder>')
    .description('Lessons, tests and requirements of a course from a folder; see docs/learning.md.')
    .option('--check', 'only say what is wrong with the folder')
    .option(...tryOption)
    .option('--json', 'the answer as JSON')
    .action((code: string, folder: string, options: ContentOptions) => content(cli, code, folder, options))
  group
    .command('meeting <schedule-code> [place]')
    .description(
      'Say to those who bought a schedule how they join it, by a link or in words; without one: nothing.',
    )
    .byStaff(cli, 'run_catalogue', meeting)
  group
    .command('seats <schedule-code> <seats>')
    .description('Give a schedule another number of seats, never fewer than were sold.')
    .requiredOption('--because <words>', 'why; the journal keeps it')
    .byStaff(cli, 'run_catalogue', seats)
  group
    .command('waiting <schedule-code>')
    .description('How many wait for a seat of a schedule, and whether there is one.')
    .option('--json', 'the answer as JSON')
    .action((code: string, options: { json?: boolean }) => waiting(cli, code, options.json))
  group
    .command('cancel-schedule <schedule-code>')
    .description(
      'Cancel a schedule, begun or not: every purchase of it is given back, and its buyers told. Takes two people: each gives this command.',
    )
    .requiredOption('--because <words>', 'why; the participants read it')
    .byStaff(cli, 'run_catalogue', cancelSchedule)
  for (const [name, turn, about] of [
    ['withdraw', withdrawCourse, 'Take a course out of the catalogue; what was bought of it goes on.'],
    ['list-again', listCourseAgain, 'Bring a withdrawn course back.'],
  ] as const)
    group
      .command(`${name} <course-code>`)
      .description(about)
      .requiredOption('--because <words>', 'why; the journal keeps it')
      .byStaff(cli, 'run_catalogue', (by, code: string, options: TurnOptions) =>
        turnCourse(by, code, options, turn),
      )
}

interface TurnOptions {
  because: string
  json?: boolean
}

async function turnCourse(
  { cli, ctx, actor }: ByStaff,
  code: string,
  { because, json }: TurnOptions,
  turn: typeof withdrawCourse,
): Promise<void> {
  const outcome = await turn(ctx, code, because, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, withdrawRefusals)
  const status = turn === withdrawCourse ? 'withdrawn' : 'listed'
  answer(json, { courseCode: code, status }, [`Course ${code} is ${status}.`])
}

async function cancelSchedule(by: ByStaff, code: string, { because, json }: TurnOptions): Promise<void> {
  const { cli, ctx, config, actor } = by
  const schedule = await soldSchedule(ctx.db, code)
  if (!schedule) return sayRefused(cli, json, refuse('schedule_unknown'), seatsRefusals)
  const made = await doneByTwo(by, 'cancel_schedule', schedule.scheduleId, { facts: { because }, json })
  if (!made) return
  const { purchases } = made.value
  const bar = progress(`schedule ${code}`)
  const returned = await returnPrices(ctx, {
    link: linkTo(config, '/kartu'),
    requestId: actor.requestId,
    onProgress: (count) => bar.at(count, purchases, `${count} of ${purchases} given back`),
  }).finally(() => bar.end())
  answer(json, { scheduleCode: code, ...made.value, returned }, [
    `Schedule ${code} is cancelled: ${returned} purchases are given back, ${formatRupiah(made.value.rupiah)}.`,
  ])
}

async function seats(
  { cli, ctx, actor }: ByStaff,
  code: string,
  count: string,
  { because, json }: TurnOptions,
): Promise<void> {
  const outcome = await changeSeats(ctx, code, /^\d{1,7}$/.test(count) ? Number(count) : -1, because, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, seatsRefusals)
  const { sold, left } = outcome.value
  answer(json, { scheduleCode: code, sold, left }, [`Schedule ${code}: ${sold} seats sold, ${left} left.`])
}

async function waiting(cli: Cli, code: string, json?: boolean): Promise<void> {
  const { ctx } = await cli.open()
  const schedule = await waitingSchedule(ctx, code)
  if (!schedule) return sayRefused(cli, json, refuse('schedule_unknown'), seatsRefusals)
  const { scheduleCode, course, waiting: people, state } = schedule
  answer(json, { scheduleCode, course, waiting: people, state }, [
    `Schedule ${code} of ${course} is ${state}: ${people} wait for a seat.`,
  ])
}

/** Whoever of the programme says where a schedule is held has no institution. */
const placeRefusals = refusalWords({
  id: {},
  en: {},
  also: [meetingRefusals, only(seatsRefusals, 'schedule_unknown')],
})

async function meeting(
  { cli, ctx, actor }: ByStaff,
  scheduleCode: string,
  place = '',
  { json }: { json?: boolean } = {},
): Promise<void> {
  const outcome = await setMeeting(ctx, { scheduleCode }, place, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, placeRefusals)
  answer(json, { scheduleCode, meeting: place.trim() || null }, [
    `Schedule ${scheduleCode}: ${place.trim() || 'no place'}.`,
  ])
}

async function content(
  cli: Cli,
  code: string,
  folder: string,
  { check, json, ...options }: ContentOptions,
): Promise<void> {
  const { content: read, problems } = await readContent(await readFolder(folder))
  if (!read) {
    const lines = problems.map(({ file, line, problem }) => `${file}, line ${line}: ${problem}.`)
    if (!json) return sayNo(cli, json, 'content_wrong', [...lines, 'Nothing was changed.'].join('\n'))
    answer(json, { refusal: 'content_wrong', problems }, [])
    return cli.end(1)
  }
  const { lessons, questions } = read
  if (check)
    return answer(json, { lessons: lessons.length, questions: questions.length }, [
      'The folder can be taken.',
    ])
  const { ctx } = await cli.open()
  const actor = await whoActs(cli)
  const saved = await importOrTry(ctx, options, (at) => saveContent(at, code, read, actor))
  if (!saved.ok) return sayRefused(cli, json, saved, withdrawRefusals)
  const has = options.try ? 'would have' : 'has'
  const said = `Course ${code} ${has} ${saved.value.lessons} lessons and ${saved.value.questions} questions.`
  answer(json, { courseCode: code, ...saved.value, ...(options.try && { tried: true }) }, [said])
}
