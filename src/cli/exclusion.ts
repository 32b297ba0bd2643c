import { createReadStream } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import { formatInstant } from '../kernel/wib.ts'
import { type RowProblem, rowProblems } from '../lists/read-list.ts'
import {
  exclusionLists,
  importExclusions,
  type RefusedExclusion,
} from '../recipients/exclusions/exclusions.ts'
import { type RemoveExclusionRefusal, removeExclusion } from '../recipients/exclusions/remove-exclusion.ts'
import type { ByStaff, Command } from './bekal-command.ts'
import { answer, type Cli, sayNo, table } from './command.ts'
import { digitsAreRight, more, refusedSentence, shownRows, sizeOf } from './list-rows.ts'
import { importOrTry, type TryOptions, takenList, triedLines, triedRows, tryOption } from './try-import.ts'

interface ImportOptions extends TryOptions {
  list: string
  digitsAreRight?: boolean
  json?: boolean
}

const sentences = {
  list_malformed: 'Name the list in --list, with at most 60 letters.',
} as const

/** `bekal exclusion import`, `remove` and `list`. */
export function exclusionCommands(program: Command, cli: Cli): void {
  const group = program.command('exclusion').description('NIKs that cannot be registered, by list.')
  group
    .command('import <file>')
    .description('Add the NIKs of a CSV file (a column nik, or NIKs and nothing else) to a list.')
    .requiredOption('--list <name>', 'the name of the list, as people are told it: ASN, TNI ...')
    .option(...digitsAreRight)
    .option(...tryOption)
    .option('--json', 'the report as JSON')
    .byStaff(cli, 'run_waves', importList)
  group
    .command('remove')
    .argument('[nik]', 'the NIK; - or nothing reads it from the input')
    .description(
      'Take a NIK off a list. What is typed on the command line stays in the history of the shell.',
    )
    .requiredOption('--list <name>', 'the list, as exclusion list names it')
    .requiredOption('--because <words>', 'why; the journal keeps it')
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_waves', remove)
  group
    .command('list')
    .description('The lists, with how many NIKs each has.')
    .option('--json', 'the lists as JSON')
    .action((options: { json?: boolean }) => list(cli, options))
}

async function importList({ cli, ctx, actor }: ByStaff, file: string, options: ImportOptions): Promise<void> {
  await sizeOf(file)
  const source = createReadStream(file)
  const taken = takenList(file, options)
  const outcome = await importOrTry(ctx, options, (at) =>
    importExclusions(at, options.list, source, actor, {
      ...taken,
      digitsAreRight: options.digitsAreRight,
    }),
  )
  if (!outcome.ok) return sayNo(cli, options.json, outcome.refusal, refusedSentence(outcome, sentences))
  const { rows, added, already, refused } = outcome.value
  answer(options.json, { ...outcome.value, ...triedRows(taken, options) }, [
    ...refused.slice(0, shownRows).map((row) => `line ${row.line}: ${row.nik} ${refusedBecause(row)}`),
    ...more(refused.length),
    `${rows} rows for the list ${options.list}: ${added} added, ${already} there already, ${refused.length} refused.`,
    ...triedLines(taken, options, shownRows),
  ])
}

function refusedBecause({ refusal, sentence }: RefusedExclusion): string {
  if (refusal === 'nik_malformed') return 'is no NIK.'
  if (refusal === 'spreadsheet_number')
    return 'is a number that a spreadsheet has written: format its column as text, fill it in again, save as CSV.'
  return Object.hasOwn(rowProblems, refusal) ? rowProblems[refusal as RowProblem].en : sentence
}

interface RemoveOptions {
  list: string
  because: string
  json?: boolean
}

const removeRefusals: Record<RemoveExclusionRefusal, string> = {
  reason_missing: 'Say in --because why.',
  nik_malformed: 'This is no NIK: 16 digits.',
  exclusion_unknown: 'This list does not have the NIK: bekal exclusion list shows the lists.',
}

async function remove(
  { cli, ctx, actor }: ByStaff,
  typed: string | undefined,
  options: RemoveOptions,
): Promise<void> {
  const { list: name, because, json } = options
  const nik = typed === undefined || typed === '-' ? (await readAll(process.stdin)).trim() : typed
  const outcome = await removeExclusion(ctx, { list: name, nik, because }, actor)
  if (!outcome.ok) return sayNo(cli, json, outcome.refusal, removeRefusals[outcome.refusal])
  answer(json, outcome.value, [`${outcome.value.nik} is off the list ${outcome.value.list}.`])
}

async function list(cli: Cli, options: { json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const lists = await exclusionLists(ctx.db)
  const rows = lists.map(({ list: name, niks, importedAt }) => [
    name,
    String(niks),
    formatInstant(importedAt, 'en'),
  ])
  answer(
    options.json,
    lists,
    lists.length > 0 ? table([['list', 'NIKs', 'last import'], ...rows]) : ['There are no lists.'],
  )
}
