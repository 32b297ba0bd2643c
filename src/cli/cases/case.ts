import { Option } from 'commander'
import { caseRefusals } from '../../cases/case-refusals.ts'
import { type CaseKind, caseKinds, isCaseKind, kindsSeen } from '../../cases/kinds.ts'
import { notesOf, writeNote } from '../../cases/notes.ts'
import { type CaseFilter, lateCases, listOpenCases, whoseCases } from '../../cases/queue.ts'
import { type CaseName, handOverCase, takeCase } from '../../cases/take-case.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { findStaff, type Staff } from '../../staff/staff.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'

interface ListOptions extends Pick<CaseFilter, 'kind' | 'whose' | 'state' | 'most'> {
  json?: boolean
}
interface Options {
  json?: boolean
}

/** `bekal case list`, `take`, `hand-over`, `note` and `notes`. */
export function caseCommands(program: Command, cli: Cli): void {
  const group = program.command('case').description('What waits for a decision about somebody: one queue.')
  group
    .command('list')
    .description('Open cases of the kinds that you may see, the most urgent first.')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices([...caseKinds]))
    .addOption(new Option('--whose <whose>', 'only yours, or without an owner').choices([...whoseCases]))
    .addOption(new Option('--state <state>', 'only late, or with a second person').choices([...lateCases]))
    .option('--most <count>', 'at most so many', wholeNumber, 50)
    .byStaff(cli, 'see_cases', list)
  const named = (name: string) =>
    group.command(name).argument('<kind>', 'as the list has it').argument('<number>', 'as the list has it')
  named('take')
    .description('Make a case your own.')
    .option('--over', 'also when it is somebody else’s')
    .byStaff(cli, 'see_cases', take)
  named('hand-over')
    .description('Give a case to somebody else of the staff.')
    .requiredOption('--to <email>', 'whose it is from now on')
    .byStaff(cli, 'see_cases', handOver)
  named('note')
    .description('Note something of a case for the staff; it is never changed or removed.')
    .requiredOption('--text <words>', '3 to 2,000 letters')
    .byStaff(cli, 'see_cases', note)
  named('notes').description('What the staff noted of a case.').byStaff(cli, 'see_cases', notes)
}

async function list({ ctx, actor }: ByStaff, { json, ...filter }: ListOptions): Promise<void> {
  const staff = await whoLooks(ctx, actor)
  const now = ctx.clock.now()
  answerList(json, await listOpenCases(ctx, staff, filter), 'No case waits.', [
    ['kind', (one) => one.kind],
    ['number', (one) => one.subject],
    ['about', (one) => one.detail ?? '-'],
    ['came in', (one) => formatInstant(one.openedAt, 'en')],
    ['due', (one) => formatInstant(one.dueAt, 'en')],
    ['state', (one) => (one.dueAt <= now ? 'LATE' : one.needsSecond ? 'second person' : 'open')],
    ['owner', (one) => (one.deputy ? `${one.owner} (${one.deputy} stands in)` : (one.owner ?? '-'))],
  ])
}

async function take(
  { cli, ctx, actor }: ByStaff,
  kind: string,
  subject: string,
  { over, json }: Options & { over?: boolean },
): Promise<void> {
  const name = nameOf(kind, subject)
  const taken = name ? await takeCase(ctx, name, { over: over === true }, actor) : unknownKind
  if (!taken.ok) return sayRefused(cli, json, taken, caseRefusals)
  answer(json, { kind, subject: taken.value.subject }, ['The case is yours.'])
}

async function handOver(
  { cli, ctx, actor }: ByStaff,
  kind: string,
  subject: string,
  { to: email, json }: Options & { to: string },
): Promise<void> {
  const name = nameOf(kind, subject)
  const given = name ? await handOverCase(ctx, name, { email }, actor) : unknownKind
  if (!given.ok) return sayRefused(cli, json, given, caseRefusals)
  answer(json, { kind, subject: given.value.subject, to: email }, [`The case is handed over to ${email}.`])
}

async function note(
  { cli, ctx, actor }: ByStaff,
  kind: string,
  subject: string,
  { text, json }: Options & { text: string },
): Promise<void> {
  const name = nameOf(kind, subject)
  const noted = name ? await writeNote(ctx, name, text, actor) : unknownKind
  if (!noted.ok) return sayRefused(cli, json, noted, caseRefusals)
  answer(json, { kind, subject: noted.value.subject }, ['The note is saved.'])
}

async function notes(
  { cli, ctx, actor }: ByStaff,
  kind: string,
  subject: string,
  { json }: Options,
): Promise<void> {
  const name = nameOf(kind, subject)
  if (!name) return sayRefused(cli, json, unknownKind, caseRefusals)
  if (!kindsSeen((await whoLooks(ctx, actor)).roles).includes(name.kind))
    return sayRefused(cli, json, refuse('not_for_your_role'), caseRefusals)
  answerList(json, await notesOf(ctx.db, name), 'There are none.', [
    ['at', (one) => formatInstant(one.writtenAt, 'en')],
    ['by', (one) => one.writtenBy],
    ['note', (one) => one.text],
  ])
}

async function whoLooks({ db }: ByStaff['ctx'], { actor }: ByStaff['actor']): Promise<Staff> {
  return (await findStaff(db, { staffId: actor.slice('staff:'.length) }))!
}

const unknownKind = refuse('case_kind_unknown')

function nameOf(kind: string, subject: string): CaseName | undefined {
  return isCaseKind(kind) ? { kind: kind satisfies CaseKind, subject: subject.toUpperCase() } : undefined
}
