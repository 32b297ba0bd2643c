import type pg from 'pg'
import { lockLiveApproval } from '../approvals/approval-sql.ts'
import { type ApprovalRefusal, approve, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, one, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { endSessions } from '../identity/end-sessions.ts'
import { lockPhone } from '../identity/phone-codes.ts'
import { maskPhone } from '../kernel/phone.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { accountOfPerson } from '../registration/account-sql.ts'
import { lockIdentity } from '../registration/change-phone.ts'
import { changeInTheWay, replacePhone } from '../registration/contacts/contact-changes.ts'
import type { ContactRefusal } from '../registration/contacts/contact-refusals.ts'
import { phoneTaken } from '../registration/prove-phone.ts'
import { caseAtDesk, type DeskCase, type OnCase, readDeskCase, tellEnd, whoHelps } from './desk-case.ts'
import * as sql from './desk-sql.ts'

/**
 * What two people of the desk approve: that somebody has another phone. The facts show how the person was proved and the phone masked, with
 * a mark by which the same one is known again; whoever opened the case is named in them, and can never be the second.
 */
export async function giveAccessAct(
  ctx: Pick<Context, 'db' | 'secrets'>,
  deskCaseId: string,
): Promise<Outcome<TwoPersonAct, 'desk_case_unknown' | 'phone_not_proved'>> {
  const found = await readDeskCase(ctx.db, deskCaseId)
  return found ? actOf(ctx, found) : refuse('desk_case_unknown')
}

function actOf(
  { secrets }: Pick<Context, 'secrets'>,
  { deskCaseId, personId, phone, document, openedBy }: DeskCase,
): Outcome<TwoPersonAct, 'phone_not_proved'> {
  if (phone === undefined) return refuse('phone_not_proved')
  const facts = {
    person_id: personId,
    way: document === undefined ? 'questions' : 'registry',
    ...(document !== undefined && { document }),
    phone: maskPhone(phone),
    phone_mark: secrets.hash('desk phone', phone).toString('hex').slice(0, 16),
    made_by: openedBy,
  }
  return done({ act: 'give_access', subject: `desk:${deskCaseId}`, facts })
}

export interface AccessGiven {
  readonly personId: string
  /** until then nothing is paid with the card, and the change can be stopped */
  readonly restsUntil: Date
}
export type GiveRefusal =
  | OnCase
  | ContactRefusal
  | ApprovalRefusal
  | 'phone_not_proved'
  | 'phone_taken'
  | 'proof_missing'
  | 'second_proof_missing'

/** For the second person: approves what the first one asked for, and does it. They have proved the person, too, unless the registry did. */
export async function confirmAccess(
  ctx: Context,
  deskCaseId: string,
  by: { readonly actor: Actor; link(path: string): string },
): Promise<Outcome<AccessGiven, GiveRefusal>> {
  const found = await inTransaction(ctx.db, (tx) => caseAtDesk(tx, ctx, deskCaseId, by.actor))
  if (!found.ok) return found
  const { open, staffId } = found.value
  if (open.openedById === staffId) return refuse('second_person_needed')
  if (!open.registryMatchedAt && !open.provedBy.includes(staffId)) return refuse('second_proof_missing')
  const act = actOf(ctx, open)
  if (!act.ok) return act
  const approved = await approve(ctx, act.value, by.actor)
  return approved.ok ? giveAccess(ctx, deskCaseId, by) : approved
}

/**
 * Changes the phone of somebody who has lost theirs, once two people of the desk have approved it: log-in by the new phone is
 * possible, whoever is logged in is logged out, the card pays nothing for 72 hours, and every old channel can stop it. Decided
 * anew under the locks, whatever the pages showed.
 */
export async function giveAccess(
  ctx: Context,
  deskCaseId: string,
  { actor, link }: { readonly actor: Actor; link(path: string): string },
): Promise<Outcome<AccessGiven, GiveRefusal>> {
  const known = await first(ctx.db, sql.selectDeskCase, [deskCaseId])
  return inTransaction(ctx.db, async (tx) => {
    if (known?.phone) await lockPhone(tx, known.phone)
    const found = await caseAtDesk(tx, ctx, deskCaseId, actor)
    if (!found.ok) return found
    const { open } = found.value
    const act = actOf(ctx, open)
    if (!act.ok) return act
    const now = ctx.clock.now()
    const may = await mayGive(tx, open, { ...act.value, known: known?.phone, now, actor })
    if (!may.ok) return may
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    const { approvalId, approvedBy } = approval.value
    const { personId, phone = '' } = open
    const wanted = { personId, phone, deskCaseId, reason: open.reason }
    const replaced = await replacePhone(tx, ctx, wanted, { actor, link })
    if (!replaced.ok) throw new Error(`the phone of person ${personId} changed under its lock`)
    await endSessions(tx, ['portal'], { personId, accountId: may.value.accountId })
    await touched(tx, sql.endDeskCase, [deskCaseId, 'done', actor.actor, now, approvedBy, approvalId])
    await tellEnd(tx, open, 'done', actor, now)
    return done({ personId, restsUntil: replaced.value.restsUntil })
  })
}

/** Everything that stands against it, before the approval is used up. */
async function mayGive(
  tx: pg.PoolClient,
  open: DeskCase,
  by: TwoPersonAct & { readonly known: string | undefined; readonly now: Date; readonly actor: Actor },
): Promise<Outcome<{ accountId: string | undefined }, GiveRefusal>> {
  const { personId, phone = '', openedById } = open
  if (phone !== by.known) return refuse('approval_differs')
  if (!open.firstProved) return refuse('proof_missing')
  await one(tx, lockIdentity, [personId])
  const free = await changeInTheWay(tx, personId, by.now)
  if (!free.ok) return free
  const account = await first(tx, accountOfPerson, [personId])
  if ((await one(tx, phoneTaken, [phone, account?.accountId ?? null, personId])).taken)
    return refuse('phone_taken')
  const waiting = await first(tx, lockLiveApproval, [by.act, by.subject, JSON.stringify(by.facts)])
  if (waiting?.approvedBy === undefined) return refuse('approval_missing')
  const second = await whoHelps(tx, personId, { ...by.actor, actor: waiting.approvedBy }, by.now)
  if (!second.ok) return second
  const { staffId } = second.value
  if (staffId === openedById) return refuse('second_person_needed')
  const proved = open.registryMatchedAt !== undefined || open.provedBy.includes(staffId)
  return proved ? done({ accountId: account?.accountId }) : refuse('second_proof_missing')
}
