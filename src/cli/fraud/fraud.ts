import { Option } from 'commander'
import { caseStateWords, reportedWords } from '../../fraud/case-words.ts'
import { type CaseState, caseDetails, caseStates, findCase, listCases } from '../../fraud/cases.ts'
import { decideCase, decideCaseRefusals } from '../../fraud/decide-case.ts'
import { findReport } from '../../fraud/report-fraud.ts'
import { scanForFraud } from '../../fraud/scan.ts'
import { type CaseKind, caseKinds } from '../../fraud/signals.ts'
import { tellCase } from '../../fraud/tell-case.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { maskNumbers } from '../../learning/reviews/rules.ts'
import { rulesInForce } from '../../years/rules-in-force.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'

interface ListOptions {
  state?: CaseState
  signal?: CaseKind
  limit: number
  json?: boolean
}

interface DecideOptions {
  cleared?: boolean
  confirmed?: boolean
  because: string
  json?: boolean
}

/** `bekal fraud list`, `show`, `decide` and `scan`. */
export function fraudCommands(program: Command, cli: Cli): void {
  const group = program.command('fraud').description('What looks like fraud, and the payments that it stops.')
  group
    .command('list')
    .description('Cases, those first that wait for a decision.')
    .addOption(new Option('--state <state>', 'only those').choices([...caseStates]))
    .addOption(new Option('--signal <signal>', 'only those of this signal').choices([...caseKinds]))
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'the cases as JSON')
    .action((options: ListOptions) => list(cli, options))
  group
    .command('show <case>')
    .description('One case: what was seen, what is usual, examples, and what it stops.')
    .option('--json', 'the case as JSON')
    .action((id: string, { json }: { json?: boolean }) => show(cli, id, json))
  group
    .command('decide <case>')
    .description('Clear a case, so that what it stopped goes on, or confirm it, so that it stays stopped.')
    .addOption(new Option('--cleared', 'it is no fraud').conflicts('confirmed'))
    .addOption(new Option('--confirmed', 'it is fraud').conflicts('cleared'))
    .requiredOption('--because <text>', 'why; the journal keeps it')
    .byStaff(cli, 'decide_fraud', decide)
  group
    .command('scan')
    .description('Look for fraud now; the timetable does so every hour. Safe to repeat.')
    .option('--json', 'what was found as JSON')
    .action(({ json }: { json?: boolean }) => scan(cli, json))
}

async function list(cli: Cli, { state, signal, limit, json }: ListOptions): Promise<void> {
  const { ctx } = await cli.open()
  const cases = await listCases(ctx.db, { state, signal, most: limit })
  answerList(json, cases, 'There is no such case.', [
    ['case', (one) => one.caseId],
    ['what', (one) => tellCase(one, 'en').name],
    ['about', (one) => tellCase(one, 'en').subject],
    ['seen', (one) => String(one.count)],
    ['stopped', (one) => String(one.held)],
    ['state', (one) => one.state],
    ['opened', (one) => formatInstant(one.openedAt, 'en')],
  ])
}

async function show(cli: Cli, id: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const found = await findCase(ctx.db, idOf(id))
  if (!found) return sayRefused(cli, json, refuse('case_unknown'), decideCaseRefusals)
  const { purchases, names, held } = await caseDetails(ctx.db, found)
  const filed = found.signal === 'report' ? await findReport(ctx, found.subjectId) : undefined
  const report = filed && { ...filed, named: masked(filed.named), text: masked(filed.text) }
  const told = tellCase(found, 'en')
  answer(json, { ...found, told, purchases, names, stopped: held, report }, [
    `${told.name}: ${told.subject} (case ${found.caseId}, ${caseStateWords.en[found.state].toLowerCase()})`,
    told.seen,
    told.usual,
    ...(report ? [`${reportedWords.en[report.about]}: ${report.named}`, report.text] : []),
    ...(names.length > 0 ? [`Also in it: ${names.join(', ')}.`] : []),
    ...purchases.map(
      (one) =>
        `  purchase ${one.purchaseId} of card ${one.cardId}: ${one.course}, ${formatRupiah(one.price ?? 0)}, ${one.storefront}`,
    ),
    ...held.map(({ partyKind, parties }) => `Stopped: ${parties} x ${partyKind}.`),
    ...(found.decidedBecause ? [`Decided by ${found.decidedBy}: ${found.decidedBecause}`] : []),
  ])
}

async function decide(by: ByStaff, id: string, options: DecideOptions): Promise<void> {
  const { cleared, confirmed, because, json } = options
  if (!cleared && !confirmed) return sayRefused(by.cli, json, refuse('decision_missing'), decideCaseRefusals)
  const state = cleared ? ('cleared' as const) : ('confirmed' as const)
  const decided = await decideCase(by.ctx, idOf(id), { state, because }, by.actor)
  if (!decided.ok) return sayRefused(by.cli, json, decided, decideCaseRefusals)
  const { lifted } = decided.value
  answer(json, { state, lifted }, [
    cleared ? `Cleared. ${lifted} holds are lifted.` : 'Confirmed. Its payments stay stopped.',
  ])
}

async function scan(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const rules = await rulesInForce(ctx)
  const scanned = await scanForFraud(ctx, rules.current().fraud)
  answer(json, scanned, [
    `Cases opened: ${scanned.opened}; grown: ${scanned.grown}; payments stopped: ${scanned.held}.`,
    ...(scanned.unfinished.length > 0 ? [`Took too long, and wait: ${scanned.unfinished.join(', ')}.`] : []),
  ])
}

/** A NIK that somebody wrote into a text is not for a terminal. */
const masked = (text: string) => maskNumbers(text).text

/** What is no number is no case. */
function idOf(typed: string): string {
  return /^[1-9]\d{0,17}$/.test(typed) ? typed : '0'
}
