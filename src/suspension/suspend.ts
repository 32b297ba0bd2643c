import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, one, type Queryable, rows } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { reasonOf } from '../learning/cancellation/cancellation-refusals.ts'
import { holdPayments } from '../money/holds/holds.ts'
import { type BegunTrainings, begunTrainings } from './rules.ts'
import {
  inForce,
  insertSuspension,
  listOpenOfInstitution,
  listOpenOfStorefront,
  lockInstitution,
  lockSeatsOf,
  lockStorefront,
} from './suspend-sql.ts'
import type { SuspensionRefusal } from './suspension-refusals.ts'

/** With whom the programme stops: an institution, or a storefront by its number as a partner. */
export interface SuspendedParty {
  readonly kind: 'institution' | 'storefront'
  readonly id: number
}

export interface Suspending {
  /** participants and buyers read it: 1 to 300 characters */
  readonly because: string
  /** of an institution; of a storefront everything that was paid goes on */
  readonly begun: string
}

/** What a suspension found open, to be settled one by one. */
export interface Suspended {
  readonly suspensionId: number
  readonly purchases: number
  readonly orders: number
  readonly accounts: number
}

type Refused = Exclude<SuspensionRefusal, 'not_suspended' | 'not_settled'>

/** What two people of the programme approve: with whom it stops, why, and what becomes of trainings that were used. */
export async function suspendAct(
  db: Queryable,
  { kind, id }: SuspendedParty,
  { because, begun }: Suspending,
): Promise<Outcome<TwoPersonAct, Refused>> {
  const party = await first(db, kind === 'institution' ? lockInstitution : lockStorefront, [id])
  if (!party) return refuse('party_unknown')
  if (await first(db, inForce, [kind, id])) return refuse('suspended_already')
  if (kind === 'institution' && !begunTrainings.includes(begun as BegunTrainings))
    return refuse('begun_unknown')
  const reason = reasonOf(because)
  if (!reason.ok) return reason
  return done({
    act: `suspend_${kind}`,
    subject: `${kind === 'storefront' ? 'partner' : kind}:${id}`,
    facts: { because: reason.value, name: party.name, ...(kind === 'institution' && { begun }) },
  })
}

/**
 * Suspends an institution or a storefront, once two people have approved it: from the commit on nothing is sold of it, in
 * every process, and what is payable to it is held. What was open is written down, to be settled ({@link settleSuspensions}):
 * who pays at this moment either paid before and is on the list, or is refused.
 */
export async function suspend(
  ctx: Context,
  party: SuspendedParty,
  suspending: Suspending,
  actor: Actor,
): Promise<Outcome<Suspended, Refused | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const act = await suspendAct(tx, party, suspending)
    if (!act.ok) return act
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    const { kind, id } = party
    if (kind === 'institution') await rows(tx, lockSeatsOf, [id])
    const because = suspending.because.trim()
    const { holdId } = await holdPayments(tx, { kind, id: String(id) }, because, actor, now)
    const { suspensionId } = await one(tx, insertSuspension, [
      kind,
      id,
      because,
      kind === 'institution' ? suspending.begun : 'go_on',
      now,
      actor.actor,
      holdId,
      approval.value.approvalId,
      actor.requestId,
    ])
    const list = kind === 'institution' ? listOpenOfInstitution : listOpenOfStorefront
    const open = await one(tx, list, [suspensionId, id])
    return done({ suspensionId, ...open })
  })
}
