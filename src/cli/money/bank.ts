import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import { formatRupiah } from '../../kernel/rupiah.ts'
import type { Party } from '../../money/accounts/rules.ts'
import { addBankAccount, bankAccountRefusals, listBankAccounts } from '../../money/bank/bank-accounts.ts'
import { bankFileRefusals } from '../../money/bank/bank-refusals.ts'
import { decideLine, decideLineRefusals, waitingLines } from '../../money/bank/decide-line.ts'
import { type LineDecision, lineDecisions } from '../../money/bank/decide-sql.ts'
import { importBankFile } from '../../money/bank/import-bank-file.ts'
import { listStatements } from '../../money/bank/statements.ts'
import { readParty } from '../../money/party-reference.ts'
import { endToEndId, paymentNamed } from '../../money/runs/payment-reference.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'

interface AddOptions {
  holder: string
  bic: string
  number: string
  opening: number
  json?: boolean
}

interface DecideOptions {
  as: LineDecision
  because: string
  payment?: string
  party?: Party
  json?: boolean
}

/** `bekal bank account-add`, `account-list`, `import`, `statements`, `differences` and `decide`. */
export function bankCommands(program: Command, cli: Cli): void {
  const group = program
    .command('bank')
    .description("The programme's accounts at banks, and what banks say of them.")
  group
    .command('account-add')
    .description('Begin the books of an account that runs are paid from.')
    .requiredOption('--holder <name>', 'of its holder, as the bank writes it')
    .requiredOption('--bic <bic>', 'of the bank, such as BRINIDJA')
    .requiredOption('--number <number>', 'of the account')
    .requiredOption(
      '--opening <rupiah>',
      'what lies there: the opening balance of the first statement to come',
      rupiah,
    )
    .byStaff(cli, 'run_money', add)
  group
    .command('account-list')
    .description('The accounts, and what the last statement of each says.')
    .option('--json', 'the accounts as JSON')
    .action(({ json }: { json?: boolean }) => accounts(cli, json))
  group
    .command('import')
    .argument('<file>', 'camt.053, MT940 or CSV; or orders that the bank refuses, as pain.002 or CSV')
    .description(
      'Read what the bank sends: it pays, returns or refuses what was ordered. The same file changes nothing.',
    )
    .option(
      '--account <account>',
      'whose statement it is, where the file does not say: bank account-list',
      wholeNumber,
    )
    .byStaff(cli, 'run_money', importFile)
  group
    .command('statements')
    .description('The statements that were read, the newest first.')
    .option('--json', 'the statements as JSON')
    .action(({ json }: { json?: boolean }) => statements(cli, json))
  group
    .command('differences')
    .description('Lines of statements that match nothing and wait for a decision.')
    .option('--json', 'the lines as JSON')
    .action(({ json }: { json?: boolean }) => differences(cli, json))
  group
    .command('decide')
    .argument('<line>', 'its number: bank differences')
    .description('Decide what a line is that matches nothing, once, with a reason.')
    .addOption(new Option('--as <decision>', 'what it is').choices(lineDecisions).makeOptionMandatory())
    .requiredOption('--because <reason>', 'why')
    .option(
      '--payment <reference>',
      'the payment that it pays or gives back, where the bank did not name it',
      payment,
    )
    .option('--party <party>', 'who paid back or owes: institution:3, storefront:1, person:12', party)
    .byStaff(cli, 'run_money', decide)
}

async function add({ cli, ctx, actor }: ByStaff, { json, ...account }: AddOptions): Promise<void> {
  const made = await addBankAccount(ctx, account, actor)
  if (!made.ok) return sayRefused(cli, json, made, bankAccountRefusals)
  answer(json, made.value, [
    `Account ${made.value.bankAccountId} is added. Pay from it: bekal payment compute.`,
  ])
}

async function accounts(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  answerList(json, await listBankAccounts(ctx.db), 'There is no account: bekal bank account-add.', [
    ['account', (one) => String(one.bankAccountId)],
    ['holder', (one) => one.holder],
    ['bank', (one) => one.bic],
    ['number', (one) => one.number],
    ['balance', (one) => formatRupiah(Number(one.closing))],
    ['until', (one) => String(one.untilOn ?? '')],
  ])
}

async function importFile(
  { cli, ctx, actor }: ByStaff,
  name: string,
  { account, json }: { account?: number; json?: boolean },
): Promise<void> {
  const file = { name: path.basename(name), content: await readFile(name), bankAccountId: account }
  const read = await importBankFile(ctx, file, actor)
  if (!read.ok) return sayRefused(cli, json, read, bankFileRefusals)
  const { known, statements: count, paid, returned, refused, waiting } = read.value
  answer(json, read.value, [
    known
      ? 'This was read before: nothing has changed.'
      : `${paid} paid, ${returned} returned, ${refused} refused; ${waiting} match nothing${waiting > 0 && count > 0 ? ': bekal bank differences' : ''}.`,
  ])
}

async function statements(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  answerList(json, await listStatements(ctx.db), 'No statement was read: bekal bank import.', [
    ['statement', (one) => String(one.statementId)],
    ['reference', (one) => one.reference],
    ['from', (one) => one.fromOn],
    ['until', (one) => one.untilOn],
    ['opening', (one) => formatRupiah(Number(one.opening))],
    ['closing', (one) => formatRupiah(Number(one.closing))],
    ['lines', (one) => String(one.lines)],
    ['waiting', (one) => String(one.waiting)],
  ])
}

async function differences(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  answerList(json, await waitingLines(ctx.db), 'Nothing waits: every line matches or is decided.', [
    ['line', (one) => one.statementLineId],
    ['booked', (one) => one.bookedOn ?? ''],
    ['amount', (one) => formatRupiah(Number(one.amount))],
    ['what', (one) => one.outcome],
    ['payment', (one) => (one.paymentId ? endToEndId(one.paymentId) : '')],
    ['ordered', (one) => (one.ordered ? formatRupiah(Number(one.ordered)) : '')],
    ['text', (one) => one.reference],
  ])
}

async function decide({ cli, ctx, actor }: ByStaff, lineId: string, options: DecideOptions): Promise<void> {
  const { as: decision, because, payment: paymentId, party: of, json } = options
  const made = await decideLine(ctx, lineId, { decision, because, paymentId, party: of }, actor)
  if (!made.ok) return sayRefused(cli, json, made, decideLineRefusals)
  answer(json, { decided: true }, [`Line ${lineId} is decided: ${decision}.`])
}

function rupiah(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('whole rupiah, digits only: 5000000')
  return Number(text)
}

function payment(text: string): string {
  const id = paymentNamed(text) ?? (/^[1-9]\d{0,17}$/.test(text) ? text : undefined)
  if (!id) throw new InvalidArgumentError('a reference is written BKL0000000012')
  return id
}

function party(text: string): Party {
  const named = readParty(text)
  if (!named) throw new InvalidArgumentError('a party is written institution:3, storefront:1 or person:12')
  return named
}
