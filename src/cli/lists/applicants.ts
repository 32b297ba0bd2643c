import { createReadStream, writeFileSync } from 'node:fs'
import type { Config } from '../../config.ts'
import { refuse } from '../../kernel/refusal.ts'
import { registryFor } from '../../people/population-registry.ts'
import { applicantRefusals } from '../../registration/applicants/applicant-refusals.ts'
import {
  type ApplicantImport,
  applicantImportRefusals,
  importApplicants,
} from '../../registration/applicants/import-applicants.ts'
import { listJoinRefusals } from '../../waves/join-rules.ts'
import { findWave } from '../../waves/waves.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, type Opened, sayRefused, wholeNumber } from '../command.ts'
import { progress } from '../progress.ts'
import {
  digitsAreRight,
  type MapOptions,
  mapOption,
  more,
  refusedCsv,
  sayListRefused,
  shownRows,
  sizeOf,
  whyRefused,
} from './list-rows.ts'
import { importOrTry, type TryOptions, takenList, triedLines, triedRows, tryOption } from './try-import.ts'

interface ApplicantOptions extends TryOptions, MapOptions {
  agency: string
  wave?: number
  year?: number
  digitsAreRight?: boolean
  report?: string
  json?: boolean
}

/** `bekal import applicants`: assisted and offline registration. */
export function applicantCommand(group: Command, cli: Cli): void {
  group
    .command('applicants <file>')
    .description('People whom an agency registers: name,nik,kk,birth_date,phone,email,education,occupation.')
    .requiredOption('--agency <name>', 'the agency that has their forms and consents on paper')
    .option('--wave <number>', 'the open wave that they join, too', wholeNumber)
    .option('--year <year>', 'the programme year of the wave; else the newest that has it', wholeNumber)
    .option(...mapOption)
    .option(...digitsAreRight)
    .option(...tryOption)
    .option('--report <file>', 'write every refused row to a CSV file')
    .option('--json', 'the report as JSON, every refused row in it')
    .byStaff(cli, 'run_waves', applicants)
}

async function applicants(
  { cli, ctx, config, actor }: ByStaff,
  file: string,
  options: ApplicantOptions,
): Promise<void> {
  const size = await sizeOf(file)
  const wave = options.wave === undefined ? undefined : await findWave(ctx.db, options.wave, options.year)
  if (options.wave !== undefined && !wave)
    return sayRefused(cli, options.json, refuse('wave_unknown'), applicantImportRefusals)
  const bar = progress('applicants')
  const source = createReadStream(file)
  const taken = takenList(file, options)
  const outcome = await importOrTry(ctx, options, (at) =>
    importApplicants(registrationsFor(at, config), source, {
      ...taken,
      agency: options.agency,
      actor,
      waveId: wave?.waveId,
      digitsAreRight: options.digitsAreRight,
      columns: options.map,
      onProgress: ({ rows, registered, joined, refused }) =>
        bar.at(
          source.bytesRead,
          size,
          `${rows} rows, ${registered} registered, ${wave ? `${joined} joined, ` : ''}${refused} refused`,
        ),
    }),
  ).finally(() => bar.end())
  if (!outcome.ok) return sayListRefused(cli, options.json, outcome, applicantImportRefusals)
  const report = outcome.value
  if (options.report) writeFileSync(options.report, refusedCsv([...report.refused, ...report.notJoined]))
  answer(options.json, { ...report, ...triedRows(taken, options) }, [
    ...lines(report, wave?.number, options.report),
    ...triedLines(taken, options, shownRows),
  ])
}

function lines(report: ApplicantImport, wave: number | undefined, file: string | undefined): string[] {
  const told = [
    ...report.refused.map((row) => ({ ...row, why: whyRefused(row, applicantRefusals) })),
    ...report.notJoined.map((row) => ({ ...row, why: whyRefused(row, listJoinRefusals) })),
  ]
  const shown = told.slice(0, file ? 0 : shownRows)
  return [
    ...shown.map((row) => `line ${row.line}: ${row.nik} ${row.name}: ${row.why}`),
    ...(file ? [] : more(told.length)),
    `${report.rows} rows: ${report.registered} registered, ${report.already} there already, ` +
      `${report.refused.length} refused.`,
    ...(wave === undefined
      ? []
      : [
          `Wave ${wave}: ${report.joined} joined, ${report.joinedBefore} had joined before, ` +
            `${report.notJoined.length} registered people did not join.`,
        ]),
    ...(file && told.length > 0 ? [`These rows are in ${file}.`] : []),
  ]
}

function registrationsFor(ctx: Opened['ctx'], config: Config) {
  const url = config.BEKAL_URL ?? `http://localhost:${config.PORT}`
  return {
    ctx,
    registry: registryFor(config),
    domain: new URL(url).hostname,
    link: (path: string) => `${url}${path}`,
    // A server beside us finds the messages within a second.
    onMessages: () => {},
  }
}
