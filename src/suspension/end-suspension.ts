import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, type Queryable, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { reasonOf } from '../learning/cancellation/cancellation-refusals.ts'
import { liftHold } from '../money/holds/holds.ts'
import type { SuspensionRefusal } from './suspension-refusals.ts'

type Refused = Extract<
  SuspensionRefusal,
  'not_suspended' | 'not_settled' | 'reason_missing' | 'reason_too_long'
>

const lockSuspension = statement<[suspensionId: number], 'suspension/lock', 'name'>(
  'suspension/lock',
  `
  select
    party_kind, party_id, subject, hold_id, settled_at,
    coalesce(case party_kind
      when 'institution' then (select name from institution where institution_id = party_id)
      else (select name from partner where partner_id = party_id)
    end, '') as name
  from suspension
  where suspension_id = $1 and ended_at is null
  for no key update
  `,
)

const setEnded = statement<
  [suspensionId: number, now: Date, actor: string, because: string, approvalId: string]
>(
  'suspension/set-ended',
  `
  update suspension set ended_at = $2, ended_by = $3, ended_because = $4, end_approval_id = $5
  where suspension_id = $1
  `,
)

const listCoursesAgain = statement<[institutionId: number]>(
  'suspension/list-courses-again',
  `update course set status = 'listed' where institution_id = $1 and status = 'suspended'`,
)

/** What two people approve: that a suspension ends, and why. Not before everything that was open is settled. */
export async function endSuspensionAct(
  db: Queryable,
  suspensionId: number,
  because: string,
): Promise<Outcome<TwoPersonAct, Refused>> {
  const suspension = await first(db, lockSuspension, [suspensionId])
  if (!suspension) return refuse('not_suspended')
  if (!suspension.settledAt) return refuse('not_settled')
  const reason = reasonOf(because)
  if (!reason.ok) return reason
  return done({
    act: 'end_suspension',
    subject: `suspension:${suspensionId}`,
    facts: { because: reason.value, name: suspension.name },
  })
}

/**
 * Ends a suspension, once two people have approved it, since money goes out again by it: its courses are sold again, and its
 * hold is lifted. What was settled stays settled.
 */
export async function endSuspension(
  ctx: Context,
  suspensionId: number,
  because: string,
  actor: Actor,
): Promise<Outcome<null, Refused | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const act = await endSuspensionAct(tx, suspensionId, because)
    if (!act.ok) return act
    const suspension = (await first(tx, lockSuspension, [suspensionId]))!
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    const reason = because.trim()
    const ended = [suspensionId, now, actor.actor, reason, approval.value.approvalId] as const
    await touched(tx, setEnded, [...ended])
    if (suspension.partyKind === 'institution') await touched(tx, listCoursesAgain, [suspension.partyId])
    // Somebody of finance may have lifted it before: then there is nothing to lift.
    await liftHold(tx, suspension.holdId, reason, actor, now)
    await writeJournal(tx, actor, now, [
      {
        event: 'suspension_ended',
        subject: suspension.subject!,
        reason,
        facts: { suspension: suspensionId },
      },
    ])
    return done(null)
  })
}
