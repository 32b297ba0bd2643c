import type pg from 'pg'
import { withdrawApproval } from '../approvals/approvals.ts'
import { type DeciderRefusal, whoDecides } from '../approvals/who-decides.ts'
import type { Context } from '../database/context.ts'
import { first, one, type Queryable, rows, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { hour } from '../kernel/clock.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { lockIdentity } from '../registration/change-phone.ts'
import { changeInTheWay } from '../registration/contacts/contact-changes.ts'
import type { ContactRefusal } from '../registration/contacts/contact-refusals.ts'
import { may } from '../staff/permissions.ts'
import { deskRules, hasProved } from './desk-rules.ts'
import * as sql from './desk-sql.ts'

/** Help for somebody at the desk: their phone is changed, or the number of their card. */
export interface DeskCase extends sql.DeskCaseRow {
  /** who of the staff has proved the person by questions */
  readonly provedBy: readonly string[]
  /** whoever opened it has, or the registry and a document did */
  readonly firstProved: boolean
}

export type AtDesk = DeciderRefusal | 'own_person'
export type OnCase = AtDesk | 'desk_case_unknown' | 'desk_case_over'

/**
 * Opens help for somebody. One at a time for one person; what nobody finished in a day makes room. Nobody opens it for themselves, nor
 * while their factors are new. Refuses while the phone rests after a change, or a stopped one waits for its decision.
 */
export async function openDeskCase(
  ctx: Context,
  personId: string,
  wanted: { readonly kind: sql.DeskKind; readonly because: string },
  actor: Actor,
): Promise<
  Outcome<string, AtDesk | ContactRefusal | 'person_unknown' | 'reason_missing' | 'desk_case_open'>
> {
  const reason = wanted.because.trim().slice(0, 500)
  if (reason.length < 3) return refuse('reason_missing')
  const opened = await inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const person = await first(tx, lockIdentity, [personId])
    if (!person) return refuse('person_unknown')
    const staff = await whoHelps(tx, personId, actor, now)
    if (!staff.ok) return staff
    const free = await changeInTheWay(tx, personId, now)
    if (!free.ok) return free
    const lapsed = await rows(tx, sql.lapseDeskCases, [personId, actor.actor, now])
    const expiresAt = new Date(now.getTime() + deskRules.caseHours * hour)
    const made = await first(tx, sql.insertDeskCase, [
      ...([personId, wanted.kind, reason, actor.actor, now, expiresAt] as const),
    ])
    if (!made) return refuse('desk_case_open')
    const facts = { kind: wanted.kind, desk_case: made.deskCaseId }
    await writeJournal(tx, actor, now, [
      { event: 'desk_case_opened', subject: `person:${personId}`, reason, facts },
    ])
    return done({ deskCaseId: made.deskCaseId, lapsed })
  })
  if (!opened.ok) return opened
  for (const { deskCaseId } of opened.value.lapsed) await withdrawWaiting(ctx, deskCaseId, actor)
  return done(opened.value.deskCaseId)
}

/** Ends help without anything changed; anybody of the desk may, and it is in the person's own log. */
export async function withdrawDeskCase(
  ctx: Context,
  deskCaseId: string,
  actor: Actor,
): Promise<Outcome<null, OnCase>> {
  const ended = await inTransaction(ctx.db, async (tx) => {
    const found = await caseAtDesk(tx, ctx, deskCaseId, actor)
    if (!found.ok) return found
    const now = ctx.clock.now()
    await touched(tx, sql.endDeskCase, [deskCaseId, 'withdrawn', actor.actor, now, null, null])
    await tellEnd(tx, found.value.open, 'withdrawn', actor, now)
    return done(null)
  })
  if (ended.ok) await withdrawWaiting(ctx, deskCaseId, actor)
  return ended
}

/** Writes into the person's log how their help ended. */
export async function tellEnd(
  tx: Queryable,
  { personId, deskCaseId }: sql.DeskCaseRow,
  outcome: sql.DeskOutcome,
  actor: Actor,
  now: Date,
): Promise<void> {
  const facts = { desk_case: deskCaseId, decision: outcome }
  await writeJournal(tx, actor, now, [{ event: 'desk_case_ended', subject: `person:${personId}`, facts }])
}

/** An act of two people about a case is withdrawn with it. */
async function withdrawWaiting(ctx: Context, deskCaseId: string, actor: Actor): Promise<void> {
  await withdrawApproval(ctx, { act: 'give_access', subject: `desk:${deskCaseId}` }, actor)
}

/** One case with what is proved of it; undefined where there is none. */
export async function readDeskCase(db: Queryable, deskCaseId: string): Promise<DeskCase | undefined> {
  const found = await first(db, sql.selectDeskCase, [deskCaseId])
  return found && { ...found, ...(await provedOf(db, found)) }
}

/** What was begun at the desk and can still be finished, the oldest first. */
export function openDeskCases({ db, clock }: Pick<Context, 'db' | 'clock'>, most: number) {
  return rows(db, sql.selectOpenDeskCases, [clock.now(), most])
}

/** The case, held, and whoever of the desk acts on it while it is open. */
export async function caseAtDesk(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'clock'>,
  deskCaseId: string,
  actor: Actor,
): Promise<Outcome<{ open: DeskCase; staffId: string }, OnCase>> {
  const now = ctx.clock.now()
  const found = await first(tx, sql.lockDeskCase, [deskCaseId])
  if (!found) return refuse('desk_case_unknown')
  if (found.endedAt || found.expiresAt <= now) return refuse('desk_case_over')
  const staff = await whoHelps(tx, found.personId, actor, now)
  if (!staff.ok) return staff
  const open = { ...found, ...(await provedOf(tx, found)) }
  return done({ open, staffId: staff.value.staffId })
}

/** Who of the desk helps a person: never that very person, and nobody whose factors are new. */
export async function whoHelps(
  tx: Queryable,
  personId: string,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ staffId: string }, AtDesk>> {
  const decider = await whoDecides(tx, actor, now)
  if (!decider.ok) return decider
  const { staffId } = decider.value
  const { roles, own } = await one(tx, sql.selectHelper, [personId, staffId])
  if (!may(roles, 'help_people')) return refuse('staff_needed')
  return own ? refuse('own_person') : decider
}

async function provedOf(db: Queryable, found: sql.DeskCaseRow) {
  const proofs = await rows(db, sql.selectProofs, [found.deskCaseId])
  const provedBy = [...new Set(proofs.map(({ staffId }) => staffId))].filter((id) => hasProved(proofs, id))
  return {
    provedBy,
    firstProved: provedBy.includes(found.openedById) || found.registryMatchedAt !== undefined,
  }
}
