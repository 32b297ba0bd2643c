import { approve, requestApproval, type TwoPersonAct } from '../../src/approvals/approvals.ts'
import type { Context } from '../../src/database/context.ts'
import { rows, type Statement } from '../../src/database/sql.ts'
import type { Outcome } from '../../src/kernel/refusal.ts'
import { decideLine, waitingLines } from '../../src/money/bank/decide-line.ts'
import { importBankFile } from '../../src/money/bank/import-bank-file.ts'
import { approveLargeRun, approveRun, payLargeRunAct, payRunAct } from '../../src/money/runs/approve-run.ts'
import { compareFile } from '../../src/money/runs/compare-file.ts'
import { computeRun } from '../../src/money/runs/compute-run.ts'
import { exportRun, paymentFile } from '../../src/money/runs/export-run.ts'
import type { Movement } from '../../test/bank-file.ts'
import { ana, budi, moreStaff } from '../../test/two-people.ts'
import { opening, payTo, told } from './make-parties.ts'
import { type MonthClock, secondsSince } from './make-purchases.ts'
import { MonthBank, type Ordered, type StatementFile } from './month-bank.ts'
import type { Findings } from './month-findings.ts'
import { dateOf, instantOf } from './month-plan.ts'

/** Seconds of the weeks' payments, by what was done, and how much there was. */
export interface PaidWeeks {
  readonly compute: number
  readonly approve: number
  readonly export: number
  readonly statements: number
  readonly transfers: number
  readonly lines: number
}

const stoppedLines: Statement<[runId: number], { partyId: string; because: string }> = {
  name: 'bench/month-stopped-lines',
  text: `
  select party_id, waits_because as because from payment_line join payment using (payment_id)
  where run_id = $1 and waits_because is not null`,
}

/** Who got a payment, by its reference. */
const partyOf: Statement<[references: string[]], { reference: string; party: string }> = {
  name: 'bench/month-party-of',
  text: `
  select reference, party_kind || ':' || party_id as party
  from unnest($1::text[]) reference join payment on payment_id = ltrim(substr(reference, 4), '0')::bigint`,
}

/** Pays a month, a run a week, with the errors of the bank and of people between; so many of each kind a week. */
export async function payWeeks(
  ctx: Context,
  clock: MonthClock,
  findings: Findings,
  each: number,
): Promise<PaidWeeks> {
  const bank = new MonthBank(opening)
  const seconds = { compute: 0, approve: 0, export: 0, statements: 0 }
  const counts = { transfers: 0, lines: 0 }
  const [cici] = await told(ctx, 'staff_added', (tx) => moreStaff(tx, 1))
  const timed = async <T>(stage: keyof typeof seconds, work: () => Promise<T>): Promise<T> => {
    const started = performance.now()
    const done = await work()
    seconds[stage] += secondsSince(started)
    return done
  }
  // the statement from before the month: the next one is counted from it
  clock.set(instantOf(0, 8))
  must(await importBankFile(ctx, bank.statement(dateOf(-2), []), ana))
  /** parties that the bank refused or gave back to: they wait until they have another account */
  const waiting = new Set<string>()
  for (let week = 1; week <= 4; week++) {
    clock.set(instantOf(7 * week, 8))
    const run = must(await timed('compute', () => computeRun(ctx, { withSandbox: false }, ana)))
    await timed('approve', async () => {
      await asked(ctx, await payRunAct(ctx.db, run.runId), ana, budi)
      if (must(await approveRun(ctx, run.runId, budi)).secondAsked) {
        const act = must(await payLargeRunAct(ctx.db, run.runId))
        must(await approve(ctx, act, cici!))
        must(await approveLargeRun(ctx, run.runId, cici!))
      }
    })
    // between approval and export an institution has another account
    const changed = Array.from({ length: each }, (_, index) => 2 + week * each + index)
    for (const id of changed) findings.plant('account_changed', `run:${run.runId}/institution:${id}`)
    await payTo(ctx, 'institution', changed)
    clock.set(instantOf(7 * week, 8.1))
    await timed('export', () => exportRun(ctx, run.runId, ana).then(must))
    for (const { partyId, because } of await rows(ctx.db, stoppedLines, [run.runId])) {
      const party = `run:${run.runId}/institution:${partyId}`
      if (because === 'account_changed') findings.find('account_changed', party, 'export of the run')
      else if (because !== 'account_refused' || !waiting.has(partyId))
        findings.other(`${party} waits: ${because}`)
    }
    const { text } = must(await timed('export', () => paymentFile(ctx, run.runId, 'pain.001')))
    await editFile(ctx, run.runId, text, findings, each)
    const orders = bank.read(text)
    counts.transfers += orders.length
    counts.lines += await timed('statements', () =>
      answer(ctx, clock, bank, { week, orders, each, waiting }, findings),
    )
  }
  return { ...seconds, ...counts }
}

async function asked(
  ctx: Context,
  act: Outcome<TwoPersonAct, string>,
  maker: typeof ana,
  checker: typeof ana,
): Promise<void> {
  must(await requestApproval(ctx, must(act), maker))
  must(await approve(ctx, must(act), checker))
}

/** Somebody edits the file on its way to the bank: the account of some transfers. */
async function editFile(
  ctx: Context,
  runId: number,
  text: string,
  findings: Findings,
  each: number,
): Promise<void> {
  const lines = text.split('\n')
  const transfers = lines.flatMap((line, index) => (line.startsWith('<CdtTrfTxInf>') ? [index] : []))
  for (const index of transfers.slice(-each)) {
    lines[index] = lines[index]!.replace(/<Id>7\d(\d{8})<\/Id>/, '<Id>79$1</Id>')
    findings.plant('file_edited', `run:${runId} ${/BKL\d+/.exec(lines[index]!)![0]}`)
  }
  const compared = must(await compareFile(ctx, runId, Buffer.from(lines.join('\n'))))
  for (const difference of compared.differences.filter((one) => one.startsWith('not exported so')))
    findings.find(
      'file_edited',
      `run:${runId} ${/BKL\d+/.exec(difference)?.[0]}`,
      'comparison of the payment file',
    )
  if (!must(await compareFile(ctx, runId, Buffer.from(text))).same) findings.other(`the file of run ${runId}`)
}

interface Week {
  readonly week: number
  readonly orders: readonly Ordered[]
  readonly each: number
  readonly waiting: Set<string>
}

/** The bank's answers of a week: refusals, a statement of what it paid, and one of what came back. Returns the lines. */
async function answer(
  ctx: Context,
  clock: MonthClock,
  bank: MonthBank,
  { week, orders, each, waiting }: Week,
  findings: Findings,
): Promise<number> {
  const some = (nth: number) => orders.slice((nth + 1) * each, (nth + 2) * each)
  const [refused, late, wrong] = [some(0), some(1), some(2)]
  for (const { reference } of refused) findings.plant('bank_refused', reference)
  for (const { reference } of late) findings.plant('bank_returned', reference)
  for (const { reference } of wrong) findings.plant('amount_debited_differs', reference)
  for (let nth = 1; nth <= each; nth++) findings.plant('unordered_debit', `BIAYA-${week}-${nth}`)
  for (const { party } of await rows(ctx.db, partyOf, [
    [...refused, ...late].map(({ reference }) => reference),
  ]))
    waiting.add(party.split(':')[1]!)

  const answered = must(await importBankFile(ctx, bank.refusals(refused), ana))
  if (answered.refused !== refused.length) findings.other(`${answered.refused} refusals of week ${week}`)
  const not = new Set([...refused, ...wrong])
  const paid = orders.filter((order) => !not.has(order))
  const debits: Movement[] = [
    ...paid.map(({ reference, amount }) => ({ amount: -amount, endToEndId: reference })),
    ...wrong.map(({ reference, amount }) => ({ amount: -amount - 1, endToEndId: reference })),
    ...Array.from({ length: each }, (_, nth) => ({ amount: -5000, text: `BIAYA-${week}-${nth + 1}` })),
  ]
  const day = dateOf(7 * week)
  const statement = bank.statement(day, debits)
  const back = late.map(({ reference, amount }) => ({ amount, text: `RETUR ${reference}`, reason: 'AC06' }))
  const next = bank.statement(dateOf(7 * week + 2), back)

  await refusedImport(ctx, next, 'statement_gap', `week ${week}`, findings)
  const read = must(await importBankFile(ctx, statement, ana))
  if (read.paid !== paid.length) findings.other(`${read.paid} of ${paid.length} transfers of week ${week}`)
  findings.plant('statement_twice', `week ${week}`)
  if (must(await importBankFile(ctx, statement, ana)).known)
    findings.find('statement_twice', `week ${week}`, 'import of the statement')
  await decide(ctx, findings)
  clock.set(instantOf(7 * week + 3, 8))
  const returned = must(await importBankFile(ctx, next, ana))
  if (returned.returned !== back.length) findings.other(`${returned.returned} returns of week ${week}`)
  await refusedImport(
    ctx,
    bank.overlapping(dateOf(7 * week + 2), back),
    'statement_overlaps',
    `week ${week}`,
    findings,
  )
  for (const { reference, state } of await rows(ctx.db, bankReasons, [orders.map((one) => one.reference)]))
    findings.find(state === 'refused' ? 'bank_refused' : 'bank_returned', reference, `line is ${state}`)
  return debits.length + back.length + refused.length
}

const bankReasons: Statement<[references: string[]], { reference: string; state: string }> = {
  name: 'bench/month-bank-reasons',
  text: `
  select reference, line.state
  from unnest($1::text[]) reference
  join payment_line line on payment_id = ltrim(substr(reference, 4), '0')::bigint
  where line.state in ('refused', 'returned') and run_id = (
    select max(run_id) from payment_line other where other.payment_id = line.payment_id
  )`,
}

async function refusedImport(
  ctx: Context,
  file: StatementFile,
  kind: 'statement_gap' | 'statement_overlaps',
  subject: string,
  findings: Findings,
): Promise<void> {
  findings.plant(kind, subject)
  const read = await importBankFile(ctx, file, ana)
  if (!read.ok && read.refusal === kind) findings.find(kind, subject, 'import of the statement')
  else findings.other(`${file.name}: ${read.ok ? 'was read' : read.refusal}`)
}

/** Finance works the queue off: what was debited wrongly pays its order, what nobody ordered is the bank's fee. */
async function decide(ctx: Context, findings: Findings): Promise<void> {
  for (const line of await waitingLines(ctx.db)) {
    const { statementLineId, outcome, endToEndId, reference } = line
    const pays = outcome === 'amount_differs'
    if (pays) findings.find('amount_debited_differs', endToEndId ?? reference, 'queue of bank lines')
    else if (outcome === 'unordered')
      findings.find(
        'unordered_debit',
        /BIAYA-\d+-\d+/.exec(reference)?.[0] ?? reference,
        'queue of bank lines',
      )
    else findings.other(`line ${reference}: ${outcome}`)
    const decided = { decision: pays ? 'pays' : 'fee', because: 'Dicocokkan dengan bank.' } as const
    must(await decideLine(ctx, statementLineId, decided, ana))
  }
}

/** What an operation that may be refused answers, where it must not be. */
export function must<T>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal} ${outcome.facts?.said?.en ?? ''}`)
  return outcome.value
}
