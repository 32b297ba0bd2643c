import { Option } from 'commander'
import { offerTo, withdrawOffersOf } from '../../catalogue/offer-catalogue.ts'
import { day } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'
import { partnerDirectory } from '../../partners/directory/directory.ts'
import { revokeKey, rotateKey } from '../../partners/directory/keys.ts'
import { partnerRefusals, registerPartner } from '../../partners/directory/register-partner.ts'
import { listKeySlots, listPartners } from '../../partners/directory/store.ts'
import { listRefusedCalls, refusedCallDays } from '../../partners/refused-calls.ts'
import { suspendedParties } from '../../suspension/list-suspensions.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table, wholeNumber } from '../command.ts'
import { storefrontSuspension } from '../money/suspension.ts'
import { partnerCatalogueCommand } from './partner-catalogue.ts'
import { partnerChangeCommand } from './partner-change.ts'
import { redirectUriCommands } from './redirect-uri.ts'

interface AddOptions {
  name: string
  kind: 'storefront' | 'institution'
  domain: string
  voucher?: boolean
  sandbox?: boolean
  sha256?: boolean
  institution?: number
  actsAsInstitution?: boolean
  json?: boolean
}

interface RefusalsOptions {
  days: number
  limit: number
  json?: boolean
}

interface OfferOptions {
  course?: string[]
  json?: boolean
}

/** `bekal partner list`, `add`, `change`, `offer`, `withdraw`, `catalogue`, `refusals`, `suspend`, `resume`, `rotate-key`, `revoke-key` and `redirect-uri`. */
export function partnerCommands(program: Command, cli: Cli): void {
  const group = program.command('partner').description('Storefronts and institutions that integrate.')
  group
    .command('list')
    .description('All partners and their live keys; never the keys themselves.')
    .option('--json', 'the partners as JSON')
    .action((options: { json?: boolean }) => list(cli, options.json))
  group
    .command('add <client-code>')
    .description('Add a partner; its first key is shown once.')
    .requiredOption('--name <name>', 'as people know it')
    .requiredOption('--domain <host>', 'the host that OTP messages are bound to')
    .addOption(
      new Option('--kind <kind>', 'what it is').choices(['storefront', 'institution']).default('storefront'),
    )
    .option('--voucher', 'enrols by voucher code')
    .option('--sandbox', 'may charge sandbox cards only')
    .option('--sha256', 'must sign with HMAC-SHA256')
    .option('--institution <id>', 'the institution that it is, or acts for', wholeNumber)
    .option('--acts-as-institution', 'a storefront that makes the calls of its institution, too')
    .byStaff(cli, 'run_partners', add)
  group
    .command('offer <client-code>')
    .description('Let a storefront sell courses: those named, or all that have a price.')
    .option('--course <codes...>', 'only these courses')
    .byStaff(cli, 'run_partners', offer)
  group
    .command('withdraw <client-code>')
    .description('Let a storefront sell courses no more; what was bought of them goes on.')
    .requiredOption('--course <codes...>', 'these courses')
    .requiredOption('--because <words>', 'why; the journal keeps it')
    .byStaff(cli, 'run_partners', withdraw)
  group
    .command('refusals [client-code]')
    .description('What the API refused: an hour, a call and a reason each, with the newest request ids.')
    .option('--days <count>', `how far back; at most ${refusedCallDays}`, wholeNumber, 7)
    .option('--limit <count>', 'lines', wholeNumber, 50)
    .option('--json', 'the answer as JSON')
    .action((code: string | undefined, options: RefusalsOptions) => listRefusals(cli, code, options))
  group
    .command('rotate-key <client-code>')
    .description('Make a new key beside the newest one; shown once.')
    .byStaff(cli, 'run_partners', rotate)
  group
    .command('revoke-key <client-code>')
    .argument('<slot>', '1 or 2', wholeNumber)
    .description('End the key in slot 1 or 2 at once.')
    .byStaff(cli, 'run_partners', revoke)
  storefrontSuspension(group, cli)
  partnerChangeCommand(group, cli)
  partnerCatalogueCommand(group, cli)
  redirectUriCommands(group, cli)
}

async function listRefusals(cli: Cli, code: string | undefined, options: RefusalsOptions): Promise<void> {
  const { ctx } = await cli.open()
  if (code !== undefined && !(await listPartners(ctx.db)).some(({ clientCode }) => clientCode === code))
    return sayRefused(cli, options.json, refuse('partner_unknown'), partnerRefusals)
  const since = new Date(ctx.clock.now().getTime() - options.days * day)
  const found = await listRefusedCalls(ctx.db, { clientCode: code, since, limit: options.limit })
  const lines = found.map((it) => [
    it.hour.toISOString().slice(0, 16),
    it.clientCode || '(unknown)',
    it.call || '-',
    it.refusal,
    String(it.refusals),
    it.requestIds.join(' '),
  ])
  answer(
    options.json,
    found,
    table([['hour (UTC)', 'client code', 'call', 'refusal', 'times', 'requests'], ...lines]),
  )
}

async function offer({ cli, ctx, actor }: ByStaff, code: string, options: OfferOptions): Promise<void> {
  const partner = (await listPartners(ctx.db)).find(({ clientCode }) => clientCode === code)
  if (!partner) return sayRefused(cli, options.json, refuse('partner_unknown'), partnerRefusals)
  const offered = await offerTo(ctx.db, partner.partnerId, options.course, ctx.clock.now(), actor)
  answer(options.json, { offered }, [`${code} sells ${offered} more courses.`])
}

interface WithdrawOptions {
  course: string[]
  because: string
  json?: boolean
}

async function withdraw(
  { cli, ctx, actor }: ByStaff,
  code: string,
  { course, because, json }: WithdrawOptions,
): Promise<void> {
  const partner = (await listPartners(ctx.db)).find(({ clientCode }) => clientCode === code)
  if (!partner) return sayRefused(cli, json, refuse('partner_unknown'), partnerRefusals)
  if (because.trim() === '') return sayRefused(cli, json, refuse('reason_missing'), partnerRefusals)
  const offers = { partnerId: partner.partnerId, courseCodes: course, because: because.trim() }
  const withdrawn = await withdrawOffersOf(ctx.db, offers, ctx.clock.now(), actor)
  answer(json, { withdrawn }, [`${code} sells ${withdrawn} courses less.`])
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const suspended = await suspendedParties(ctx.db)
  const partners = []
  for (const { sealedKeys: _, ...partner } of await listPartners(ctx.db))
    partners.push({
      ...partner,
      institutionId: partner.institutionId ?? null,
      sellsNothing: suspended({ kind: 'storefront', id: partner.partnerId }),
      keys: await listKeySlots(ctx.db, partner.partnerId),
    })
  const rows = partners.map((partner) => [
    partner.clientCode,
    partner.name,
    partner.kind,
    partner.sellsNothing ? `${partner.status}, sells nothing` : partner.status,
    partner.sandbox ? 'sandbox' : 'live',
    partner.keys.map(({ slot }) => `key ${slot}`).join(', ') || 'no key',
  ])
  answer(json, partners, table([['client code', 'name', 'kind', 'status', 'mode', 'keys'], ...rows]))
}

async function add({ cli, ctx, actor }: ByStaff, clientCode: string, options: AddOptions): Promise<void> {
  const outcome = await registerPartner(ctx, partnerDirectory(ctx), {
    ...actor,
    clientCode,
    name: options.name,
    kind: options.kind,
    domain: options.domain,
    givesVoucher: options.voucher ?? false,
    sandbox: options.sandbox ?? false,
    demandsSha256: options.sha256 ?? false,
    actsAsInstitution: options.actsAsInstitution ?? false,
    ...(options.institution && { institutionId: options.institution }),
  })
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, partnerRefusals)
  answer(options.json, outcome.value, [
    `Partner ${clientCode} is added. Its key, shown this once:`,
    outcome.value.key,
  ])
}

async function rotate(
  { cli, ctx, actor }: ByStaff,
  clientCode: string,
  { json }: { json?: boolean },
): Promise<void> {
  const outcome = await rotateKey(ctx, partnerDirectory(ctx), { ...actor, clientCode })
  if (!outcome.ok) return sayRefused(cli, json, outcome, partnerRefusals)
  answer(json, outcome.value, [
    `Key ${outcome.value.slot} of ${clientCode} is new; the one before it goes on. The key, shown this once:`,
    outcome.value.key,
  ])
}

async function revoke(
  { cli, ctx, actor }: ByStaff,
  clientCode: string,
  slot: number,
  { json }: { json?: boolean },
): Promise<void> {
  if (slot !== 1 && slot !== 2) return sayRefused(cli, json, refuse('key_unknown'), partnerRefusals)
  const outcome = await revokeKey(ctx, partnerDirectory(ctx), { ...actor, clientCode, slot })
  if (!outcome.ok) return sayRefused(cli, json, outcome, partnerRefusals)
  answer(json, outcome.value, [`Key ${slot} of ${clientCode} is revoked.`])
}
