import { takesOf } from '../../acts/acts-of-two.ts'
import { approvalRefusals, waitingApprovals, withdrawApproval } from '../../approvals/approvals.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused } from '../command.ts'

interface WithdrawOptions {
  readonly reason: string
  readonly json?: boolean
}

/** `bekal approval list` and `withdraw`. */
export function approvalCommands(program: Command, cli: Cli): void {
  const group = program.command('approval').description('Irreversible acts that wait for a second person.')
  group
    .command('list')
    .description('What waits, who asked for it, and what exactly.')
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => list(cli, options.json))
  group
    .command('withdraw')
    .argument('<act>', 'such as open_wave')
    .argument('<subject>', 'such as wave:3')
    .description('Take back what waits.')
    .option('--reason <words>', 'why, for the journal', '')
    .byStaff(
      cli,
      { any: ['run_waves', 'run_money', 'help_people'], of: (act) => takesOf(act).first },
      withdraw,
    )
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const waiting = await waitingApprovals(ctx.db)
  answerList(json, waiting, 'Nothing waits.', [
    ['act', (one) => one.act],
    ['subject', (one) => one.subject],
    ['asked by', (one) => one.requestedBy],
    ['at', (one) => formatInstant(one.requestedAt, 'en')],
    ['approved by', (one) => one.approvedBy ?? '-'],
    ['facts', (one) => JSON.stringify(one.facts)],
  ])
}

async function withdraw(
  { cli, ctx, actor }: ByStaff,
  act: string,
  subject: string,
  options: WithdrawOptions,
): Promise<void> {
  const withdrawn = await withdrawApproval(ctx, { act, subject }, actor, options.reason)
  if (!withdrawn.ok) return sayRefused(cli, options.json, withdrawn, approvalRefusals)
  answer(options.json, { withdrawn: true }, [`${act} of ${subject} is withdrawn.`])
}
