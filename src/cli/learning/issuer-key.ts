import { formatInstant } from '../../kernel/wib.ts'
import {
  distrustIssuerKey,
  type IssuerKey,
  issuerKeyRefusals,
  issuerKeys,
  rotateIssuerKey,
} from '../../learning/certificates/issuer-keys.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table, wholeNumber } from '../command.ts'
import { whoActs } from '../who-acts.ts'

/** `bekal issuer-key show`, `rotate` and `distrust`. */
export function issuerKeyCommands(program: Command, cli: Cli): void {
  const group = program.command('issuer-key').description('The keys that sign certificates.')
  group
    .command('show')
    .description('All keys, the newest first; never their private halves.')
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => show(cli, options.json))
  group
    .command('rotate')
    .description('Retire the key that signs and make the next one; what it signed stays verifiable.')
    .option('--compromised', 'somebody else had the old key: nothing that it signed is believed any more')
    .option('--json', 'the answer as JSON')
    .action((options: { compromised?: boolean; json?: boolean }) => rotate(cli, options))
  group
    .command('distrust')
    .argument('<number>', '3 of key-3', wholeNumber)
    .description('Somebody else had this retired key: nothing that it signed is believed any more.')
    .option('--json', 'the answer as JSON')
    .action((number: number, options: { json?: boolean }) => distrust(cli, number, options.json))
}

async function show(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const keys = await issuerKeys(ctx.db)
  const rows = keys.map((key) => [
    `key-${key.issuerKeyId}`,
    stateOf(key),
    formatInstant(key.createdAt, 'en'),
    key.publicKey,
  ])
  answer(json, keys, table([['key', 'state', 'made', 'public half'], ...rows]))
}

function stateOf({ retiredAt, compromised }: IssuerKey): string {
  if (!retiredAt) return 'signs'
  return compromised ? 'compromised' : 'retired'
}

async function rotate(cli: Cli, options: { compromised?: boolean; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const { compromised = false, json } = options
  const key = await rotateIssuerKey(ctx, { compromised }, await whoActs(cli))
  answer(json, key, [
    `Certificates are signed with key-${key.issuerKeyId} from now on: ${key.publicKey}`,
    compromised
      ? 'Files that the old key signed verify no more: their holders download them again.'
      : 'Files that the old key signed go on to verify.',
  ])
}

async function distrust(cli: Cli, number: number, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const outcome = await distrustIssuerKey(ctx, number, await whoActs(cli))
  if (!outcome.ok) return sayRefused(cli, json, outcome, issuerKeyRefusals)
  answer(json, { issuerKeyId: number, compromised: true }, [
    `key-${number} is published no more: holders of files that it signed download them again.`,
  ])
}
