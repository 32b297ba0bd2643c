import { announcementRefusals, planAnnouncement, withdrawAnnouncement } from '../../information/announce.ts'
import {
  type AnnouncementPlace,
  announcementPlaces,
  findAnnouncement,
  listAnnouncements,
  stateOf,
} from '../../information/announcements.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { readInstant } from '../installation/clock.ts'

interface Json {
  readonly json?: boolean
}

interface PlanOptions extends Json {
  readonly titleId: string
  readonly titleEn: string
  readonly textId: string
  readonly textEn: string
  readonly from: Date
  readonly until: Date
  readonly at?: AnnouncementPlace[]
  readonly instead?: number
}

/** `bekal announcement list`, `plan` and `withdraw`. */
export function announcementCommands(program: Command, cli: Cli): void {
  const group = program
    .command('announcement')
    .description('What the programme tells everybody, from one instant until another.')
  group
    .command('list')
    .description('Every announcement and how it stands.')
    .option('--json', 'the announcements as JSON')
    .action((options: Json) => list(cli, options))
  group
    .command('plan')
    .description('Plan one: it appears and ends by the clock. --instead changes one that has not begun.')
    .requiredOption('--title-id <text>', 'title in Indonesian')
    .requiredOption('--title-en <text>', 'in English')
    .requiredOption('--text-id <text>', 'text in Indonesian')
    .requiredOption('--text-en <text>', 'in English')
    .requiredOption('--from <instant>', 'with its zone, such as 2026-12-01T08:00:00+07:00', readInstant)
    .requiredOption('--until <instant>', 'the first instant at which it does not hold', readInstant)
    .option('--at <places...>', `besides the list of all: ${announcementPlaces.join(', ')}`)
    .option('--instead <number>', 'the planned one that is changed', wholeNumber)
    .byStaff(cli, 'run_information', plan)
  group
    .command('withdraw')
    .argument('<announcement>', 'its number, as the list has it', wholeNumber)
    .description('Take one back, at once.')
    .byStaff(cli, 'run_information', withdraw)
}

async function list(cli: Cli, { json }: Json): Promise<void> {
  const { ctx } = await cli.open()
  const now = ctx.clock.now()
  answerList(json, await listAnnouncements(ctx.db), 'There is none.', [
    ['number', (one) => String(one.announcementId)],
    ['title', (one) => one.titleEn],
    ['state', (one) => stateOf(one, now)],
    ['from', (one) => formatInstant(one.fromAt, 'en')],
    ['until', (one) => formatInstant(one.untilAt, 'en')],
    ['at', (one) => one.places.join(', ') || '-'],
  ])
}

async function plan({ cli, ctx, actor }: ByStaff, options: PlanOptions): Promise<void> {
  const { json, at = [], instead, ...written } = options
  const was = instead === undefined ? undefined : await findAnnouncement(ctx.db, instead)
  if (instead !== undefined && !was)
    return sayRefused(cli, json, refuse('announcement_unknown'), announcementRefusals)
  const places = announcementPlaces.filter((place) => at.includes(place))
  const planned = await planAnnouncement(ctx, { ...written, places }, was, actor)
  if (!planned.ok) return sayRefused(cli, json, planned, announcementRefusals)
  answer(json, { announcement: planned.value }, [`Announcement ${planned.value} is planned.`])
}

async function withdraw({ cli, ctx, actor }: ByStaff, id: number, { json }: Json): Promise<void> {
  const withdrawn = await withdrawAnnouncement(ctx, id, actor)
  if (!withdrawn.ok) return sayRefused(cli, json, withdrawn, announcementRefusals)
  answer(json, { announcement: id }, ['It is taken back.'])
}
