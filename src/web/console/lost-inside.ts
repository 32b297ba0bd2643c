import type { MiddlewareHandler } from 'hono'
import { findStaff } from '../../staff/staff.ts'
import { errorPage } from '../http/errors.tsx'
import type { Web } from '../http/web.ts'
import type { ConsoleDeps } from './console-request.ts'

/** Whoever is logged in and asks for an address that the console has not keeps the menu and the search, to go on from there. */
export function lostInside({ ctx, look }: Pick<ConsoleDeps, 'ctx' | 'look'>): MiddlewareHandler<Web> {
  return async (c, next) => {
    const outside = c.get('site')
    await next()
    const staffId = c.get('session')?.accountId
    if (c.res.status !== 404 || c.get('site') !== outside || !staffId) return
    const staff = await findStaff(ctx.db, { staffId })
    if (!staff || staff.disabledAt || !staff.enrolledAt) return
    c.set('site', look(staff))
    const page = errorPage(c, 404)
    // An answer that is put in the place of another would take its headers too.
    c.res = undefined
    c.res = page
  }
}
