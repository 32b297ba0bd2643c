import { Option } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { partnerRefusals } from '../../partners/directory/register-partner.ts'
import { listPartners } from '../../partners/directory/store.ts'
import { listSuspensions, type Suspension } from '../../suspension/list-suspensions.ts'
import { begunTrainings } from '../../suspension/rules.ts'
import { suspensionRefusals } from '../../suspension/suspension-refusals.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'

interface Options {
  because: string
  begun: string
  json?: boolean
}

/** `bekal institution suspend` and `resume`. */
export function institutionSuspension(group: Command, cli: Cli): void {
  group
    .command('suspend')
    .argument('<number>', 'its number: institution list', wholeNumber)
    .description('Sell nothing of an institution, hold its money, and settle what is open; takes two people.')
    .requiredOption('--because <words>', 'why; the participants read it')
    .addOption(
      new Option('--begun <what>', 'trainings that were used: by_place keeps those in our own lessons')
        .choices(begunTrainings)
        .default('by_place'),
    )
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_money', (by, id: number, options: Options) => suspend(by, 'institution', id, options))
  group
    .command('resume')
    .argument('<number>', 'its number: institution list', wholeNumber)
    .description('End the suspension of an institution; takes two people.')
    .requiredOption('--because <words>', 'why; the journal keeps it')
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_money', (by, id: number, options: Options) => resume(by, 'institution', id, options))
}

/** `bekal partner suspend` and `resume`: of a storefront. */
export function storefrontSuspension(group: Command, cli: Cli): void {
  group
    .command('suspend <client-code>')
    .description(
      'Take no payment through a storefront, hold its money, and settle what is open; takes two people.',
    )
    .requiredOption('--because <words>', 'why; the buyers read it')
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_money', (by, code: string, options: Options) => ofCode(by, code, options, suspend))
  group
    .command('resume <client-code>')
    .description('End the suspension of a storefront; takes two people.')
    .requiredOption('--because <words>', 'why; the journal keeps it')
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_money', (by, code: string, options: Options) => ofCode(by, code, options, resume))
}

/** `bekal suspension list`. */
export function suspensionCommands(program: Command, cli: Cli): void {
  program
    .command('suspension')
    .description('Institutions and storefronts with which the programme has stopped.')
    .command('list')
    .description('The suspensions in force, and how far what was open is settled.')
    .option('--all', 'those that have ended, too')
    .option('--json', 'the suspensions as JSON')
    .action((options: { all?: boolean; json?: boolean }) => list(cli, options))
}

async function ofCode(by: ByStaff, code: string, options: Options, act: typeof suspend): Promise<void> {
  const partner = (await listPartners(by.ctx.db)).find(({ clientCode }) => clientCode === code)
  if (!partner) return sayRefused(by.cli, options.json, refuse('partner_unknown'), partnerRefusals)
  return act(by, 'storefront', partner.partnerId, options)
}

async function suspend(
  by: ByStaff,
  kind: Suspension['partyKind'],
  id: number,
  { because, begun, json }: Options,
): Promise<void> {
  const facts = { because, ...(kind === 'institution' && { begun }) }
  const made = await doneByTwo(by, `suspend_${kind}`, id, { facts, json })
  if (!made) return
  const { purchases, orders, accounts } = made.value
  answer(json, made.value, [
    `It is suspended: ${purchases} purchases, ${orders} orders and ${accounts} accounts are being settled by the server.`,
    'bekal suspension list says how many are left.',
  ])
}

async function resume(
  by: ByStaff,
  kind: Suspension['partyKind'],
  id: number,
  { because, json }: Options,
): Promise<void> {
  const found = (await listSuspensions(by.ctx.db)).find(
    ({ partyKind, partyId }) => partyKind === kind && partyId === id,
  )
  if (!found) return sayRefused(by.cli, json, refuse('not_suspended'), suspensionRefusals)
  if (!(await doneByTwo(by, 'end_suspension', found.suspensionId, { facts: { because }, json }))) return
  answer(json, { ended: true }, [`The suspension of ${found.party} has ended.`])
}

async function list(cli: Cli, { all = false, json }: { all?: boolean; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  answerList(json, await listSuspensions(ctx.db, { all }), 'Nobody is suspended.', [
    ['suspension', (one) => String(one.suspensionId)],
    ['of', (one) => one.party],
    ['since', (one) => formatInstant(one.beganAt, 'en')],
    ['because', (one) => one.because],
    ['given back', (one) => String(one.returned)],
    ['go on', (one) => String(one.goesOn)],
    ['orders ended', (one) => String(one.ended)],
    ['left', (one) => String(one.waits)],
    ['ended', (one) => (one.endedAt ? formatInstant(one.endedAt, 'en') : '')],
  ])
}
