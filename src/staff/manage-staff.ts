import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { endOpenActs } from './end-open-acts.ts'
import { staffFactors } from './factors.ts'
import { type Invited, type InvitedBy, invite, type LinkOf, type Made } from './invite-staff.ts'
import type { Role } from './permissions.ts'
import { disableIn, findStaff } from './staff.ts'

export interface NewStaff {
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
}

const insertStaff = statement<
  [email: string, name: string, roles: readonly string[], totp: Buffer, now: Date],
  'staff/insert-staff'
>(
  'staff/insert-staff',
  `
  insert into staff (email, name, roles, totp_sealed, created_at)
  values ($1, $2, $3, $4, $5)
  on conflict (email) do nothing
  returning staff_id
  `,
)

const forgetAddress = statement<[staffId: string, email: string]>(
  'staff/change-email',
  `
  update staff set email = $2
  where staff_id = $1 and not exists (select from staff where email = $2)
  `,
)

/** Adds somebody to the staff, and invites them by email. Refuses an email that is there already, and nobody without a role. */
export async function addStaff(
  ctx: Context,
  added: NewStaff,
  linkOf: LinkOf,
  actor: Actor,
): Promise<Outcome<Invited, 'email_taken' | 'role_missing'>> {
  return inTransaction(ctx.db, async (tx) => {
    const made = await addIn(tx, ctx, added, { linkOf, actor })
    return made.ok ? done(made.value.invited) : made
  })
}

export type ResetRefusal = 'staff_unknown' | 'staff_disabled'

/**
 * For somebody who has lost their phone: password, second factor, recovery codes and sessions end, what they asked for or
 * approved and nobody performed is withdrawn, and a new invitation is sent to their address. Whoever orders it has made sure
 * who asks; everybody who approves or administers is told.
 */
export async function resetSecondFactor(
  ctx: Context,
  staffId: string,
  linkOf: LinkOf,
  actor: Actor,
): Promise<Outcome<Invited, ResetRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const made = await resetIn(tx, ctx, staffId, { linkOf, actor }, undefined)
    return made.ok ? done(made.value.invited) : made
  })
}

/** The same for an address that changed: the invitation goes to the new one, and the old one is told, too. */
export async function changeStaffEmail(
  ctx: Context,
  staffId: string,
  email: string,
  linkOf: LinkOf,
  actor: Actor,
): Promise<Outcome<Invited, ResetRefusal | 'email_taken'>> {
  return inTransaction(ctx.db, async (tx) => {
    const made = await resetIn(tx, ctx, staffId, { linkOf, actor }, email.trim().toLowerCase())
    return made.ok ? done(made.value.invited) : made
  })
}

/** Adds and invites somebody, in the caller's transaction; `facts` go into the journal, too. */
export async function addIn(
  tx: pg.PoolClient,
  ctx: Context,
  { email, name, roles }: NewStaff,
  by: InvitedBy,
  facts: object = {},
): Promise<Outcome<Made, 'email_taken' | 'role_missing'>> {
  if (roles.length === 0) return refuse('role_missing')
  const now = ctx.clock.now()
  const to = email.trim().toLowerCase()
  const all = [...new Set(roles)]
  const made = await first(tx, insertStaff, [to, name.trim(), all, staffFactors.newSecret(ctx), now])
  if (!made) return refuse('email_taken')
  const subject = `staff:${made.staffId}`
  await writeJournal(tx, by.actor, now, [{ event: 'staff_added', subject, facts: { roles: all, ...facts } }])
  return done(await invite(tx, ctx, { staffId: made.staffId, news: 'invitedAt' }, by))
}

/** Ends somebody's factors and invites them anew, in the caller's transaction. */
export async function resetIn<Email extends string | undefined>(
  tx: pg.PoolClient,
  ctx: Context,
  staffId: string,
  by: InvitedBy,
  email: Email,
): Promise<Outcome<Made, ResetRefusal | (Email extends string ? 'email_taken' : never)>> {
  const staff = await findStaff(tx, { staffId })
  if (!staff) return refuse('staff_unknown')
  if (staff.disabledAt) return refuse('staff_disabled')
  if (email !== undefined && (await touched(tx, forgetAddress, [staffId, email])) === 0)
    return refuse('email_taken') as never
  const now = ctx.clock.now()
  if (!(await staffFactors.forget(tx, ctx, staffId)))
    throw new Error(`staff ${staffId} was disabled in this moment`)
  const event = email === undefined ? 'second_factor_reset' : 'staff_email_changed'
  await writeJournal(tx, by.actor, now, [{ event, subject: `staff:${staffId}` }])
  await endOpenActs(tx, staffId, by.actor, now)
  const news = email === undefined ? 'resetAt' : 'emailChangedAt'
  return done(await invite(tx, ctx, { staffId, news, oldEmail: staff.email }, by))
}

/** Takes everything from somebody, at once and for good: sessions, invitations, what they asked for or approved. Nobody disables themselves. */
export async function disableStaff(
  ctx: Context,
  staffId: string,
  actor: Actor,
  reason = '',
): Promise<Outcome<null, 'staff_unknown' | 'staff_disabled' | 'not_oneself'>> {
  if (actor.actor === `staff:${staffId}`) return refuse('not_oneself')
  return inTransaction(ctx.db, async (tx) => {
    if (!(await findStaff(tx, { staffId }))) return refuse('staff_unknown')
    const now = ctx.clock.now()
    if (!(await disableIn(tx, staffId, now))) return refuse('staff_disabled')
    await staffFactors.disable(tx, staffId)
    await writeJournal(tx, actor, now, [{ event: 'staff_disabled', subject: `staff:${staffId}`, reason }])
    await endOpenActs(tx, staffId, actor, now)
    return done(null)
  })
}
