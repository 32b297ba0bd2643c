import { InvalidArgumentError } from 'commander'
import { formatPercent, readPercent } from '../../kernel/percent.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatDate } from '../../kernel/wib.ts'
import { contractRefusals, listContracts } from '../../money/contracts.ts'
import { partnerDirectory } from '../../partners/directory/directory.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, answerList, type Cli, calendarDate, sayRefused, wholeNumber } from '../command.ts'

interface SetOptions {
  percent: number
  from: string
  institution?: number
  json?: boolean
}

/** `bekal contract set` and `list`. */
export function contractCommands(program: Command, cli: Cli): void {
  const group = program.command('contract').description('What storefronts keep of the prices they sell at.')
  group
    .command('set <client-code>')
    .description('Put a contract in force from a day to come. Takes two people: each gives this command.')
    .requiredOption('--percent <percent>', 'of the price as approved, such as 12.5', percent)
    .requiredOption('--from <date>', 'its first day in WIB, such as 2026-12-01', calendarDate)
    .option('--institution <id>', 'for its courses alone: institution list', wholeNumber)
    .byStaff(cli, 'run_money', set)
  group
    .command('list')
    .description('Every contract there is and was, by storefront.')
    .option('--json', 'the contracts as JSON')
    .action(({ json }: { json?: boolean }) => list(cli, json))
}

async function set(by: ByStaff, clientCode: string, options: SetOptions): Promise<void> {
  const { percent: bp, from, institution, json } = options
  const partner = await partnerDirectory(by.ctx).find(clientCode)
  if (!partner) return sayRefused(by.cli, json, refuse('storefront_unknown'), contractRefusals)
  const facts = { institution_id: institution, commission_bp: bp, from }
  const made = await doneByTwo(by, 'set_contract', partner.partnerId, { facts, json })
  if (!made) return
  answer(json, { set: true, clientCode, commissionBp: bp, from }, [
    `${partner.name} keeps ${formatPercent(bp, 'en')} of what is paid from ${from} on.`,
  ])
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  answerList(json, await listContracts(ctx.db), 'There is no contract: no storefront keeps anything.', [
    ['storefront', (one) => one.storefront],
    ['institution', (one) => one.institution ?? 'all others'],
    ['keeps', (one) => formatPercent(one.commissionBp, 'en')],
    ['from', (one) => formatDate(one.holdsFrom, 'en')],
  ])
}

function percent(typed: string): number {
  const bp = readPercent(typed)
  if (bp === undefined) throw new InvalidArgumentError('a percentage has at most two decimals: 12.5')
  return bp
}
