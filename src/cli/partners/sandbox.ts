import { resetSandbox } from '../../demo/sandbox-codes.ts'
import { refuse } from '../../kernel/refusal.ts'
import { createPurchases } from '../../purchase/create-purchases.ts'
import { scheme2021 } from '../../years/year-rules.ts'
import { listYears } from '../../years/years.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'
import { cardPageLink } from '../message-links.ts'
import { whoActs } from '../who-acts.ts'

/** `bekal sandbox reset`. */
export function sandboxCommands(program: Command, cli: Cli): void {
  const group = program.command('sandbox').description('What partners try the API with, in the demo.')
  group
    .command('reset')
    .description('Put all redeem codes of the sandbox back: unused, unattended, nothing handed in.')
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => reset(cli, options.json))
}

async function reset(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx, config, connection } = await cli.open()
  if (config.production) return sayRefused(cli, json, refuse('demo_only'), commandRefusals)
  const rules = (await listYears(ctx.db)).at(0)?.rules ?? { ...scheme2021, usableUntil: '9999-12-31' }
  const purchases = createPurchases(ctx, {
    connection,
    rules: () => rules,
    demo: true,
    cardLink: () => cardPageLink(config),
    onMessages: () => {},
  })
  try {
    const codes = await resetSandbox(ctx, purchases, await whoActs(cli))
    if (codes.length === 0) return sayRefused(cli, json, refuse('sandbox_empty'), commandRefusals)
    answer(json, { codes }, [`${codes.length} codes are as good as new: ${codes.join(', ')}.`])
  } finally {
    await purchases.close()
  }
}
