import { createReadStream, writeFileSync } from 'node:fs'
import type { ImportReport } from '../../catalogue/import/import-report.ts'
import { importCourses } from '../../catalogue/import-courses.ts'
import { largestGrant } from '../../imports/write-list.ts'
import { refuse } from '../../kernel/refusal.ts'
import { importRecipients, type RecipientImport } from '../../recipients/import-recipients.ts'
import { recipientRefusals } from '../../recipients/recipient-refusals.ts'
import { waveRefusals } from '../../waves/wave-refusals.ts'
import { findWave } from '../../waves/waves.ts'
import { yearRefusals } from '../../years/change-year.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayNo, sayRefused, wholeNumber } from '../command.ts'
import { progress } from '../progress.ts'
import { planNextWave, waitingWave } from '../waves/default-wave.ts'
import { whoActs } from '../who-acts.ts'
import { applicantCommand } from './applicants.ts'
import {
  digitsAreRight,
  type MapOptions,
  mapOption,
  more,
  refusedCsv,
  shownRows,
  sizeOf,
  whyRefused,
} from './list-rows.ts'
import { importOrTry, type TryOptions, takenList, triedLines, triedRows, tryOption } from './try-import.ts'
import { undoImportCommands } from './undo-import.ts'

interface CourseOptions extends TryOptions, MapOptions {
  quota?: number
  evenIncomplete?: boolean
  json?: boolean
}

interface RecipientOptions extends TryOptions, MapOptions {
  digitsAreRight?: boolean
  wave?: number
  year?: number
  report?: string
  json?: boolean
}

/** `bekal import courses`, `recipients`, `applicants`, `list`, `show` and `undo`. */
export function importCommands(program: Command, cli: Cli): void {
  const group = program
    .command('import')
    .description('Bring in courses, recipients or applicants from a CSV file.')
  group
    .command('courses <file>')
    .description('Courses; a second import of the same file changes nothing.')
    .option('--quota <seats>', 'seats of a schedule when the row does not say', wholeNumber)
    .option('--even-incomplete', 'list, and sell, what lacks a description, outcomes or a syllabus, too')
    .option(...mapOption)
    .option(...tryOption)
    .option('--json', 'the report as JSON')
    .action((file: string, options: CourseOptions) => courses(cli, file, options))
  group
    .command('recipients <file>')
    .description('Chosen recipients of a wave: name,nik,kk,birth_date,phone,email,education,occupation.')
    .option(
      '--wave <number>',
      'the number of the wave; else the newest one not notified yet, or a new one',
      wholeNumber,
    )
    .option('--year <year>', 'the programme year of the wave; else the newest that has it', wholeNumber)
    .option(...mapOption)
    .option(...digitsAreRight)
    .option(...tryOption)
    .option('--report <file>', 'write every refused row to a CSV file')
    .option('--json', 'the report as JSON, every refused row in it')
    .byStaff(cli, 'run_waves', recipients)
  applicantCommand(group, cli)
  undoImportCommands(group, cli)
}

async function courses(cli: Cli, file: string, options: CourseOptions): Promise<void> {
  await sizeOf(file)
  const { ctx } = await cli.open()
  const actor = await whoActs(cli)
  const bar = progress('courses')
  const taken = takenList(file, options)
  const maxGrant = await largestGrant(ctx.db)
  const report = await importOrTry(ctx, options, (at) =>
    importCourses(at, createReadStream(file), {
      ...taken,
      maxGrant,
      actor,
      columns: options.map,
      ...(options.quota && { defaultQuota: options.quota }),
      ...(options.evenIncomplete && { evenIncomplete: true }),
      onProgress: ({ stage, done, total }) => bar.at(done, total, `${stage} ${done} of ${total}`),
    }),
  ).finally(() => bar.end())
  if (report.problem) return sayNo(cli, options.json, report.problem.reason, report.problem)
  answer(options.json, { ...report, ...triedRows(taken, options) }, [
    ...courseLines(report),
    ...triedLines(taken, options, shownRows),
  ])
}

function courseLines(report: ImportReport): string[] {
  const told = report.remarks.filter(({ verdict }) => verdict !== 'noted')
  return [
    ...told.slice(0, shownRows).map((row) => `line ${row.line}: ${row.verdict}: ${row.title}: ${row.en}`),
    ...more(told.length),
    `${report.read} rows: ${report.added} added, ${report.changed} changed, ${report.unchanged} unchanged, ` +
      `${report.refused} refused, ${report.doubtful} doubtful.`,
    ...(report.incomplete > 0
      ? [
          `${report.incomplete} wait for curation, for they lack essentials: complete them by the list, or see course list --status incomplete.`,
        ]
      : []),
    `${report.free} without a price are shown and not sold; ${report.dearerThanAnyBalance} are dearer than any card.`,
  ]
}

async function recipients(
  { cli, ctx, actor }: ByStaff,
  file: string,
  options: RecipientOptions,
): Promise<void> {
  const size = await sizeOf(file)
  const taken = takenList(file, options)
  const bar = progress('recipients')
  const tried = await importOrTry(ctx, options, async (at) => {
    const wave = options.wave
      ? await findWave(at.db, options.wave, options.year)
      : ((await waitingWave(at.db)) ?? (await planNextWave(at, actor)))
    if (!wave) return undefined
    const source = createReadStream(file)
    const outcome = await importRecipients(at, wave.waveId, source, {
      ...taken,
      actor,
      digitsAreRight: options.digitsAreRight,
      columns: options.map,
      onProgress: ({ rows, imported, refused }) =>
        bar.at(source.bytesRead, size, `${rows} rows, ${imported} imported, ${refused} refused`),
    })
    return { number: wave.number, outcome }
  }).finally(() => bar.end())
  if (!tried) return sayNoWave(cli, options)
  const { number, outcome } = tried
  if (!outcome.ok) return sayNo(cli, options.json, outcome.refusal, outcome.sentence)
  const report = outcome.value
  if (options.report) writeFileSync(options.report, refusedCsv(report.refused))
  answer(options.json, { wave: number, ...report, ...triedRows(taken, options) }, [
    ...recipientLines(report, number, options.report),
    ...triedLines(taken, options, shownRows),
  ])
}

function sayNoWave(cli: Cli, { wave, json }: RecipientOptions): void {
  if (wave) sayRefused(cli, json, refuse('wave_unknown'), waveRefusals)
  else sayRefused(cli, json, refuse('year_unknown'), yearRefusals)
}

function recipientLines(report: RecipientImport, wave: number, file: string | undefined): string[] {
  const shown = report.refused.slice(0, file ? 0 : shownRows)
  const unchanged = report.imported === 0 ? ' Nothing was changed.' : ''
  return [
    ...shown.map((row) => `line ${row.line}: ${row.nik} ${row.name}: ${whyRefused(row, recipientRefusals)}`),
    ...(file ? [] : more(report.refused.length)),
    `${report.rows} rows for wave ${wave}: ${report.imported} imported, ${report.already} there already, ` +
      `${report.refused.length} refused.${unchanged}`,
    ...(file && report.refused.length > 0 ? [`The refused rows are in ${file}.`] : []),
  ]
}
