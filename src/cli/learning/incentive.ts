import { Option } from 'commander'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDate } from '../../kernel/wib.ts'
import {
  incentivesOfDay,
  type StoppedState,
  stoppedIncentives,
  stoppedStates,
} from '../../learning/incentives/find-incentives.ts'
import { incentivesDue } from '../../learning/incentives/incentives.ts'
import type { Command } from '../bekal-command.ts'
import { answerList, type Cli, calendarDate, wholeNumber } from '../command.ts'

interface ListOptions {
  days: number
  on?: string
  state?: StoppedState
  limit: number
  json?: boolean
}

/** `bekal incentive list`. */
export function incentiveCommands(program: Command, cli: Cli): void {
  const group = program
    .command('incentive')
    .description('Cash after the first finished and reviewed training.')
  group
    .command('list')
    .description('What is due and not paid: what is proven first, of each the oldest first.')
    .option('--days <days>', 'also what becomes due within so many days', wholeNumber, 0)
    .option('--on <date>', 'instead all of one day in WIB', calendarDate)
    .addOption(new Option('--state <state>', 'instead those that are stopped so').choices(stoppedStates))
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'the payments as JSON')
    .action((options: ListOptions) => list(cli, options))
}

async function list(cli: Cli, { days, on, state, limit, json }: ListOptions): Promise<void> {
  const { ctx } = await cli.open()
  const by = new Date(ctx.clock.now().getTime() + days * 86_400_000)
  const due = state
    ? (await stoppedIncentives(ctx, { state, limit })).incentives
    : on
      ? (await incentivesOfDay(ctx, { on, limit })).incentives
      : await incentivesDue(ctx, by, limit)
  answerList(json, due, 'Nothing is due.', [
    ['due', (one) => formatDate(one.dueAt, 'en')],
    ['card id', (one) => one.cardId],
    ['for', (one) => `${one.kind} ${one.number}`],
    ['amount', (one) => formatRupiah(one.amount)],
    ['state', (one) => one.state],
    ['bank', (one) => one.bankReason ?? '-'],
    ['completion', (one) => (one.reported ? 'reported' : 'proven')],
  ])
}
