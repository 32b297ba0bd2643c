import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { wholeNumber } from '../src/cli/command.ts'
import { randomCode } from '../src/kernel/codes.ts'
import { type ApplicantsBenchOptions, applicantsBench } from './applicants.ts'
import { audit } from './audit.ts'
import { type CoursesBenchOptions, coursesBench } from './courses.ts'
import { type DrawBenchOptions, drawBench } from './draw.ts'
import { type EdgeOptions, edgeBench } from './edge.ts'
import { journeyLoad } from './journey-load.ts'
import { type ListsBenchOptions, listsBench } from './lists.ts'
import type { Acknowledged, Load } from './load.ts'
import { type Level, measureLevel } from './measure.ts'
import { cancelBench } from './month/cancel.ts'
import { type MonthBenchOptions, monthBench } from './month/month.ts'
import { type OpeningOptions, openingBench } from './opening/opening.ts'
import { type OutboxBenchOptions, outboxBench } from './outbox.ts'
import { type PagesOptions, pagesBench } from './pages/pages.ts'
import { purchaseLoad } from './purchase-load.ts'
import { type Report, reportLines, reportOf } from './report.ts'
import { type SearchBenchOptions, searchBench } from './search.ts'
import { type SimulateBenchOptions, simulateBench } from './simulate.ts'
import { benchPartner, openStand, type Stand } from './stand.ts'
import { benchSweep, type SweepOptions } from './sweep.ts'
import { openTpcb } from './tpcb.ts'
import { waveBench } from './wave.ts'

interface Options {
  readonly cards: number
  readonly seconds: number
  readonly buyers: readonly number[]
  readonly json?: string | true
  readonly keep?: string
  readonly scale?: number
  readonly tpcb: 'pgbench' | 'driver' | 'none'
  readonly set: Readonly<Record<string, string>>
  readonly profile?: string
  readonly processes: number
}

/** Makes the load of one bench on a stand; `run` is unlike that of any other run. */
type MakeLoad = (stand: Stand, run: string, options: Options) => Promise<Load>

const program = new Command('bench').description(
  'Measures Bekal and checks it afterwards; bench/README.md says how to read it.',
)

benchCommand('purchase', 'complete purchases over the partners API: send-otp and authorize', {}, purchases)
// Every buyer has an address of its own, as in life: the pages limit what comes from one.
benchCommand(
  'journey',
  'whole purchases through the pages of a storefront',
  { BEKAL_BEHIND_PROXY: '1' },
  journeys,
)
program
  .command('pages')
  .description('what each kind of page costs, beside the commit before in the same run')
  .option('--before <commit>', 'the commit to compare with, or none', 'HEAD~1')
  .option('--rounds <count>', 'how often each kind is measured; the median counts', wholeNumber, 5)
  .option('--visitors <count>', 'requests of each kind in a round', wholeNumber, 200)
  .option('--json [file]', 'the report as JSON, into a file or instead of the table')
  .action((options: PagesOptions) => pagesBench(options, (line) => process.stderr.write(`${line}\n`)))
program
  .command('sweep')
  .description('revokes every card whose term is over, while others buy')
  .option('--overdue <count>', 'cards whose term is over', wholeNumber, 800_000)
  .option('--cards <count>', 'cards to buy with meanwhile', wholeNumber, 400_000)
  .option('--buyers <count>', 'how many buy at the same time', wholeNumber, 16)
  .option('--json [file]', 'the report as JSON, into a file or instead of the table')
  .option('--keep <folder>', 'keep the data there, and use them again in the next run')
  .action((options: SweepOptions) => benchSweep(options))

program
  .command('draw')
  .description('close, draw, publish and verify one wave')
  .argument('[applicants]', 'how many have joined it', wholeNumber, 5_000_000)
  .option('--quota <count>', 'seats of the wave', wholeNumber, 600_000)
  .option('--seconds <count>', 'what the draw may take', wholeNumber, 60)
  .action(async (applicants: number, options: Omit<DrawBenchOptions, 'applicants'>) => {
    const whole = await drawBench({ ...options, applicants }, (line) => process.stderr.write(`${line}\n`))
    if (!whole) process.exitCode = 1
  })

program
  .command('simulate')
  .description('try other rules on the applicants of a wave that was drawn')
  .argument('[applicants]', 'how many have joined it', wholeNumber, 5_000_000)
  .option('--quota <count>', 'seats of the wave', wholeNumber, 600_000)
  .option('--seconds <count>', 'what a trial may take', wholeNumber, 120)
  .option('--keep <folder>', 'keep the drawn wave there, and try on it again in the next run')
  .action(async (applicants: number, options: Omit<SimulateBenchOptions, 'applicants'>) => {
    const quick = await simulateBench({ ...options, applicants }, (line) => process.stderr.write(`${line}\n`))
    if (!quick) process.exitCode = 1
  })

program
  .command('search')
  .description('searches for people as the console does')
  .argument('[people]', 'how many there are', wholeNumber, 5_000_000)
  .option('--milliseconds <count>', 'what 95 of 100 searches of a kind may take at most', wholeNumber, 300)
  .option('--keep <folder>', 'keep the people there, and search among them again in the next run')
  .action(async (people: number, options: Omit<SearchBenchOptions, 'people'>) => {
    const quick = await searchBench({ ...options, people }, (line) => process.stderr.write(`${line}\n`))
    if (!quick) process.exitCode = 1
  })

program
  .command('courses')
  .description('searches the courses of a storefront as its visitors do')
  .argument('[courses]', 'how many it offers', wholeNumber, 100_000)
  .option('--milliseconds <count>', 'what 95 of 100 searches of a kind may take at most', wholeNumber, 100)
  .option('--keep <folder>', 'keep the courses there, and search among them again in the next run')
  .action(async (courses: number, options: Omit<CoursesBenchOptions, 'courses'>) => {
    const quick = await coursesBench({ ...options, courses }, (line) => process.stderr.write(`${line}\n`))
    if (!quick) process.exitCode = 1
  })

program
  .command('lists')
  .description('looks at long lists of the console, and takes one away whole')
  .argument('[rows]', 'rows of each list', wholeNumber, 1_000_000)
  .option('--milliseconds <count>', 'what 95 of 100 looks at a page may take at most', wholeNumber, 300)
  .option('--per-second <count>', 'rows a second that a whole list must be written with', wholeNumber, 5000)
  .action(async (rows: number, options: Omit<ListsBenchOptions, 'rows'>) => {
    const quick = await listsBench({ ...options, rows }, (line) => process.stderr.write(`${line}\n`))
    if (!quick) process.exitCode = 1
  })

program
  .command('applicants')
  .description("imports an agency's list, with a population registry that is asked about each")
  .argument('[people]', 'rows of the list', wholeNumber, 30_000)
  .option('--registry <milliseconds>', 'how long the registry takes for an answer', wholeNumber, 20)
  .option('--per-second <count>', 'people a second that must be registered', wholeNumber, 1500)
  .action(async (people: number, options: Omit<ApplicantsBenchOptions, 'people'>) => {
    const quick = await applicantsBench({ ...options, people }, (line) => process.stderr.write(`${line}\n`))
    if (!quick) process.exitCode = 1
  })

program
  .command('outbox')
  .description('drains a wave of designations into an SMS centre and a mail server, and codes amid it')
  .argument('[designations]', 'people who are told, by SMS and by email each', wholeNumber, 800_000)
  .option('--json [file]', 'the report as JSON, into a file or instead of the table')
  .action(async (designations: number, options: Omit<OutboxBenchOptions, 'designations'>) => {
    const enough = await outboxBench({ ...options, designations }, (line) =>
      process.stderr.write(`${line}\n`),
    )
    if (!enough) process.exitCode = 1
  })

program
  .command('wave')
  .description('one wave from the first applicant to the last revocation, by the commands of an operator')
  .argument('[applicants]', 'how many are invented, imported and join', wholeNumber, 1_000_000)
  .option('--quota <count>', 'seats of the wave; else one for five applicants', wholeNumber)
  .action(async (applicants: number, { quota = Math.ceil(applicants / 5) }: { quota?: number }) => {
    if (!(await waveBench({ applicants, quota }))) process.exitCode = 1
  })

program
  .command('month')
  .description('closes a month with errors of every kind in it: runs, bank, storefronts, ledger and journal')
  .argument('[purchases]', 'how many are paid in it', wholeNumber, 1_000_000)
  .option('--seconds <count>', 'seconds that the closing may take', wholeNumber, 300)
  .option('--json [file]', 'the report as JSON, into a file or instead of the tables')
  .option(
    '--keep <folder>',
    'keep the month as it happened there, and close a copy of it again in the next run',
  )
  .action(async (purchases: number, options: Omit<MonthBenchOptions, 'purchases'>) => {
    const closed = await monthBench({ ...options, purchases }, (line) => process.stderr.write(`${line}\n`))
    if (!closed) process.exitCode = 1
  })

program
  .command('cancel')
  .description('cancels a schedule that many have paid, used and finished: until every price is back')
  .argument('[purchases]', 'how many are paid', wholeNumber, 5000)
  .action(async (purchases: number) => {
    if (!(await cancelBench(purchases, (line) => process.stderr.write(`${line}\n`)))) process.exitCode = 1
  })

program
  .command('opening')
  .description('the opening day: registrations by all pages, then far more visitors than can be answered')
  .argument('[visitors]', 'how many come', wholeNumber, 100_000)
  .option('--arrive <seconds>', 'within which they come', wholeNumber, 60)
  .option('--seconds <count>', 'for which they go on asking, the coming included', wholeNumber, 120)
  .option('--registering <count>', 'people who register at the same time', wholeNumber, 8)
  .option('--register-seconds <count>', 'for which people register', wholeNumber, 30)
  .option('--json [file]', 'the report as JSON, into a file or instead of the table')
  .action(async (visitors: number, options: Omit<OpeningOptions, 'visitors'>) => {
    const held = await openingBench({ ...options, visitors }, (line) => process.stderr.write(`${line}\n`))
    if (!held) process.exitCode = 1
  })

program
  .command('edge')
  .description(
    'attacks the server as strangers do: uploads, pipelined pages, form pages, a database that hangs',
  )
  .option('--json [file]', 'the report as JSON, into a file or instead of the table')
  .action(async (options: EdgeOptions) => {
    if (!(await edgeBench(options))) process.exitCode = 1
  })

await program.parseAsync().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})

async function purchases(stand: Stand, run: string): Promise<Load> {
  const { servers, cards, courses } = stand
  const ports = servers.map(({ port }) => port)
  return purchaseLoad({ ...benchPartner, ports, cards, courses, run })
}

function journeys(stand: Stand, run: string, { seconds, buyers }: Options): Promise<Load> {
  // More than two cores have ever made in that time, warming up included.
  const accounts = Math.min(stand.cards.left, (seconds + 5) * buyers.length * 400)
  return journeyLoad(stand, run, accounts)
}

function benchCommand(
  name: string,
  what: string,
  environment: Readonly<Record<string, string>>,
  makeLoad: MakeLoad,
): void {
  program
    .command(name)
    .description(what)
    .option('--cards <count>', 'cards to prepare', wholeNumber, 1_000_000)
    .option('--seconds <count>', 'seconds for each number of buyers, and as many of TPC-B', wholeNumber, 10)
    .option(
      '--buyers <list>',
      'how many buy at the same time, one level after the other',
      levelsOf,
      [16, 64, 256],
    )
    .option('--json [file]', 'the report as JSON, into a file or instead of the table')
    .option('--keep <folder>', 'keep the data there, and use them again in the next run')
    .option('--scale <count>', "pgbench's scale; without it the largest number of buyers", wholeNumber)
    .option('--tpcb <by>', 'pgbench, driver or none', tpcbBy, 'pgbench')
    .option('--set <name=value>', "a PostgreSQL setting beside the product's own (repeatable)", setting, {})
    .option(
      '--profile <prefix>',
      'write where the server spends its time as <prefix>-<buyers>-<slice>.cpuprofile',
    )
    .option(
      '--processes <count>',
      'servers on the one PostgreSQL; buyers go to them by turns',
      wholeNumber,
      1,
    )
    .action((options: Options) => runBench(name, options, environment, makeLoad))
}

async function runBench(
  name: string,
  options: Options,
  environment: Readonly<Record<string, string>>,
  makeLoad: MakeLoad,
): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const most = Math.max(...options.buyers)
  const stand = await openStand({
    cards: options.cards,
    keep: options.keep,
    settings: { max_connections: String(most + 60), ...options.set },
    environment,
    processes: options.processes,
    say,
  })
  process.once('SIGINT', () => void stand.close().finally(() => process.exit(130)))
  try {
    const { superuser } = stand
    const scale = options.scale ?? most
    const tpcb =
      options.tpcb === 'none'
        ? undefined
        : await openTpcb({ superuser, scale, driver: options.tpcb === 'driver', say })
    const load = await makeLoad(stand, `B${randomCode(8)}`, options)
    await stand.settle()
    const acknowledged: Acknowledged = { purchases: new Map(), failures: new Map() }
    const from = stand.ctx.clock.now()
    const levels: Level[] = []
    for (const buyers of options.buyers) {
      say(`${buyers} buyers ...`)
      const warmUpSeconds = levels.length === 0 ? 4 : 1
      const { seconds, profile } = options
      levels.push(
        await measureLevel(stand, load, tpcb, acknowledged, { buyers, seconds, warmUpSeconds, profile }),
      )
    }
    say('looking at the tables ...')
    const found = await audit(stand, acknowledged, from)
    print(await reportOf(stand, name, options, tpcb, levels, found), options.json)
    if (found.violations.length > 0) process.exitCode = 1
  } finally {
    await stand.close()
  }
}

function print(report: Report, json: string | true | undefined): void {
  const text = JSON.stringify(report, null, 2)
  if (typeof json === 'string') writeFileSync(json, `${text}\n`)
  const lines = json === true ? [text] : reportLines(report)
  for (const line of lines) console.log(line)
}

function levelsOf(text: string): number[] {
  return text.split(',').map((part) => wholeNumber(part.trim()))
}

function tpcbBy(text: string): string {
  if (['pgbench', 'driver', 'none'].includes(text)) return text
  throw new InvalidArgumentError('It must be pgbench, driver or none.')
}

function setting(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be written name=value.')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}
