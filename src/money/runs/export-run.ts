import { createHash } from 'node:crypto'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { isApproved } from './approve-run.ts'
import { lockRuns } from './compute-sql.ts'
import { changedLines, lockReady, orderLines, stopChanged } from './export-sql.ts'
import { csvFile, type PaymentFileFormat, type PaymentOrder, painFile } from './payment-file.ts'
import type { RunRefusal } from './run-refusals.ts'
import { lockRun, selectRun, setExported } from './run-sql.ts'

const selectTransfers = statement<
  [runId: number],
  'money/select-transfers',
  'amount' | 'holder' | 'provider' | 'numberSealed'
>(
  'money/select-transfers',
  `
  select payment_id, amount, verified_name as holder, provider, number_sealed
  from payment_line
  join payout_account using (account_id)
  where run_id = $1 and state in ('ordered', 'paid', 'refused', 'returned') and amount > 0
  order by payment_id
  `,
)

const selectErased = statement<[runId: number], 'money/pays-erased', 'erased'>(
  'money/pays-erased',
  `
  select exists (
    select from payment_line join payout_account using (account_id) where run_id = $1 and number_sealed = ''
  ) as erased
  `,
)

const selectPaidFrom = statement<[bankAccountId: number], 'money/select-paid-from'>(
  'money/select-paid-from',
  'select holder, bic, number from bank_account where bank_account_id = $1',
)

/** A run as it went to the bank. */
export interface ExportedRun {
  /** transfers, and their rupiah */
  readonly transfers: number
  readonly amount: number
  /** lines that are not what was approved any more: they wait for the next run */
  readonly stopped: number
  /** SHA-256 of both files */
  readonly painHash: string
  readonly csvHash: string
}

/**
 * Orders the payments of a run that was approved: what changed since then (a hold, an account, an entry that was taken
 * back) stops its line, and the others are on their way. All of it or nothing. Exporting again changes nothing: the
 * files are the same bytes.
 */
export async function exportRun(
  ctx: Context,
  runId: number,
  actor: Actor,
): Promise<Outcome<ExportedRun, RunRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockRuns, [])
    const run = await first(tx, lockRun, [runId])
    if (!run) return refuse('run_unknown')
    if (run.withdrawnAt) return refuse('run_withdrawn')
    if (run.exportedAt) return refuse('run_exported')
    if (!isApproved(run)) return refuse('run_not_approved')
    const now = ctx.clock.now()
    await rows(tx, lockReady, [runId])
    const changed = await rows(tx, changedLines, [runId, now])
    await touched(tx, stopChanged, [
      runId,
      changed.map(({ paymentId }) => paymentId),
      changed.map(({ changed: because }) => because),
    ])
    const ordered = await one(tx, orderLines, [runId, now])
    const order = await orderOf(ctx, tx, { ...run, exportedAt: now })
    const [pain, csv] = [hashOf(painFile(order)), hashOf(csvFile(order))]
    await touched(tx, setExported, [runId, actor.actor, now, pain, csv])
    const exported = {
      transfers: ordered.lines,
      amount: Number(ordered.amount),
      stopped: changed.length,
      painHash: pain.toString('hex'),
      csvHash: csv.toString('hex'),
    }
    const facts = { payments: exported.transfers, amount: exported.amount, hash: exported.painHash }
    await writeJournal(tx, actor, now, [{ event: 'run_exported', subject: `run:${runId}`, facts }])
    return done(exported)
  })
}

export interface PaymentFile {
  readonly name: string
  readonly text: string
  /** SHA-256, as it was kept when the run was exported */
  readonly hash: string
}

/**
 * The file of a run that was exported, for the bank: the same bytes whenever it is asked for. Where everything was netted there is
 * none, for an order without a transfer is no order: `run_all_netted`. Nor once somebody whom it paid was erased: `payee_erased`.
 */
export async function paymentFile(
  ctx: Pick<Context, 'db' | 'secrets'>,
  runId: number,
  format: PaymentFileFormat,
): Promise<Outcome<PaymentFile, RunRefusal>> {
  const run = await first(ctx.db, selectRun, [runId])
  if (!run) return refuse('run_unknown')
  const { exportedAt, painHash, csvHash } = run
  if (!exportedAt) return refuse('run_not_exported')
  if ((await first(ctx.db, selectErased, [runId]))?.erased) return refuse('payee_erased')
  const order = await orderOf(ctx, ctx.db, { ...run, exportedAt })
  if (order.transfers.length === 0) return refuse('run_all_netted')
  const isPain = format === 'pain.001'
  const text = isPain ? painFile(order) : csvFile(order)
  const hash = (isPain ? painHash : csvHash)!
  if (!hashOf(text).equals(hash))
    throw new Error(`the ${format} of run ${runId} is not what was exported: see bekal audit`)
  return done({
    name: `pembayaran-${runId}.${isPain ? 'xml' : 'csv'}`,
    text,
    hash: hash.toString('hex'),
  })
}

async function orderOf(
  { secrets }: Pick<Context, 'secrets'>,
  db: Queryable,
  run: { readonly runId: number; readonly bankAccountId: number; readonly exportedAt: Date },
): Promise<PaymentOrder> {
  const from = await one(db, selectPaidFrom, [run.bankAccountId])
  const lines = await rows(db, selectTransfers, [run.runId])
  return {
    runId: run.runId,
    exportedAt: run.exportedAt,
    from,
    transfers: lines.map(({ paymentId, amount, holder, provider, numberSealed }) => ({
      paymentId,
      amount: Number(amount),
      holder,
      provider,
      number: secrets.open(numberSealed),
    })),
  }
}

/** SHA-256 of a file's bytes. */
export function hashOf(text: string | Uint8Array): Buffer {
  return createHash('sha256').update(text).digest()
}
