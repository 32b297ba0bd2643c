import type pg from 'pg'
import { writeJournal } from '../card/write-journal.ts'
import type { Context } from '../database/context.ts'
import { first, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { hour } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { newTotpSecret } from '../kernel/second-factor.ts'
import { queueMessages } from '../messages/queue.ts'
import { invitationHash } from './accept-invitation.ts'
import type { Role } from './permissions.ts'
import { disableIn, endSessionsOfStaff, findStaff } from './staff.ts'

/** How long an invitation can be used. */
export const invitationHours = 72

export interface Invited {
  readonly staffId: string
  /** works once, until `expiresAt`; shown to whoever invited, and sent by email */
  readonly link: string
  readonly expiresAt: Date
}

export interface NewStaff {
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
}

/** Makes an address from the token of an invitation. */
type LinkOf = (token: string) => string

const insertStaff = statement<
  [email: string, name: string, roles: readonly string[], totp: Buffer, now: Date],
  { staff_id: string }
>(
  'staff/insert-staff',
  `
  insert into staff (email, name, roles, totp_sealed, created_at)
  values ($1, $2, $3, $4, $5)
  on conflict (email) do nothing
  returning staff_id
  `,
)

const forgetFactors = statement<[staffId: string, totp: Buffer]>(
  'staff/forget-factors',
  `
  update staff set
    totp_sealed = $2, totp_confirmed_at = null, totp_used_step = null, password_hash = null, recovery_hashes = '{}'
  where staff_id = $1 and disabled_at is null
  `,
)

const insertInvitation = statement<[tokenHash: Buffer, staffId: string, now: Date, expiresAt: Date]>(
  'staff/insert-invitation',
  'insert into staff_invitation (token_hash, staff_id, created_at, expires_at) values ($1, $2, $3, $4)',
)

const endInvitations = statement<[staffId: string, now: Date]>(
  'staff/end-invitations',
  'update staff_invitation set ended_at = $2 where staff_id = $1 and ended_at is null',
)

/** Adds somebody to the staff, and invites them. Refuses an email that is there already, and nobody without a role. */
export async function addStaff(
  ctx: Context,
  { email, name, roles }: NewStaff,
  linkOf: LinkOf,
  actor: Actor,
): Promise<Outcome<Invited, 'email_taken' | 'role_missing'>> {
  if (roles.length === 0) return refuse('role_missing')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const to = email.trim().toLowerCase()
    const all = [...new Set(roles)]
    const secret = ctx.secrets.seal(newTotpSecret())
    const made = await first(tx, insertStaff, [to, name.trim(), all, secret, now])
    if (!made) return refuse('email_taken')
    const subject = `staff:${made.staff_id}`
    await writeJournal(tx, actor, now, [{ act: 'staff_added', subject, facts: { roles: all } }])
    return done(await invite(tx, ctx, { staffId: made.staff_id, email: to, name: name.trim() }, linkOf))
  })
}

/**
 * For somebody who has lost their phone: password, second factor, recovery codes and sessions end, and a new invitation
 * is sent. Whoever orders it has made sure who asks.
 */
export async function resetSecondFactor(
  ctx: Context,
  staffId: string,
  linkOf: LinkOf,
  actor: Actor,
): Promise<Outcome<Invited, 'staff_unknown' | 'staff_disabled'>> {
  return inTransaction(ctx.db, async (tx) => {
    const staff = await findStaff(tx, { staffId })
    if (!staff) return refuse('staff_unknown')
    const now = ctx.clock.now()
    const secret = ctx.secrets.seal(newTotpSecret())
    if ((await touched(tx, forgetFactors, [staffId, secret])) === 0) return refuse('staff_disabled')
    await endSessionsOfStaff(tx, staffId)
    await touched(tx, endInvitations, [staffId, now])
    await writeJournal(tx, actor, now, [{ act: 'second_factor_reset', subject: `staff:${staffId}` }])
    return done(await invite(tx, ctx, staff, linkOf))
  })
}

/** Takes everything from somebody, at once and for good: their sessions and invitations end. Nobody disables themselves. */
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
    await touched(tx, endInvitations, [staffId, now])
    await writeJournal(tx, actor, now, [{ act: 'staff_disabled', subject: `staff:${staffId}`, reason }])
    return done(null)
  })
}

async function invite(
  tx: pg.PoolClient,
  ctx: Context,
  { staffId, email, name }: { staffId: string; email: string; name: string },
  linkOf: LinkOf,
): Promise<Invited> {
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + invitationHours * hour)
  // 165 bits from the system's CSPRNG: nobody guesses a link.
  const token = randomCode(32)
  await touched(tx, insertInvitation, [invitationHash(ctx, token), staffId, now, expiresAt])
  const link = linkOf(token)
  await queueMessages(tx, ctx, [
    {
      template: 'staff-invitation',
      channel: 'email',
      to: email,
      params: { name, inviteLink: link, until: expiresAt },
      expiresAt,
    },
  ])
  return { staffId, link, expiresAt }
}
