import { writeFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { csvText } from '../../lists/csv-text.ts'
import { simulateRefusals } from '../../waves/simulate/simulate-refusals.ts'
import { simulateWave } from '../../waves/simulate/simulate-wave.ts'
import type { SimulatedTerms } from '../../waves/simulate/simulated-rules.ts'
import type { Simulation } from '../../waves/simulate/simulation.ts'
import {
  countOrFew,
  simulationCells,
  simulationHeading,
  simulationRows,
} from '../../waves/simulate/simulation-rows.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { namedWave, ofWave, type WaveOptions } from '../by-two.ts'
import { answer, type Cli, sayRefused, table, wholeNumber } from '../command.ts'
import { progress } from '../progress.ts'
import { type Group, groupOf, shareOf, withEverybodyElse } from './draw-options.ts'

interface SimulateOptions extends WaveOptions {
  readonly quota?: number
  readonly reserves?: number
  readonly group: readonly Group[]
  /** false: no group but the one of all */
  readonly groups: boolean
  readonly share: ReadonlyMap<string, number>
  /** false: nothing is set aside */
  readonly shares: boolean
  readonly ageMin?: number
  readonly ageMax?: number | 'none'
  readonly family?: number
  readonly grant?: number
  readonly csv?: string
}

/** `bekal year simulate`. */
export function simulateCommand(group: Command, cli: Cli): void {
  ofWave(
    group,
    'simulate',
    'Try other rules on the applicants of a wave whose result is announced: who gains, who loses, what it costs. What is not given stays as the wave had it; counts below 5 are merged.',
  )
    .option('--quota <seats>', 'seats', wholeNumber)
    .option('--reserves <count>', 'how many are kept in the order of their ranks', countOf)
    .option('--group <name=occupations>', 'a priority group, the first ones first (repeatable)', groupOf, [])
    .option('--no-groups', 'no priority at all')
    .option('--share <province=percent>', 'seats set aside for a province (repeatable)', shareOf, new Map())
    .option('--no-shares', 'nothing set aside for provinces')
    .option('--age-min <years>', 'the lowest age', countOf)
    .option('--age-max <years>', 'the highest age, or none', ageMaxOf)
    .option('--family <people>', 'people of one family card', wholeNumber)
    .option('--grant <rupiah>', 'rupiah on each card', wholeNumber)
    .option('--csv <file>', 'write it there, as CSV')
    .byStaff(cli, 'run_waves', simulate)
}

async function simulate(by: ByStaff, number: number, options: SimulateOptions): Promise<void> {
  const { cli, ctx, actor } = by
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const bar = progress('simulate')
  const simulated = await simulateWave(ctx, wave.waveId, termsOf(options), {
    actor,
    onProgress: (done, total) => bar.at(done, total, `${Math.floor((100 * done) / Math.max(1, total))} %`),
  }).finally(() => bar.end())
  if (!simulated.ok) return sayRefused(cli, options.json, simulated, simulateRefusals)
  const rows = await simulationRows(simulated.value)
  if (options.csv) writeFileSync(options.csv, csvText([simulationHeading, ...rows.map(simulationCells)]))
  answer(options.json, simulated.value, [
    ...whatFollows(simulated.value),
    ...table([
      ['by', 'group', 'applicants', 'seats', 'then', 'gain', 'lose', 'rupiah', 'then'],
      ...rows.map((row) => [
        row.by,
        row.name ?? (row.by === 'all' ? '' : 'too small to be told apart'),
        ...[row.applicants ?? '', row.seatsBefore, row.seatsAfter].map(String),
        String(countOrFew(row.gained)),
        String(countOrFew(row.lost)),
        formatRupiah(row.rupiahBefore),
        formatRupiah(row.rupiahAfter),
      ]),
    ]),
    ...(options.csv ? [`Written to ${options.csv}.`] : []),
  ])
}

function termsOf(options: SimulateOptions): SimulatedTerms {
  const { quota, reserves, ageMin, ageMax, family, grant } = options
  const groups = options.groups ? options.group : []
  const tellsGroups = !options.groups || options.group.length > 0
  const tellsShares = !options.shares || options.share.size > 0
  return {
    ...(quota !== undefined && { quota }),
    ...(reserves !== undefined && { reserves }),
    ...(tellsGroups && { groups: withEverybodyElse(groups) }),
    ...(tellsShares && { shares: options.shares ? Object.fromEntries(options.share) : {} }),
    ...(ageMin !== undefined && { ageMin }),
    ...(ageMax !== undefined && { ageMax: ageMax === 'none' ? null : ageMax }),
    ...(family !== undefined && { maxPerFamilyCard: family }),
    ...(grant !== undefined && { grantRupiah: grant }),
  }
}

function whatFollows({ wave, tried, total, leftOut, letIn }: Simulation): string[] {
  return [
    `Wave ${wave.number} of ${wave.year}, by other rules: ${total.seatsBefore} seats became ${total.seatsAfter}.`,
    `${countOrFew(total.gained)} gain a seat, ${countOrFew(total.lost)} lose theirs. ` +
      `${countOrFew(leftOut)} are not let in any more, ${countOrFew(letIn)} are let in.`,
    `Cards: ${formatRupiah(total.rupiahBefore)} became ${formatRupiah(total.rupiahAfter)} (${formatRupiah(tried.year.grantRupiah)} each).`,
    'Who was refused while the wave was open is not known: rules that let more people in show only those who joined.',
    '',
  ]
}

function countOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number from 0 on.')
}

/** The library takes a null for no answer at all. */
function ageMaxOf(text: string): number | 'none' {
  return text === 'none' ? text : countOf(text)
}
