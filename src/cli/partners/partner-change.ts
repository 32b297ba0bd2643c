import { Option } from 'commander'
import { changePartner, type PartnerFacts } from '../../partners/directory/change-partner.ts'
import { partnerDirectory } from '../../partners/directory/directory.ts'
import { partnerRefusals } from '../../partners/directory/register-partner.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, wholeNumber } from '../command.ts'

interface Options {
  because: string
  name?: string
  domain?: string
  kind?: PartnerFacts['kind']
  institution?: number
  actsAsInstitution?: boolean
  suspended?: 'on' | 'off'
  json?: boolean
}

/** `bekal partner change`. */
export function partnerChangeCommand(group: Command, cli: Cli): void {
  group
    .command('change <client-code>')
    .description('Change what a partner is, or suspend it; what is not named stays.')
    .requiredOption('--because <words>', 'why; the journal keeps it')
    .option('--name <name>', 'as people know it')
    .option('--domain <host>', 'the host that OTP messages are bound to')
    .addOption(new Option('--kind <kind>', 'what it is').choices(['storefront', 'institution']))
    .option('--institution <id>', 'the institution that it is, or acts for: institution list', wholeNumber)
    .option('--acts-as-institution', 'a storefront that makes the calls of its institution, too')
    .option('--no-acts-as-institution', 'it does not any more')
    .addOption(
      new Option('--suspended <switch>', 'on: every call is refused; off: it goes on').choices(['on', 'off']),
    )
    .byStaff(cli, 'run_partners', change)
}

async function change({ cli, ctx, actor }: ByStaff, clientCode: string, options: Options): Promise<void> {
  const { because, name, domain, kind, institution, actsAsInstitution, suspended, json } = options
  const outcome = await changePartner(ctx, partnerDirectory(ctx), {
    ...actor,
    clientCode,
    reason: because,
    ...(name !== undefined && { name }),
    ...(domain !== undefined && { domain }),
    ...(kind && { kind }),
    ...(institution && { institutionId: institution }),
    ...(actsAsInstitution !== undefined && { actsAsInstitution }),
    ...(suspended && { status: suspended === 'on' ? 'suspended' : 'active' }),
  })
  if (!outcome.ok) return sayRefused(cli, json, outcome, partnerRefusals)
  const is = outcome.value
  const of = is.institutionId ? `, institution ${is.institutionId}` : ''
  answer(json, { clientCode, ...is, institutionId: is.institutionId ?? null }, [
    `Partner ${clientCode} is ${is.status} now: ${is.name}, ${is.kind}${of}, ${is.domain}.`,
  ])
}
