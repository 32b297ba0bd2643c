import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { makeLink } from '../identity/single-use-links.ts'
import { hour } from '../kernel/clock.ts'
import type { Actor } from '../kernel/request.ts'
import { queueMessages } from '../messages/queue.ts'
import { staffInvitation } from './factors.ts'
import { findStaff } from './staff.ts'
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

/** Who invites, and the address that their link leads to. */
export interface InvitedBy {
  readonly linkOf: LinkOf
  readonly actor: Actor
}

/** Somebody who is there, what became of them, and the address that they had before. */
interface Inviting {
  readonly staffId: string
  readonly news: StaffNews
  readonly oldEmail?: string | undefined
}

/** Invites somebody who is there, by a link to their own address, in the caller's transaction; those who approve are told. */
export async function invite(
  tx: pg.PoolClient,
  ctx: Context,
  { staffId, news, oldEmail }: Inviting,
  { linkOf, actor }: InvitedBy,
): Promise<Made> {
  const staff = (await findStaff(tx, { staffId }))!
  const { email, name } = staff
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + invitationHours * hour)
  const link = linkOf(await makeLink(tx, ctx, staffInvitation, { ownerId: staffId }, expiresAt))
  await queueMessages(tx, ctx, [
    {
      template: 'staff-invitation',
      channel: 'email',
      to: email,
      params: { name, inviteLink: link, until: expiresAt },
      expiresAt,
    },
  ])
  await tellOfStaff(tx, ctx, { news, staff, oldEmail }, actor)
  return { invited: { staffId, email, expiresAt }, link }
}
