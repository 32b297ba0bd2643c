import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { one, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { findStaff, type Staff } from '../staff/staff.ts'
import type { CaseRefusal } from './case-refusals.ts'
import { type CaseKind, handles } from './kinds.ts'
import { findOpenCase, type OpenCase } from './queue.ts'

/** A case as its own page names it. */
export interface CaseName {
  readonly kind: CaseKind
  readonly subject: string
}

const enterCase = statement<[kind: CaseKind, subject: string]>(
  'cases/enter',
  'insert into case_handling (kind, subject) values ($1, $2) on conflict do nothing',
)

const lockCaseOwner = statement<[kind: CaseKind, subject: string], 'cases/lock-owner'>(
  'cases/lock-owner',
  'select owner_id from case_handling where kind = $1 and subject = $2 for no key update',
)

const setOwner = statement<[kind: CaseKind, subject: string, ownerId: string, now: Date]>(
  'cases/set-owner',
  'update case_handling set owner_id = $3, owned_at = $4 where kind = $1 and subject = $2',
)

export const subjectOf = ({ kind, subject }: CaseName) => `case:${kind}/${subject}`

/**
 * Makes a case one's own. It has one owner: of two who take it at once the second is refused, and what is somebody else's
 * is taken only `over` them. Refuses whose role does not decide cases of the kind.
 */
export async function takeCase(
  ctx: Context,
  name: CaseName,
  { over = false }: { readonly over?: boolean },
  actor: Actor,
): Promise<Outcome<OpenCase, CaseRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const found = await caseToHandle(tx, name, actor, ctx.clock.now())
    if (!found.ok) return found
    const { staff } = found.value
    const was = await lockOwner(tx, name)
    const owner = was && was !== staff.staffId ? await findStaff(tx, { staffId: was }) : undefined
    if (owner && !owner.disabledAt && !over) return refuse('case_owned', { belongsTo: owner.name })
    if (was !== staff.staffId) await give(tx, ctx, name, { to: staff, actor, event: 'case_taken' })
    return done(found.value.open)
  })
}

/** Gives a case to somebody else of the staff whose role decides cases of its kind. */
export async function handOverCase(
  ctx: Context,
  name: CaseName,
  to: { readonly staffId: string } | { readonly email: string },
  actor: Actor,
): Promise<Outcome<OpenCase, CaseRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const found = await caseToHandle(tx, name, actor, ctx.clock.now())
    if (!found.ok) return found
    const owner = await findStaff(tx, to)
    if (!owner || owner.disabledAt || !owner.enrolledAt) return refuse('owner_unknown')
    if (!handles(owner.roles, name.kind)) return refuse('owner_may_not')
    await lockOwner(tx, name)
    await give(tx, ctx, name, { to: owner, actor, event: 'case_handed_over' })
    return done(found.value.open)
  })
}

/** An open case, and whoever of the staff acts, when their role decides cases of its kind. */
export async function caseToHandle(
  tx: pg.PoolClient,
  name: CaseName,
  { actor }: Actor,
  now: Date,
): Promise<Outcome<{ open: OpenCase; staff: Staff }, CaseRefusal>> {
  const open = await findOpenCase(tx, name.kind, name.subject, now)
  if (!open) return refuse('case_not_open')
  const staff = await findStaff(tx, { staffId: /^staff:(\d{1,18})$/.exec(actor)?.[1] ?? '0' })
  if (!staff || staff.disabledAt || !handles(staff.roles, name.kind)) return refuse('not_for_your_role')
  return done({ open, staff })
}

async function lockOwner(tx: pg.PoolClient, { kind, subject }: CaseName): Promise<string | undefined> {
  await touched(tx, enterCase, [kind, subject])
  return (await one(tx, lockCaseOwner, [kind, subject])).ownerId
}

async function give(
  tx: pg.PoolClient,
  ctx: Context,
  name: CaseName,
  { to, actor, event }: { to: Staff; actor: Actor; event: 'case_taken' | 'case_handed_over' },
): Promise<void> {
  const now = ctx.clock.now()
  await touched(tx, setOwner, [name.kind, name.subject, to.staffId, now])
  const facts = { kind: name.kind, owner: `staff:${to.staffId}` }
  await writeJournal(tx, actor, now, [{ event, subject: subjectOf(name), facts }])
}
