import { requestApproval, type TwoPersonAct, takeApproval } from '../../approvals/approvals.ts'
import type { Context } from '../../database/context.ts'
import { first, type Queryable, rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { lockRuns, withdrawLines } from './compute-sql.ts'
import type { RunRefusal } from './run-refusals.ts'
import { lockRun, type RunRow, selectRun, setApproved, setSecondApproved, setWithdrawn } from './run-sql.ts'

/** Whether a run takes a second approval, by the policy of when it was made. */
export function takesTwo({ amount, secondFrom }: Pick<RunRow, 'amount' | 'secondFrom'>): boolean {
  return Number(amount) >= Number(secondFrom)
}

/** Whether everybody has approved a run who must. */
export function isApproved(run: RunRow): boolean {
  return run.approvalId !== undefined && (!takesTwo(run) || run.secondApprovalId !== undefined)
}

/**
 * What is approved of a run: the digest of its lines. Who made it approves nothing of it. A run that takes two approvals
 * is approved by `pay_run` first; who gave that one asks for the second, `pay_large_run`.
 */
export async function payRunAct(db: Queryable, runId: number): Promise<Outcome<TwoPersonAct, RunRefusal>> {
  return actOf('pay_run', await first(db, selectRun, [runId]))
}

/** The second approval of a run above the threshold of its year. */
export async function payLargeRunAct(
  db: Queryable,
  runId: number,
): Promise<Outcome<TwoPersonAct, RunRefusal>> {
  return actOf('pay_large_run', await first(db, selectRun, [runId]))
}

function actOf(act: 'pay_run' | 'pay_large_run', run: RunRow | undefined): Outcome<TwoPersonAct, RunRefusal> {
  if (!run) return refuse('run_unknown')
  if (run.exportedAt) return refuse('run_exported')
  if (run.withdrawnAt) return refuse('run_withdrawn')
  if (run.lines === 0) return refuse('run_empty')
  const missing = run.approvalId === undefined ? 'pay_run' : isApproved(run) ? undefined : 'pay_large_run'
  if (missing !== act) return refuse(missing ? 'run_not_approved' : 'run_approved_already')
  return done({
    act,
    subject: `run:${run.runId}`,
    facts: {
      payments: run.lines,
      amount: Number(run.amount),
      hash: run.digest!.toString('hex'),
      made_by: run.madeBy,
    },
  })
}

/** What two people have approved of a run is written down; above the threshold, the second approval is asked for at once. */
export async function approveRun(
  ctx: Context,
  runId: number,
  actor: Actor,
): Promise<Outcome<{ readonly secondAsked: boolean }, RunRefusal>> {
  const approved = await take(ctx, runId, actor, payRunAct)
  if (!approved.ok) return approved
  const large = await payLargeRunAct(ctx.db, runId)
  if (!large.ok) return done({ secondAsked: false })
  const asked = await requestApproval(ctx, large.value, { ...actor, actor: approved.value.approvedBy })
  return asked.ok ? done({ secondAsked: true }) : asked
}

/** ... and of one above the threshold. */
export async function approveLargeRun(
  ctx: Context,
  runId: number,
  actor: Actor,
): Promise<Outcome<null, RunRefusal>> {
  const approved = await take(ctx, runId, actor, payLargeRunAct)
  return approved.ok ? done(null) : approved
}

function take(
  ctx: Context,
  runId: number,
  actor: Actor,
  wanted: typeof payRunAct,
): Promise<Outcome<{ approvedBy: string }, RunRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const locked = await first(tx, lockRun, [runId])
    if (!locked) return refuse('run_unknown')
    const act = await wanted(tx, runId)
    if (!act.ok) return act
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    const { approvalId, approvedBy } = approval.value
    await touched(tx, act.value.act === 'pay_run' ? setApproved : setSecondApproved, [
      runId,
      approvalId,
      approvedBy,
    ])
    const facts = { approval: approvalId, hash: locked.digest!.toString('hex') }
    await writeJournal(tx, actor, now, [{ event: 'run_approved', subject: `run:${runId}`, facts }])
    return done({ approvedBy })
  })
}

/** Takes a run back that the bank has not seen: what it gathered goes with the next one. One person may. */
export async function withdrawRun(
  ctx: Context,
  runId: number,
  actor: Actor,
): Promise<Outcome<null, RunRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockRuns, [])
    const run = await first(tx, lockRun, [runId])
    if (!run) return refuse('run_unknown')
    if (run.exportedAt) return refuse('run_exported')
    if (run.withdrawnAt) return done(null)
    const now = ctx.clock.now()
    await touched(tx, withdrawLines, [runId])
    await touched(tx, setWithdrawn, [runId, actor.actor, now])
    await writeJournal(tx, actor, now, [{ event: 'run_withdrawn', subject: `run:${runId}` }])
    return done(null)
  })
}
