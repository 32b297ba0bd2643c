import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { shortAccount } from '../../money/accounts/providers.ts'
import { endToEndId, paymentNamed } from '../../money/runs/payment-reference.ts'
import { runRefusals } from '../../money/runs/run-refusals.ts'
import {
  findPayment,
  findRun,
  itemsOfPayment,
  type Line,
  linesOfRun,
  listRuns,
  notGathered,
} from '../../money/runs/runs.ts'
import type { Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, table, wholeNumber } from '../command.ts'

interface Answered {
  json?: boolean
}

/** `bekal payment list`, `show` and `line`: what there is of runs, their lines and what these pay. */
export function lookCommands(group: Command, cli: Cli): void {
  group
    .command('list')
    .description('The runs, the newest first, and what is payable and in none of them.')
    .option('--json', 'the runs as JSON')
    .action(({ json }: Answered) => list(cli, json))
  group
    .command('show')
    .argument('<run>', 'its number: payment list', wholeNumber)
    .description('A run: where it stands, who approved it, its files, and its lines.')
    .option('--json', 'the run as JSON')
    .action((runId: number, { json }: Answered) => show(cli, runId, json))
  group
    .command('line')
    .argument('<reference>', 'of the payment, such as BKL0000000012')
    .description('A payment: every try to pay it, its movements, and the entries of the ledger that it pays.')
    .option('--json', 'the payment as JSON')
    .action((reference: string, { json }: Answered) => line(cli, reference, json))
}

const notGatheredWords = {
  on_hold: 'is held: bekal hold list',
  evidence_missing: 'waits for whole evidence: bekal ledger check',
  next_run: 'goes with the next run',
} as const

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx, config } = await cli.open()
  const runs = await listRuns(ctx.db)
  const open = await notGathered(ctx.db, { withSandbox: !config.production })
  if (json) return answer(json, { runs, notGathered: open }, [])
  answerList(json, runs, 'There is no run yet: bekal payment compute.', [
    ['run', (run) => String(run.runId)],
    ['state', (run) => run.state],
    ['payments', (run) => String(run.lines)],
    ['amount', (run) => formatRupiah(Number(run.amount))],
    ['waiting', (run) => String(run.waiting)],
    ['paid', (run) => String(run.paid)],
    ['refused', (run) => String(run.back)],
    ['computed', (run) => formatInstant(run.asOf, 'en')],
  ])
  answer(false, null, [
    '',
    ...open.map(
      ({ because, entries, amount }) =>
        `${formatRupiah(Number(amount))} of ${entries} entries ${notGatheredWords[because]}.`,
    ),
  ])
}

async function show(cli: Cli, runId: number, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const run = await findRun(ctx.db, runId)
  if (!run) return sayRefused(cli, json, refuse('run_unknown'), runRefusals)
  const lines = await linesOfRun(ctx.db, runId)
  answer(json, { ...run, files: filesOf(run), lines }, [
    `Run ${runId} of ${formatInstant(run.asOf, 'en')}: ${run.state}.`,
    `${run.lines} payments of ${formatRupiah(Number(run.amount))} from ${run.holder}, ${run.bic} ${run.number}.`,
    ...(run.approvedBy
      ? [`Approved by ${[run.approvedBy, run.secondApprovedBy].filter(Boolean).join(' and ')}.`]
      : []),
    ...Object.entries(filesOf(run)).map(([format, hash]) => `${format}: sha256 ${hash}`),
    '',
    ...table([
      ['payment', 'to', 'account', 'earned', 'netted', 'amount', 'state', 'why'],
      ...lines.map(lineCells),
    ]),
  ])
}

function filesOf({ painHash, csvHash }: { painHash: Buffer | undefined; csvHash: Buffer | undefined }) {
  return painHash && csvHash ? { 'pain.001': painHash.toString('hex'), csv: csvHash.toString('hex') } : {}
}

function lineCells(one: Line): string[] {
  return [
    endToEndId(one.paymentId),
    one.party ?? `${one.partyKind} ${one.partyId}`,
    one.provider ? shortAccount({ provider: one.provider, numberTail: one.numberTail ?? '' }) : '-',
    formatRupiah(Number(one.gross)),
    formatRupiah(Number(one.netted)),
    formatRupiah(Number(one.amount)),
    one.state,
    one.waitsBecause ?? one.bankReason ?? '',
  ]
}

async function line(cli: Cli, reference: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const paymentId = paymentNamed(reference) ?? (/^[1-9]\d{0,17}$/.test(reference) ? reference : undefined)
  const payment = paymentId && (await findPayment(ctx.db, paymentId))
  if (!payment) return sayRefused(cli, json, refuse('payment_unknown'), runRefusals)
  const items = await itemsOfPayment(ctx.db, paymentId!, { limit: 1000 })
  answer(json, { paymentId, ...payment, items }, [
    ...table([
      ['run', 'account', 'amount', 'state', 'why'],
      ...payment.tries.map((one) => {
        const [, , account, , , amount, state, why] = lineCells(one)
        return [String(one.runId), account!, amount!, state!, why!]
      }),
    ]),
    '',
    ...table(
      payment.moved.map((one) => [
        formatInstant(one.at, 'en'),
        one.kind,
        `${one.debit} -> ${one.credit}`,
        formatRupiah(Number(one.amount)),
        one.statement ? `statement ${one.statement}, line ${one.line}` : '',
      ]),
    ),
    '',
    ...table(
      items.map((one) => [
        `card ${one.cardId}`,
        one.invoiceCode ?? `purchase ${one.purchaseId}`,
        one.course ?? '',
        one.kind,
        formatRupiah(one.amount),
      ]),
    ),
  ])
}
