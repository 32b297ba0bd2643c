import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { statement, touched } from '../database/sql.ts'
import { hour } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import type { Actor } from '../kernel/request.ts'
import { queueMessages } from '../messages/queue.ts'
import { invitationHash } from './accept-invitation.ts'
import { findStaff, type Staff } from './staff.ts'
import { type StaffNews, tellOfStaff } from './tell-of-staff.ts'

/** How long an invitation can be used. */
export const invitationHours = 72

/** Somebody was invited. The link went to their own address and is told to nobody else. */
export interface Invited {
  readonly staffId: string
  readonly email: string
  readonly expiresAt: Date
}

/** Makes an address from the token of an invitation. */
export type LinkOf = (token: string) => string

/** An invitation with its link, which leaves this room only for the very first administrator. */
export interface Made {
  readonly invited: Invited
  readonly link: string
}

const insertInvitation = statement<[tokenHash: Buffer, staffId: string, now: Date, expiresAt: Date]>(
  'staff/insert-invitation',
  'insert into staff_invitation (token_hash, staff_id, created_at, expires_at) values ($1, $2, $3, $4)',
)

const endAll = statement<[staffId: string, now: Date]>(
  'staff/end-invitations',
  'update staff_invitation set ended_at = $2 where staff_id = $1 and ended_at is null',
)

/** Ends every invitation of somebody, in the caller's transaction. */
export async function endInvitations(tx: pg.PoolClient, staffId: string, now: Date): Promise<void> {
  await touched(tx, endAll, [staffId, now])
}

/** Invites somebody who is there, by a link to their own address, in the caller's transaction; those who approve are told. */
export async function invite(
  tx: pg.PoolClient,
  ctx: Context,
  staffId: string,
  news: StaffNews,
  linkOf: LinkOf,
  actor: Actor,
  before?: Staff,
): Promise<Made> {
  const staff = (await findStaff(tx, { staffId }))!
  const { email, name } = staff
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
  await tellOfStaff(tx, ctx, news, staff, actor, before?.email)
  return { invited: { staffId, email, expiresAt }, link }
}
