import { Option } from 'commander'
import {
  addSignOnClient,
  clientRefusals,
  listSignOnClients,
  rotateSignOnSecret,
  type SignOnClient,
} from '../../partners/sign-on/clients.ts'
import { endSignOnClient } from '../../partners/sign-on/end-client.ts'
import { type IssuerName, issuerNames } from '../../partners/sign-on/issuers.ts'
import { rotateSignOnKey } from '../../partners/sign-on/keys.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table } from '../command.ts'
import { whoActs } from '../who-acts.ts'

interface AddOptions {
  redirectUri: string[]
  postLogoutUri?: string[]
  phone?: boolean
  card?: boolean
  json?: boolean
}

/** `bekal sign-on client add|list|rotate-secret|end` and `bekal sign-on rotate-key`. */
export function signOnCommands(program: Command, cli: Cli): void {
  const group = program
    .command('sign-on')
    .description('Single sign-on with the Kartu Prakerja account (OpenID Connect).')
  const clients = group.command('client').description('Partners that log people in by it.')
  clients
    .command('add <client-code>')
    .description('Make a partner a client; its secret is shown once.')
    .requiredOption('--redirect-uri <uris...>', 'where the browser comes back to, letter for letter')
    .option('--post-logout-uri <uris...>', 'where the browser may go after a logout')
    .option('--phone', 'may ask for the phone number')
    .option('--card', 'may ask for the card number (scope prakerja)')
    .byStaff(cli, 'run_partners', add)
  clients
    .command('list')
    .description('All clients and what they may ask for; never their secrets.')
    .option('--json', 'the clients as JSON')
    .action((options: { json?: boolean }) => list(cli, options.json))
  clients
    .command('rotate-secret <client-code>')
    .description('Give a client a new secret, shown once; the one before it ends at once.')
    .byStaff(cli, 'run_partners', rotateSecret)
  clients
    .command('end <client-code>')
    .description('End a client: it logs nobody in from now on. add makes it one again, with a new secret.')
    .byStaff(cli, 'run_partners', endClient)
  group
    .command('rotate-key')
    .description('Make a new key that signs from now on; the one before it stays published for a day.')
    .addOption(new Option('--issuer <name>', 'whose key').choices(issuerNames).default('programme'))
    .option('--json', 'the answer as JSON')
    .action((options: { issuer: IssuerName; json?: boolean }) => rotateKey(cli, options))
}

async function add(
  { cli, ctx, config, actor }: ByStaff,
  clientCode: string,
  options: AddOptions,
): Promise<void> {
  const outcome = await addSignOnClient(ctx, {
    ...actor,
    issuer: 'programme',
    clientCode,
    redirectUris: options.redirectUri,
    postLogoutUris: options.postLogoutUri ?? [],
    scopes: ['profile', 'email', ...(options.phone ? ['phone'] : []), ...(options.card ? ['prakerja'] : [])],
    allowHttp: !config.production,
  })
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, clientRefusals)
  const { clientId, secret, scopes } = outcome.value
  answer(options.json, outcome.value, [
    `Client ${clientId} may ask for: ${scopes.join(' ')}. Its secret, shown this once:`,
    secret,
  ])
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const clients = await listSignOnClients(ctx.db)
  const row = (client: SignOnClient) => [
    client.issuer,
    client.clientId,
    client.scopes.join(' '),
    client.redirectUris.join(' '),
    client.endedAt ? 'ended' : 'active',
  ]
  answer(
    json,
    clients,
    table([['issuer', 'client', 'scopes', 'comes back to', 'state'], ...clients.map(row)]),
  )
}

async function rotateSecret(
  { cli, ctx, actor }: ByStaff,
  clientCode: string,
  { json }: { json?: boolean },
): Promise<void> {
  const outcome = await rotateSignOnSecret(ctx, { ...actor, issuer: 'programme', clientCode })
  if (!outcome.ok) return sayRefused(cli, json, outcome, clientRefusals)
  answer(json, outcome.value, [`The new secret of ${clientCode}, shown this once:`, outcome.value.secret])
}

async function endClient(
  { cli, ctx, actor }: ByStaff,
  clientCode: string,
  { json }: { json?: boolean },
): Promise<void> {
  const outcome = await endSignOnClient(ctx, { ...actor, issuer: 'programme', clientCode })
  if (!outcome.ok) return sayRefused(cli, json, outcome, clientRefusals)
  answer(json, { clientCode, ended: true }, [`${clientCode} logs nobody in any more.`])
}

async function rotateKey(cli: Cli, { issuer, json }: { issuer: IssuerName; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const kid = await rotateSignOnKey(ctx, issuer, await whoActs(cli))
  answer(json, { issuer, kid }, [
    `Key ${kid} signs for ${issuer} within 5 seconds; the one before it stays published for a day.`,
  ])
}
