import type pg from 'pg'
import { writeJournal } from '../../card/write-journal.ts'
import type { Context } from '../../database/context.ts'
import { first, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'

/** An irreversible act, and what exactly is to be done: what is performed must be what was approved. */
export interface TwoPersonAct {
  /** `open_wave`, `run_draw` ... */
  readonly act: string
  /** `wave:3` */
  readonly subject: string
  /** in a fixed order of names; never a NIK, a card number, a code or a phone */
  readonly facts: Readonly<Record<string, unknown>>
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
export type ApprovalRefusal =
  /** the same act on the same subject waits already, with other facts: withdraw it first */
  | 'approval_differs'
  /** whoever asked for it cannot be the one who approves it */
  | 'second_person_needed'
  /** nobody has approved it yet */
  | 'approval_missing'

interface ApprovalRow {
  approval_id: string
  act: string
  subject: string
  facts: Readonly<Record<string, unknown>>
  reason: string
  requested_by: string
  requested_at: Date
  approved_by: string | null
  approved_at: Date | null
  same: boolean
}

const columns =
  'approval_id, act, subject, facts, reason, requested_by, requested_at, approved_by, approved_at'

const insertApproval = statement<
  [act: string, subject: string, facts: string, reason: string, by: string, now: Date],
  ApprovalRow
>(
  'programme/insert-approval',
  `
  insert into approval (act, subject, facts, reason, requested_by, requested_at)
  values ($1, $2, $3::jsonb, $4, $5, $6)
  on conflict (act, subject) where performed_at is null and withdrawn_at is null do nothing
  returning ${columns}, true as same
  `,
)

const lockLiveApproval = statement<[act: string, subject: string, facts: string], ApprovalRow>(
  'programme/lock-live-approval',
  `
  select ${columns}, facts = $3::jsonb as same
  from approval
  where act = $1 and subject = $2 and performed_at is null and withdrawn_at is null
  for no key update
  `,
)

const markApproved = statement<[approvalId: string, by: string, now: Date]>(
  'programme/mark-approved',
  'update approval set approved_by = $2, approved_at = $3 where approval_id = $1 and approved_at is null',
)

const markPerformed = statement<[approvalId: string, by: string, now: Date]>(
  'programme/mark-performed',
  `
  update approval set performed_by = $2, performed_at = $3
  where approval_id = $1 and approved_at is not null and performed_at is null and withdrawn_at is null
  `,
)

const markWithdrawn = statement<
  [act: string, subject: string, by: string, now: Date],
  { approval_id: string }
>(
  'programme/mark-withdrawn',
  `
  update approval set withdrawn_by = $3, withdrawn_at = $4
  where act = $1 and subject = $2 and performed_at is null and withdrawn_at is null
  returning approval_id
  `,
)

const selectWaiting = statement<[], ApprovalRow>(
  'programme/select-waiting-approvals',
  `
  select ${columns}, true as same from approval
  where performed_at is null and withdrawn_at is null
  order by requested_at, approval_id
  `,
)

/**
 * Asks for an act that two people must want. Asking again for the same is no second request: the one that waits is
 * returned, whoever made it. `approval_differs`: it waits already with other facts.
 */
export async function requestApproval(
  ctx: Pick<Context, 'db' | 'clock'>,
  wanted: TwoPersonAct,
  actor: Actor,
  reason = '',
): Promise<Outcome<Approval, 'approval_differs'>> {
  return inTransaction(ctx.db, async (tx) => {
    const facts = JSON.stringify(wanted.facts)
    const now = ctx.clock.now()
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
    await journal(tx, actor, now, 'requested', wanted, made.approval_id, reason)
    return done(approvalFrom(made))
  })
}

/**
 * Approves what somebody else asked for, with exactly these facts. Approving twice changes nothing.
 * `second_person_needed`: the actor is the one who asked. `approval_missing`: nothing of this kind waits.
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
    if (waiting.approved_by !== null) return done(approvalFrom(waiting))
    if (waiting.requested_by === actor.actor) return refuse('second_person_needed')
    const now = ctx.clock.now()
    await touched(tx, markApproved, [waiting.approval_id, actor.actor, now])
    await journal(tx, actor, now, 'approved', wanted, waiting.approval_id)
    return done(approvalFrom({ ...waiting, approved_by: actor.actor, approved_at: now }))
  })
}

/**
 * Uses an approval up, in the transaction of what it allows: once, and only for what was approved. Returns its id, which
 * the row that is written refers to.
 */
export async function takeApproval(
  tx: pg.PoolClient,
  wanted: TwoPersonAct,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ approvalId: string }, ApprovalRefusal>> {
  const facts = JSON.stringify(wanted.facts)
  const waiting = await first(tx, lockLiveApproval, [wanted.act, wanted.subject, facts])
  if (!waiting) return refuse('approval_missing')
  if (!waiting.same) return refuse('approval_differs')
  if (waiting.approved_by === null)
    return refuse(waiting.requested_by === actor.actor ? 'second_person_needed' : 'approval_missing')
  const performed = await touched(tx, markPerformed, [waiting.approval_id, actor.actor, now])
  if (performed !== 1) throw new Error(`approval ${waiting.approval_id} could not be used`)
  return done({ approvalId: waiting.approval_id })
}

/**
 * For a command that two people give one after the other: the first one asks, the second one approves. `approved` says
 * whether it may be performed now.
 */
export async function askOrApprove(
  ctx: Pick<Context, 'db' | 'clock'>,
  wanted: TwoPersonAct,
  actor: Actor,
  reason = '',
): Promise<Outcome<{ approval: Approval; approved: boolean }, ApprovalRefusal>> {
  const asked = await requestApproval(ctx, wanted, actor, reason)
  if (!asked.ok) return asked
  const approval = asked.value
  if (approval.approvedBy !== undefined) return done({ approval, approved: true })
  if (approval.requestedBy === actor.actor) return done({ approval, approved: false })
  const approved = await approve(ctx, wanted, actor)
  return approved.ok ? done({ approval: approved.value, approved: true }) : approved
}

/** Takes back what waits to be approved or performed. Anybody may: stopping needs no second person. */
export async function withdrawApproval(
  ctx: Pick<Context, 'db' | 'clock'>,
  wanted: Pick<TwoPersonAct, 'act' | 'subject'>,
  actor: Actor,
  reason = '',
): Promise<Outcome<null, 'approval_missing'>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const withdrawn = await first(tx, markWithdrawn, [wanted.act, wanted.subject, actor.actor, now])
    if (!withdrawn) return refuse('approval_missing')
    await journal(tx, actor, now, 'withdrawn', { ...wanted, facts: {} }, withdrawn.approval_id, reason)
    return done(null)
  })
}

/** Everything that waits for a second person, or for being performed; the oldest first. */
export async function waitingApprovals(db: Queryable): Promise<Approval[]> {
  return (await rows(db, selectWaiting, [])).map(approvalFrom)
}

async function journal(
  tx: pg.PoolClient,
  actor: Actor,
  now: Date,
  what: 'requested' | 'approved' | 'withdrawn',
  { act, subject, facts }: TwoPersonAct,
  approvalId: string,
  reason = '',
): Promise<void> {
  const row = { act: `approval_${what}`, subject, reason, facts: { approval: approvalId, act, ...facts } }
  await writeJournal(tx, actor, now, [row])
}

function approvalFrom(row: ApprovalRow): Approval {
  return {
    approvalId: row.approval_id,
    act: row.act,
    subject: row.subject,
    facts: row.facts,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    approvedBy: row.approved_by ?? undefined,
    approvedAt: row.approved_at ?? undefined,
  }
}
