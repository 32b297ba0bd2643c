import { formatRupiah } from '../../kernel/rupiah.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { invariants } from '../../ledger/invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, failed, table } from '../command.ts'
import { progress } from '../progress.ts'

/** `bekal ledger check`. */
export function ledgerCommands(program: Command, cli: Cli): void {
  const group = program.command('ledger').description('The ledger.')
  group
    .command('check')
    .description('The trial balance, and everything that must hold over cards, purchases, seats and codes.')
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => check(cli, options.json))
}

async function check(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const balance = await trialBalance(ctx.db)
  const bar = progress('ledger')
  const violations = await checkInvariants(ctx.db, ({ done, total, next }) =>
    bar.at(done, total, `${done} of ${total} invariants looked at; now ${next}`),
  ).finally(() => bar.end())
  if (violations.length > 0 || balance.sum !== 0) cli.end(failed)
  const broken = new Map(violations.map((violation) => [violation.invariant, violation]))
  answer(json, { ...balance, invariants: invariants.length, violations }, [
    ...table([
      ...Object.entries(balance.accounts).map(([account, amount]) => [account, formatRupiah(amount)]),
      ['sum', formatRupiah(balance.sum)],
      ['entries', String(balance.entries)],
    ]),
    '',
    ...invariants.map(({ name, sentence }) => {
      const violation = broken.get(name)
      return violation
        ? `BROKEN ${violation.count} times: ${sentence} (${violation.examples.join(', ')})`
        : `holds  ${sentence}`
    }),
    '',
    violations.length === 0
      ? `All ${invariants.length} invariants hold.`
      : `${violations.length} of ${invariants.length} invariants do not hold.`,
    'Whether the rows are those that operations wrote: bekal audit.',
  ])
}
