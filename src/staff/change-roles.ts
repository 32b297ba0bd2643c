import type { Context } from '../database/context.ts'
import { statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { hour } from '../kernel/clock.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { endOpenActs } from './end-open-acts.ts'
import type { Role } from './permissions.ts'
import { findStaff, listStaff } from './staff.ts'
import { tellOfStaff } from './tell-of-staff.ts'

export type RolesRefusal =
  | 'staff_unknown'
  | 'staff_disabled'
  | 'role_missing'
  | 'roles_same'
  | 'not_oneself'
  /** nobody would be left who administers */
  | 'admin_needed'

const setRoles = statement<[staffId: string, roles: readonly string[], restsUntil: Date]>(
  'staff/set-roles',
  `
  update staff set roles = $2, may_decide_from = greatest(may_decide_from, case when totp_confirmed_at is not null then $3::timestamptz end)
  where staff_id = $1 and disabled_at is null
  `,
)

/**
 * Gives somebody other roles, by somebody else. New roles rest like new factors: for `restHours` nothing that takes two people
 * is asked for or approved with them; what they asked for or approved and nobody performed is withdrawn, and everybody who
 * approves or administers is told.
 */
export async function changeRoles(
  ctx: Context,
  staffId: string,
  roles: readonly Role[],
  restHours: number,
  actor: Actor,
): Promise<Outcome<{ roles: readonly Role[] }, RolesRefusal>> {
  const all = [...new Set(roles)].sort()
  if (all.length === 0) return refuse('role_missing')
  if (actor.actor === `staff:${staffId}`) return refuse('not_oneself')
  return inTransaction(ctx.db, async (tx): Promise<Outcome<{ roles: readonly Role[] }, RolesRefusal>> => {
    const before = await findStaff(tx, { staffId })
    if (!before) return refuse('staff_unknown')
    if (before.disabledAt) return refuse('staff_disabled')
    if ([...before.roles].sort().join() === all.join()) return refuse('roles_same')
    const others = (await listStaff(tx)).some(
      (one) => one.staffId !== staffId && !one.disabledAt && one.enrolledAt && one.roles.includes('admin'),
    )
    if (before.roles.includes('admin') && !all.includes('admin') && !others) return refuse('admin_needed')
    const now = ctx.clock.now()
    await touched(tx, setRoles, [staffId, all, new Date(now.getTime() + restHours * hour)])
    const subject = `staff:${staffId}`
    await writeJournal(tx, actor, now, [{ event: 'staff_roles_changed', subject, facts: { roles: all } }])
    await endOpenActs(tx, staffId, actor, now)
    const staff = (await findStaff(tx, { staffId }))!
    await tellOfStaff(tx, ctx, { news: 'rolesChangedAt', staff }, actor)
    return done({ roles: all })
  })
}
