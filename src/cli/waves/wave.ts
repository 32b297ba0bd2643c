import { refuse } from '../../kernel/refusal.ts'
import { formatDeadline, formatInstant } from '../../kernel/wib.ts'
import { createWave, findWave, listWaves } from '../../waves/waves.ts'
import { yearRefusals } from '../../years/change-year.ts'
import { listYears } from '../../years/years.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo, stepRefusals } from '../by-two.ts'
import { answer, type Cli, sayRefused, table, wholeNumber } from '../command.ts'
import { waitingWave } from './default-wave.ts'
import { reservesCommand } from './reserves.ts'
import { waveStepCommands } from './wave-steps.ts'

interface CreateOptions {
  number?: number
  quota: number
  year?: number
  json?: boolean
}

interface NotifyOptions {
  year?: number
  sandbox?: boolean
  json?: boolean
}

/** `bekal wave create`, `list`, `show`, `change`, `open`, `close`, `cancel`, `extra`, `reserves` and `notify`. */
export function waveCommands(program: Command, cli: Cli): void {
  const group = program.command('wave').description('Waves of recipients.')
  group
    .command('create')
    .description('Plan a wave.')
    .requiredOption('--quota <recipients>', 'room for so many recipients', wholeNumber)
    .option('--number <number>', 'its number; else the next one of the year', wholeNumber)
    .option('--year <year>', 'the programme year; else the newest', wholeNumber)
    .byStaff(cli, 'run_waves', create)
  group
    .command('list')
    .description('All waves with how many were chosen and notified.')
    .option('--json', 'the waves as JSON')
    .action((options: { json?: boolean }) => list(cli, options.json))
  waveStepCommands(group, cli)
  reservesCommand(group, cli)
  group
    .command('notify')
    .argument('[number]', 'the number of the wave; else the newest one not notified yet', wholeNumber)
    .description(
      'Give every recipient card, grant and deadline, and tell them. Takes two people: each gives this command. Safe to repeat.',
    )
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--sandbox', 'cards that only sandbox partners may charge; in the demo all are')
    .byStaff(cli, 'run_waves', notify)
}

async function create({ cli, ctx, actor }: ByStaff, options: CreateOptions): Promise<void> {
  const year = options.year ?? (await listYears(ctx.db)).at(-1)?.year
  if (year === undefined) return sayRefused(cli, options.json, refuse('year_unknown'), yearRefusals)
  const last = (await listWaves(ctx.db)).filter((wave) => wave.year === year).at(-1)
  const number = options.number ?? (last?.number ?? 0) + 1
  const outcome = await createWave(ctx, { year, number, quota: options.quota }, actor)
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, stepRefusals)
  answer(options.json, { year, number, quota: options.quota, ...outcome.value }, [
    `Wave ${number} of ${year} is planned, with room for ${options.quota}.`,
  ])
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const waves = await listWaves(ctx.db)
  const rows = waves.map((wave) => [
    String(wave.year),
    String(wave.number),
    wave.kind,
    wave.status,
    `${wave.recipients} of ${wave.quota}`,
    String(wave.notified),
    wave.notifiedAt ? formatInstant(wave.notifiedAt, 'en') : '-',
  ])
  answer(json, waves, table([['year', 'wave', 'kind', 'status', 'recipients', 'notified', 'at'], ...rows]))
}

async function notify(by: ByStaff, wanted: number | undefined, options: NotifyOptions): Promise<void> {
  const { json, sandbox, year } = options
  const { cli, ctx } = by
  const wave = wanted ? await findWave(ctx.db, wanted, year) : await waitingWave(ctx.db)
  if (!wave) return sayRefused(cli, json, refuse(wanted ? 'wave_unknown' : 'no_wave_waits'), stepRefusals)
  const { number, waveId } = wave
  const outcome = await doneByTwo(by, 'grant_cards', waveId, { sandbox, counted: 'notified', json })
  if (!outcome) return
  const { notified, before, firstPurchaseBefore } = outcome.value
  answer(
    json,
    outcome.value,
    notified === 0
      ? [`All ${before} recipients of wave ${number} had been notified before. Nothing was changed.`]
      : [
          `${notified} recipients of wave ${number} are notified${before > 0 ? `, ${before} had been before` : ''}.`,
          `First purchase until ${formatDeadline(firstPurchaseBefore, 'en')}.`,
        ],
  )
}
