import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import {
  addRedirectUri,
  listRedirectUris,
  redirectRefusals,
  removeRedirectUri,
} from '../../partners/directory/redirect-uris.ts'
import { listPartners } from '../../partners/directory/store.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table } from '../command.ts'

/** `bekal partner redirect-uri add`, `list` and `remove`. */
export function redirectUriCommands(partner: Command, cli: Cli): void {
  const group = partner
    .command('redirect-uri')
    .description('Where an institution may have participants sent back to, to the letter.')
  group
    .command('add <client-code> <uri>')
    .description('Register an address; its own query is kept.')
    .byStaff(cli, 'run_partners', (by, code: string, uri: string, options: { json?: boolean }) =>
      change(by, 'add', code, uri, options),
    )
  group
    .command('remove <client-code> <uri>')
    .description('End an address at once, also for links that participants have already.')
    .byStaff(cli, 'run_partners', (by, code: string, uri: string, options: { json?: boolean }) =>
      change(by, 'remove', code, uri, options),
    )
  group
    .command('list <client-code>')
    .description('The addresses of a partner.')
    .option('--json', 'the addresses as JSON')
    .action((code: string, options: { json?: boolean }) => list(cli, code, options.json))
}

async function change(
  { cli, ctx, actor }: ByStaff,
  what: 'add' | 'remove',
  clientCode: string,
  uri: string,
  { json }: { json?: boolean },
): Promise<void> {
  const work = what === 'add' ? addRedirectUri : removeRedirectUri
  const outcome = await work(ctx, { ...actor, clientCode, uri })
  if (!outcome.ok) return sayRefused(cli, json, outcome, redirectRefusals)
  const said = what === 'add' ? 'Participants may be sent back to' : 'Nobody is sent back any more to'
  answer(json, outcome.value, [`${said} ${uri}`])
}

async function list(cli: Cli, clientCode: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  if (!(await listPartners(ctx.db)).some((partner) => partner.clientCode === clientCode))
    return sayRefused(cli, json, refuse('partner_unknown'), redirectRefusals)
  const uris = await listRedirectUris(ctx.db, clientCode)
  const rows = uris.map(({ uri, addedAt }) => [formatInstant(addedAt, 'en'), uri])
  answer(json, uris, uris.length === 0 ? ['It has none yet.'] : table([['since', 'address'], ...rows]))
}
