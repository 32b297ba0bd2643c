import type { Context } from '../database/context.ts'
import type { Queryable } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'
import { queueMessages } from '../messages/queue.ts'
import { listStaff, type Staff, staffNames } from './staff.ts'

/** What happened to an account of the staff: the instant of the message stands at its line. */
export type StaffNews = 'invitedAt' | 'resetAt' | 'emailChangedAt' | 'enrolledAt' | 'rolesChangedAt'

/** What happened, whose account it is, and its address until now where that is another one. */
export interface TellingOfStaff {
  readonly news: StaffNews
  readonly staff: Staff
  readonly oldEmail?: string | undefined
}

/**
 * Tells every supervisor and administrator by email what happened to an account, and its owner, too, so that an account that
 * is nobody's is seen before it may decide; `oldEmail` is told where the address is another one now. In the caller's
 * transaction.
 */
export async function tellOfStaff(
  tx: Queryable,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  { news, staff, oldEmail }: TellingOfStaff,
  { actor }: Actor,
): Promise<void> {
  const names = await staffNames(tx, [actor])
  const able = (await listStaff(tx)).filter(
    ({ roles, enrolledAt, disabledAt }) =>
      enrolledAt && !disabledAt && (roles.includes('supervisor') || roles.includes('admin')),
  )
  const to = new Set([...able.map(({ email }) => email), staff.email, ...(oldEmail ? [oldEmail] : [])])
  const params = {
    name: staff.name,
    email: staff.email,
    roles: staff.roles.join(', '),
    by: names.get(actor) ?? actor,
    [news]: ctx.clock.now(),
    ...((news === 'enrolledAt' || news === 'rolesChangedAt') &&
      staff.decidesFrom && { decidesFrom: staff.decidesFrom }),
  }
  await queueMessages(
    tx,
    ctx,
    [...to].map((address) => ({ template: 'staff-news', channel: 'email', to: address, params })),
  )
}
