import { createReadStream } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { addExclusion, addExclusionRefusals } from '../../recipients/exclusions/add-exclusion.ts'
import { exclusionLists, importExclusions } from '../../recipients/exclusions/exclusions.ts'
import { findExclusions } from '../../recipients/exclusions/list-exclusions.ts'
import { removeExclusion, removeExclusionRefusals } from '../../recipients/exclusions/remove-exclusion.ts'
import { recipientRefusals } from '../../recipients/recipient-refusals.ts'
import { staffNames } from '../../staff/staff.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'
import {
  digitsAreRight,
  type MapOptions,
  mapOption,
  more,
  sayListRefused,
  shownRows,
  sizeOf,
  whyRefused,
} from './list-rows.ts'
import { importOrTry, type TryOptions, takenList, triedLines, triedRows, tryOption } from './try-import.ts'

interface ImportOptions extends TryOptions, MapOptions {
  list: string
  digitsAreRight?: boolean
  json?: boolean
}

/** `bekal exclusion import`, `add`, `find`, `remove` and `list`. */
export function exclusionCommands(program: Command, cli: Cli): void {
  const group = program.command('exclusion').description('NIKs that cannot be registered, by list.')
  group
    .command('import <file>')
    .description('Add the NIKs of a CSV file (a column nik, or NIKs and nothing else) to a list.')
    .requiredOption('--list <name>', 'the name of the list, as people are told it: ASN, TNI ...')
    .option(...mapOption)
    .option(...digitsAreRight)
    .option(...tryOption)
    .option('--json', 'the report as JSON')
    .byStaff(cli, 'run_waves', importList)
  group
    .command('add')
    .argument('[nik]', 'the NIK; - or nothing reads it from the input')
    .description(
      'Put one NIK on a list. What is typed on the command line stays in the history of the shell.',
    )
    .requiredOption('--list <name>', 'the name of the list, as people are told it: ASN, TNI ...')
    .requiredOption('--because <words>', 'why; the list and the journal keep it')
    .byStaff(cli, 'run_waves', add)
  group
    .command('find')
    .argument('[nik]', 'the NIK; - or nothing reads it from the input')
    .description('The lists that a NIK stands on, since when and why.')
    .byStaff(cli, 'see_people', find)
  group
    .command('remove')
    .argument('[nik]', 'the NIK; - or nothing reads it from the input')
    .description(
      'Take a NIK off a list. What is typed on the command line stays in the history of the shell.',
    )
    .requiredOption('--list <name>', 'the list, as exclusion list names it')
    .requiredOption('--because <words>', 'why; the journal keeps it')
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
      columns: options.map,
    }),
  )
  if (!outcome.ok) return sayListRefused(cli, options.json, outcome, commandRefusals)
  const { rows, added, already, refused } = outcome.value
  answer(options.json, { ...outcome.value, ...triedRows(taken, options) }, [
    ...refused
      .slice(0, shownRows)
      .map(
        (row) =>
          `line ${row.line}: ${row.nik}: ${whyRefused({ refusals: [row.refusal] }, recipientRefusals)}`,
      ),
    ...more(refused.length),
    `${rows} rows for the list ${options.list}: ${added} added, ${already} there already, ${refused.length} refused.`,
    ...triedLines(taken, options, shownRows),
  ])
}

interface RemoveOptions {
  list: string
  because: string
  json?: boolean
}

async function remove(
  { cli, ctx, actor }: ByStaff,
  typed: string | undefined,
  options: RemoveOptions,
): Promise<void> {
  const { list: name, because, json } = options
  const nik = await nikOf(typed)
  const outcome = await removeExclusion(ctx, { list: name, nik, because }, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, removeExclusionRefusals)
  answer(json, outcome.value, [`${outcome.value.nik} is off the list ${outcome.value.list}.`])
}

async function add(
  { cli, ctx, actor }: ByStaff,
  typed: string | undefined,
  { list: name, because, json }: RemoveOptions,
): Promise<void> {
  const outcome = await addExclusion(ctx, { list: name, nik: await nikOf(typed), because }, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, addExclusionRefusals)
  answer(json, outcome.value, [`${outcome.value.nik} is on the list ${outcome.value.list}.`])
}

async function find(
  { cli, ctx, actor }: ByStaff,
  typed: string | undefined,
  { json }: { json?: boolean },
): Promise<void> {
  const looked = await findExclusions(ctx, await nikOf(typed), actor)
  if (!looked) return sayRefused(cli, json, refuse('nik_malformed'), addExclusionRefusals)
  const names = await staffNames(
    ctx.db,
    looked.found.map(({ addedBy }) => addedBy),
  )
  answerList(json, looked.found, `${looked.nik} stands on no list.`, [
    ['list', (one) => one.list],
    ['since', (one) => formatInstant(one.addedAt, 'en')],
    ['by', (one) => names.get(one.addedBy) ?? one.addedBy],
    ['because', (one) => one.because ?? 'a list that was imported'],
  ])
}

async function nikOf(typed: string | undefined): Promise<string> {
  return typed === undefined || typed === '-' ? (await readAll(process.stdin)).trim() : typed
}

async function list(cli: Cli, options: { json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const lists = await exclusionLists(ctx.db)
  answerList(options.json, lists, 'There are no lists.', [
    ['list', (one) => one.list],
    ['NIKs', (one) => String(one.niks)],
    ['last import', (one) => formatInstant(one.importedAt, 'en')],
  ])
}
