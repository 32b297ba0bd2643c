import type { Context } from '../../database/context.ts'
import { first, one, rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { type PaymentRules, usualPayments } from '../../kernel/payment-rules.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { wibDate } from '../../kernel/wib.ts'
import {
  gatherItems,
  insertLines,
  insertRun,
  lockRuns,
  markReady,
  planForMany,
  policyOfRun,
  removeTakenBack,
  stopOverBudget,
  sumRun,
} from './compute-sql.ts'
import type { RunRefusal } from './run-refusals.ts'
import { setWithdrawn } from './run-sql.ts'

/** A run as it was computed. */
export interface ComputedRun {
  readonly runId: number
  /** lines that no gate stops, and those that wait */
  readonly lines: number
  readonly waiting: number
  /** rupiah of the lines that no gate stops */
  readonly amount: number
}

/**
 * Computes a run as of now: gathers what is payable into payments, puts each payment that is not with the bank on a line,
 * and says of each line that a gate stops why. Nothing moves yet. One run at a time is under way: `run_open`. Where nothing
 * is payable there is no run: `nothing_payable`. Of several accounts at banks the one to pay from is named:
 * `bank_account_needed`. Sandbox cards hold no money: what they earned is paid in the demo alone.
 */
export async function computeRun(
  ctx: Context,
  {
    bankAccountId,
    withSandbox,
  }: { readonly bankAccountId?: number | undefined; readonly withSandbox: boolean },
  actor: Actor,
): Promise<Outcome<ComputedRun, RunRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockRuns, [])
    const now = ctx.clock.now()
    const policy = await one(tx, policyOfRun, [Number(wibDate(now).slice(0, 4)), bankAccountId])
    const { minimumRupiah, secondApprovalRupiah } = (policy.payments ?? usualPayments) as PaymentRules
    if (policy.bankAccountId === undefined) return refuse('bank_account_needed')
    const run = await first(tx, insertRun, [policy.bankAccountId, now, actor.actor, secondApprovalRupiah])
    if (!run) return refuse('run_open')
    const { runId } = run
    await touched(tx, removeTakenBack, [runId])
    await rows(tx, planForMany, ['off'])
    await touched(tx, gatherItems, [now, withSandbox, runId])
    await rows(tx, planForMany, ['on'])
    const lines = await touched(tx, insertLines, [runId, now, minimumRupiah])
    await touched(tx, stopOverBudget, [runId])
    await touched(tx, markReady, [runId])
    const summed = await one(tx, sumRun, [runId])
    const amount = Number(summed.amount)
    const facts = { payments: summed.lines, amount, hash: summed.digest.toString('hex') }
    await writeJournal(tx, actor, now, [{ event: 'run_computed', subject: `run:${runId}`, facts }])
    if (lines === 0) {
      await touched(tx, setWithdrawn, [runId, actor.actor, now])
      return refuse('nothing_payable')
    }
    return done({ runId, lines: summed.lines, waiting: summed.waiting, amount })
  })
}
