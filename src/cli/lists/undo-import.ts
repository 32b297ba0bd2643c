import { listKinds } from '../../imports/list-kinds.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { type ListImport, type ListKind, listImports, readImport } from '../../lists/list-imports.ts'
import { type KeptBecause, type UndoOptions, undoImport, undoRefusals } from '../../lists/undo-import.ts'
import { staffNames } from '../../staff/staff.ts'
import type { Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { progress } from '../progress.ts'
import { staffActs } from '../who-acts.ts'
import { importOrTry, type TryOptions, tryOption } from './try-import.ts'

interface UndoCommandOptions extends TryOptions {
  readonly because: string
  readonly json?: boolean
}

/** What can be undone of each kind of list. */
const undoRules: Readonly<Record<ListKind, string>> = {
  recipients:
    "A recipient can be taken back until two people have approved the wave's grants; who was known before keeps the data that the list has brought.",
  applicants:
    'Somebody who was registered is forgotten again while they have done nothing by themselves; who joined a wave that is still open is taken out of it and stays registered. They are told by email.',
  exclusions: 'A NIK can be taken off its list at any time.',
  courses:
    'A course that the list has added can be withdrawn until somebody buys it; one that was there before stays as the list has made it: import what it was.',
}

const keptBecause: Readonly<Record<KeptBecause, string>> = {
  gone: 'it is not there any more, or was written again since',
  grant_approved: "the wave's grants are approved",
  recipient: 'the person was chosen for a wave',
  uses_account: 'the person has an account, or has proved their phone',
  appeal_filed: 'the person has filed an appeal',
  wave_closed: 'the wave that the person joined is closed',
  left_wave:
    'they joined a wave: they are out of it now, and stay registered, as an application is never removed',
  was_there: 'the course was there before, and what it said then is not kept',
  sold: 'somebody buys or has bought it: course withdraw takes it out of the catalogue',
}

const shownImports = 50

/** `bekal import list`, `show` and `undo`. */
export function undoImportCommands(group: Command, cli: Cli): void {
  group
    .command('list')
    .description('The lists that were imported, the newest first, with how many rows changed something.')
    .option('--limit <count>', 'so many', wholeNumber, shownImports)
    .option('--json', 'the imports as JSON')
    .action((options: { limit: number; json?: boolean }) => list(cli, options))
  group
    .command('show <number>')
    .description('One import, and which of its rows can be undone.')
    .option('--json', 'the import as JSON')
    .action((number: string, options: { json?: boolean }) => show(cli, number, options.json))
  group
    .command('undo <number>')
    .description(
      'Take an import back, row by row; rows that cannot be undone any more stay, each with its reason. Safe to repeat.',
    )
    .requiredOption('--because <words>', 'why; the journal keeps it, and who was told something is told this')
    .option(...tryOption)
    .option('--json', 'the report as JSON')
    .takes('run_waves', 'run_learning')
    .action((number: string, options: UndoCommandOptions) => undo(cli, number, options))
}

async function list(cli: Cli, { limit, json }: { limit: number; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const imports = await listImports(ctx.db, limit)
  const names = await staffNames(
    ctx.db,
    imports.map(({ importedBy }) => importedBy),
  )
  answerList(json, imports, 'Nothing was imported yet.', [
    ['number', (one) => one.importId],
    ['kind', (one) => one.kind],
    ['at', (one) => formatInstant(one.importedAt, 'en')],
    ['by', (one) => names.get(one.importedBy) ?? one.importedBy],
    ['rows', (one) => String(one.rows)],
    ['undone', (one) => stateOf(one)],
    ['file', (one) => one.file],
  ])
}

function stateOf({ undone, kept, undoneAt }: ListImport): string {
  if (undone === 0 && !undoneAt) return '-'
  return kept > 0 ? `${undone}, ${kept} kept` : String(undone)
}

async function show(cli: Cli, number: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const found = await imported(cli, number, json)
  if (!found) return
  const facts = Object.entries(found.facts).map(([name, value]) => `  ${name}: ${value}`)
  const names = await staffNames(ctx.db, [found.importedBy])
  answer(json, { ...found, rule: undoRules[found.kind] }, [
    `Import ${found.importId} of ${found.kind}, ${found.file}, at ${formatInstant(found.importedAt, 'en')} by ${names.get(found.importedBy) ?? found.importedBy}`,
    ...facts,
    `${found.rows} rows changed something; ${found.undone} are undone, ${found.kept} were kept.`,
    undoRules[found.kind],
  ])
}

async function imported(
  cli: Cli,
  number: string,
  json: boolean | undefined,
): Promise<ListImport | undefined> {
  const { ctx } = await cli.open()
  const found = /^\d{1,18}$/.test(number) ? await readImport(ctx.db, number) : undefined
  if (!found) sayRefused(cli, json, refuse('import_unknown'), undoRefusals)
  return found
}

async function undo(cli: Cli, number: string, options: UndoCommandOptions): Promise<void> {
  const { json } = options
  const { ctx } = await cli.open()
  const found = await imported(cli, number, json)
  if (!found) return
  const { undoes, undo: undoRows } = listKinds[found.kind]
  const actor = await staffActs(cli, undoes, json)
  if (!actor) return
  const bar = progress(`import ${number}`)
  const how: UndoOptions = {
    actor,
    because: options.because,
    undo: undoRows,
    onProgress: (done) => bar.at(done, found.rows - found.undone, `${done} rows`),
  }
  const outcome = await importOrTry(ctx, options, (at) => undoImport(at, number, how)).finally(() =>
    bar.end(),
  )
  if (!outcome.ok) return sayRefused(cli, json, outcome, undoRefusals)
  const { undone, kept } = outcome.value
  answer(json, { ...outcome.value, ...(options.try && { tried: true }) }, [
    ...Object.entries(Object.groupBy(kept, ({ because }) => because)).flatMap(([because, rows]) => [
      `${rows.length} stay, because ${keptBecause[because as KeptBecause]}: ${rows
        .slice(0, shownImports)
        .map(({ key }) => key)
        .join(' ')}${rows.length > shownImports ? ' ... (all of them with --json)' : ''}`,
    ]),
    `Import ${number}: ${undone} rows ${options.try ? 'would be' : 'are'} undone, ${kept.length} stay.`,
    ...(options.try ? ['This was a try: nothing was written.'] : []),
  ])
}
