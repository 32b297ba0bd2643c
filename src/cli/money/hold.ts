import { InvalidArgumentError } from 'commander'
import { inTransaction } from '../../database/transaction.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { type Held, holdByStaff, liftHold, listHolds, paymentHoldRefusals } from '../../money/holds/holds.ts'
import { readHeld } from '../../money/party-reference.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused } from '../command.ts'

/** `bekal hold place`, `lift` and `list`. */
export function holdCommands(program: Command, cli: Cli): void {
  const group = program.command('hold').description('Stops of payments, until they are lifted.')
  group
    .command('place')
    .argument('<whom>', 'institution:3, storefront:1, person:12 or purchase:9', held)
    .description('Stop the payments of a party, or of what one purchase has earned.')
    .requiredOption('--because <reason>', 'why')
    .byStaff(cli, 'run_money', place)
  group
    .command('lift')
    .argument('<hold>', 'its number: hold list')
    .description('Lift a hold: what it stopped goes with the next run.')
    .requiredOption('--because <reason>', 'why')
    .byStaff(cli, 'approve_money', lift)
  group
    .command('list')
    .description('The holds in force.')
    .option('--all', 'those that were lifted, too')
    .option('--json', 'the holds as JSON')
    .action((options: { all?: boolean; json?: boolean }) => list(cli, options))
}

interface Options {
  because: string
  json?: boolean
}

async function place({ cli, ctx, actor }: ByStaff, whom: Held, { because, json }: Options): Promise<void> {
  const made = await holdByStaff(ctx, whom, because, actor)
  if (!made.ok) return sayRefused(cli, json, made, paymentHoldRefusals)
  answer(json, made.value, [`Hold ${made.value.holdId} stops the payments of ${whom.kind} ${whom.id}.`])
}

async function lift({ cli, ctx, actor }: ByStaff, holdId: string, { because, json }: Options): Promise<void> {
  const lifted = await inTransaction(ctx.db, (tx) => liftHold(tx, holdId, because, actor, ctx.clock.now()))
  if (!lifted.ok) return sayRefused(cli, json, lifted, paymentHoldRefusals)
  answer(json, { lifted: true }, [`Hold ${holdId} is lifted.`])
}

async function list(cli: Cli, { all = false, json }: { all?: boolean; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  answerList(json, await listHolds(ctx.db, { all }), 'Nothing is held.', [
    ['hold', (one) => one.holdId],
    ['of', (one) => one.party],
    ['since', (one) => formatInstant(one.heldAt, 'en')],
    ['by', (one) => one.heldBy],
    ['because', (one) => one.reason],
    ['lifted', (one) => (one.liftedAt ? formatInstant(one.liftedAt, 'en') : '')],
  ])
}

function held(text: string): Held {
  const named = readHeld(text)
  if (!named) throw new InvalidArgumentError('write institution:3, storefront:1, person:12 or purchase:9')
  return named
}
