import { may, type Permission, permissions } from '../../staff/permissions.ts'
import { listViews } from '../../staff/saved-views.ts'
import { staffActor } from '../../staff/staff.ts'
import { askedAhead } from '../http/asked-ahead.ts'
import { onTheWay } from '../http/next-path.ts'
import { goTo } from '../site/link.ts'
import { rowsOf } from '../site/site-table.ts'
import type { ConsoleDeps, ConsoleRequest, Request } from './console-request.ts'
import { formatAsked } from './csv.ts'
import { otherRolePage } from './other-role.ts'
import { whoIsThere } from './staff/who-is-there.ts'

type ConsolePage = (request: ConsoleRequest) => Response | Promise<Response>

/** Pages that have shown a list, and will again. */
const listPages = new WeakSet<ConsolePage>()

/** The saved views of a list: of a page that is known to show one they are asked for now, together with what it asks itself. */
function viewsOf(page: ConsolePage, { c, ctx, staff }: Pick<ConsoleRequest, 'c' | 'ctx' | 'staff'>) {
  const views = (place: string) => listViews(ctx.db, staff, place)
  const ahead = c.req.method === 'GET' && listPages.has(page) ? askedAhead(views(c.req.path)) : undefined
  return (place: string) => {
    listPages.add(page)
    return ahead && place === c.req.path ? ahead : views(place)
  }
}

/** Whoever is logged in; of these, who may do what it takes. */
const staffed = (takes?: Permission) => async (c: Request, deps: ConsoleDeps, page: ConsolePage) => {
  const staff = await whoIsThere(c, deps)
  if (!staff) return goTo(c, onTheWay('/konsol/masuk', c.req.path, '/konsol'))
  c.set('site', deps.look(staff))
  // Nothing of this may lie in a cache, whatever it is.
  c.header('Cache-Control', 'private, no-store')
  if (takes && !may(staff.roles, takes)) return otherRolePage(c, staff, takes)
  const actor = staffActor(staff.staffId, c.get('requestId'))
  const isPage = c.req.method === 'GET' && !formatAsked(c) && !c.get('taking')
  const ctx = isPage ? deps.reads : deps.ctx
  const views = viewsOf(page, { c, ctx, staff })
  return page({ c, deps, ctx, staff, actor, language: c.get('language'), views })
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
