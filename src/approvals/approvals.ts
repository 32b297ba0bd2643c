import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, type Queryable, rows, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Facts } from '../journal/facts.ts'
import { type JournalRow, writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import {
  type ApprovalRow,
  insertApproval,
  lockLiveApproval,
  markApproved,
  markPerformed,
  markWithdrawn,
  selectWaiting,
} from './approval-sql.ts'
import { type DeciderRefusal, deciderRefusals, whoDecides } from './who-decides.ts'

/** An irreversible act, and what exactly is to be done: what is performed must be what was approved. */
export interface TwoPersonAct {
  /** its name in `acts/acts-of-two.ts` */
  readonly act: string
  /** `wave:3` */
  readonly subject: string
  /** in a fixed order of names; never a NIK, a card number, a code or a phone */
  readonly facts: Facts
}

export interface Approval extends TwoPersonAct {
  readonly approvalId: string
  readonly reason: string
  readonly requestedBy: string
  readonly requestedAt: Date
  readonly approvedBy: string | undefined
  readonly approvedAt: Date | undefined
}

/** Why an act by two people does not go on. */
export const approvalRefusals = refusalWords({
  id: {
    approval_differs:
      'Permintaan yang sama menunggu dengan isi lain. Tarik dulu yang lama dari daftar persetujuan (bekal approval list), lalu minta lagi.',
    second_person_needed: 'Langkah pertama dilakukan oleh Anda. Minta orang lain melakukan langkah kedua.',
    approval_missing:
      'Tidak ada permintaan seperti itu yang menunggu, atau belum disetujui orang lain. Lihat daftar persetujuan (bekal approval list).',
  },
  en: {
    approval_differs:
      'The same act waits with other facts. Withdraw it from the list of approvals first (bekal approval list), then ask again.',
    second_person_needed: 'You did the first part. Ask another person to do the second one.',
    approval_missing:
      'Nothing of the kind waits, or nobody else has approved it yet. See the list of approvals (bekal approval list).',
  },
  also: [deciderRefusals],
})
export type ApprovalRefusal = ReasonOf<typeof approvalRefusals>

/**
 * Asks for an act that two people must want. Asking again for the same is no second request: the one that waits is
 * returned, whoever made it. `approval_differs`: it waits already with other facts. `staff_needed`, `still_resting`: the
 * actor may not be one of the two.
 */
export async function requestApproval(
  ctx: Pick<Context, 'db' | 'clock'>,
  wanted: TwoPersonAct,
  actor: Actor,
  reason = '',
): Promise<Outcome<Approval, DeciderRefusal | 'approval_differs'>> {
  return inTransaction(ctx.db, async (tx) => {
    const facts = JSON.stringify(wanted.facts)
    const now = ctx.clock.now()
    const maker = await whoDecides(tx, actor, now)
    if (!maker.ok) return maker
    const made = await first(tx, insertApproval, [
      wanted.act,
      wanted.subject,
      facts,
      reason,
      actor.actor,
      now,
    ])
    if (!made) {
      const waiting = await first(tx, lockLiveApproval, [wanted.act, wanted.subject, facts])
      // Performed or withdrawn in this very moment: whoever asks once more begins anew.
      return waiting?.same ? done(approvalFrom(waiting)) : refuse('approval_differs')
    }
    await writeJournal(tx, actor, now, [told('requested', wanted, made.approvalId, reason)])
    return done(approvalFrom(made))
  })
}

/**
 * Approves what somebody else asked for, with exactly these facts. Approving twice changes nothing.
 * `second_person_needed`: the actor is the one who asked, or who made what is approved (`made_by`). `approval_missing`: nothing of this kind waits.
 */
export async function approve(
  ctx: Pick<Context, 'db' | 'clock'>,
  wanted: TwoPersonAct,
  actor: Actor,
): Promise<Outcome<Approval, ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const facts = JSON.stringify(wanted.facts)
    const waiting = await first(tx, lockLiveApproval, [wanted.act, wanted.subject, facts])
    if (!waiting) return refuse('approval_missing')
    if (!waiting.same) return refuse('approval_differs')
    if (waiting.approvedBy !== undefined) return done(approvalFrom(waiting))
    const now = ctx.clock.now()
    const checker = await whoDecides(tx, actor, now)
    if (!checker.ok) return checker
    if (waiting.makerId === checker.value.staffId || waiting.facts.made_by === actor.actor)
      return refuse('second_person_needed')
    await touched(tx, markApproved, [waiting.approvalId, actor.actor, now])
    await writeJournal(tx, actor, now, [told('approved', wanted, waiting.approvalId)])
    return done(approvalFrom({ ...waiting, approvedBy: actor.actor, approvedAt: now }))
  })
}

/**
 * Uses an approval up, in the transaction of what it allows: once, and only for what was approved. Returns its id, which
 * the row that is written refers to, and who approved it.
 */
export async function takeApproval(
  tx: pg.PoolClient,
  wanted: TwoPersonAct,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ approvalId: string; approvedBy: string }, ApprovalRefusal>> {
  const facts = JSON.stringify(wanted.facts)
  const waiting = await first(tx, lockLiveApproval, [wanted.act, wanted.subject, facts])
  if (!waiting) return refuse('approval_missing')
  if (!waiting.same) return refuse('approval_differs')
  if (waiting.approvedBy === undefined)
    return refuse(waiting.requestedBy === actor.actor ? 'second_person_needed' : 'approval_missing')
  const performed = await touched(tx, markPerformed, [waiting.approvalId, actor.actor, now])
  if (performed !== 1) throw new Error(`approval ${waiting.approvalId} could not be used`)
  return done({ approvalId: waiting.approvalId, approvedBy: waiting.approvedBy })
}

/**
 * For a command that two people give one after the other: the first one asks, the second one approves. `approved` says
 * whether it may be performed now. Whoever may not approve only asks.
 */
export async function askOrApprove(
  ctx: Pick<Context, 'db' | 'clock'>,
  wanted: TwoPersonAct,
  actor: Actor,
  { reason = '', mayApprove = true }: { readonly reason?: string; readonly mayApprove?: boolean } = {},
): Promise<Outcome<{ approval: Approval; approved: boolean }, ApprovalRefusal>> {
  const asked = await requestApproval(ctx, wanted, actor, reason)
  if (!asked.ok) return asked
  const approval = asked.value
  if (approval.approvedBy !== undefined) return done({ approval, approved: true })
  if (approval.requestedBy === actor.actor || !mayApprove) return done({ approval, approved: false })
  const approved = await approve(ctx, wanted, actor)
  return approved.ok ? done({ approval: approved.value, approved: true }) : approved
}

/** Takes back what waits to be approved or performed. Anybody may: stopping needs no second person. */
export async function withdrawApproval(
  ctx: Pick<Context, 'db' | 'clock'>,
  wanted: { readonly act: string; readonly subject: string },
  actor: Actor,
  reason = '',
): Promise<Outcome<null, 'approval_missing'>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const withdrawn = await first(tx, markWithdrawn, [wanted.act, wanted.subject, actor.actor, now])
    if (!withdrawn) return refuse('approval_missing')
    await writeJournal(tx, actor, now, [told('withdrawn', wanted, withdrawn.approvalId, reason)])
    return done(null)
  })
}

/** Everything that waits for a second person, or for being performed; the oldest first. */
export async function waitingApprovals(db: Queryable): Promise<Approval[]> {
  return (await rows(db, selectWaiting, [])).map(approvalFrom)
}

function told(
  what: 'requested' | 'approved' | 'withdrawn',
  { act, subject, facts }: { readonly act: string; readonly subject: string; readonly facts?: object },
  approvalId: string,
  reason = '',
): JournalRow {
  return { event: `approval_${what}`, subject, reason, facts: { approval: approvalId, act, ...facts } }
}

function approvalFrom({ makerId, same, ...approval }: ApprovalRow): Approval {
  return approval
}
