import { may, type Permission, permissions } from '../../staff/permissions.ts'
import { findStaff, staffActor } from '../../staff/staff.ts'
import { onTheWay } from '../http/next-path.ts'
import { goTo } from '../site/link.ts'
import { rowsOf } from '../site/site-table.ts'
import type { ConsoleDeps, ConsoleRequest, Request } from './console-request.ts'
import { otherRolePage } from './other-role.ts'

/** Whoever is logged in, as they are now: whoever was disabled a moment ago is nobody. Of these, who may do what it takes. */
const staffed =
  (takes?: Permission) =>
  async (c: Request, deps: ConsoleDeps, page: (request: ConsoleRequest) => Response | Promise<Response>) => {
    const staffId = c.get('session')?.accountId
    const staff = staffId && (await findStaff(deps.ctx.db, { staffId }))
    if (!staff || staff.disabledAt || !staff.enrolledAt)
      return goTo(c, onTheWay('/konsol/masuk', c.req.path, '/konsol'))
    c.set('site', deps.look(staff))
    // Nothing of this may lie in a cache, whatever it is.
    c.header('Cache-Control', 'private, no-store')
    if (takes && !may(staff.roles, takes)) return otherRolePage(c, staff, takes)
    const actor = staffActor(staff.staffId, c.get('requestId'))
    return page({ c, deps, ctx: deps.ctx, staff, actor, language: c.get('language') })
  }

/** Rows of the console's table: each names the permission that it asks for. */
export const staffRows = rowsOf({
  /** everybody who is logged in */
  own: staffed(),
  ...(Object.fromEntries(permissions.map((permission) => [permission, staffed(permission)])) as Record<
    Permission,
    ReturnType<typeof staffed>
  >),
})
export type StaffRows = typeof staffRows
