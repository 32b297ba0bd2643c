import { Option } from 'commander'
import { partnerKinds } from '../../reconciliation/compare-rules.ts'
import {
  decideDifference,
  decideRefusals,
  type OwnDecision,
  ownDecisions,
} from '../../reconciliation/decide-difference.ts'
import {
  type Decision,
  type DifferenceFilter,
  decisions,
  listDifferences,
  type Side,
} from '../../reconciliation/differences.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, calendarDate, sayRefused } from '../command.ts'

interface ListOptions {
  partner?: string
  kind?: (typeof partnerKinds)[number]
  state?: Decision | 'open'
  day?: string
  json?: boolean
}

/** `bekal reconcile differences` and `decide`. */
export function differenceCommands(group: Command, cli: Cli): void {
  group
    .command('differences')
    .description('What storefronts say otherwise than we do, what waits first.')
    .option('--partner <client-code>', 'only of this storefront')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(partnerKinds))
    .addOption(new Option('--state <state>', 'only so').choices(['open', ...decisions]))
    .option('--day <date>', 'only of this WIB day', calendarDate)
    .option('--json', 'the differences as JSON')
    .action((options: ListOptions) => list(cli, options))
  group
    .command('decide <number>')
    .description('Work a difference off, with a reason.')
    .addOption(new Option('--as <decision>', 'what became of it').choices(ownDecisions).makeOptionMandatory())
    .requiredOption('--because <words>', 'why, in at most 500 letters')
    .byStaff(cli, 'run_money', decide)
}

async function list(cli: Cli, { partner, kind, state, day, json }: ListOptions): Promise<void> {
  const { ctx } = await cli.open()
  const filter: DifferenceFilter = { clientCode: partner, kind, state, day }
  answerList(json, await listDifferences(ctx.db, filter, 1000), 'There is no such difference.', [
    ['number', (one) => one.differenceId],
    ['day', (one) => one.day],
    ['storefront', (one) => one.clientCode ?? '-'],
    ['what', (one) => one.kind],
    ['of', (one) => one.subject],
    ['state', (one) => one.decision ?? 'open'],
    ['ours', (one) => sideText(one.ours)],
    ['theirs', (one) => sideText(one.theirs)],
  ])
}

function sideText(side: Side | undefined): string {
  if (!side) return '-'
  return ['amount', 'status', 'paid_on', 'cancelled_on', 'day', 'times']
    .flatMap((name) => (side[name] === undefined ? [] : [`${name} ${side[name]}`]))
    .join(', ')
}

async function decide(
  { cli, ctx, actor }: ByStaff,
  number: string,
  { as: decision, because, json }: { as: OwnDecision; because: string; json?: boolean },
): Promise<void> {
  const decided = await decideDifference(ctx, number, { decision, because }, actor)
  if (!decided.ok) return sayRefused(cli, json, decided, decideRefusals)
  answer(json, { differenceId: number, decision }, [`Difference ${number} is decided: ${decision}.`])
}
