import type { MiddlewareHandler } from 'hono'
import { errorPage } from '../http/errors.tsx'
import type { Web } from '../http/web.ts'
import type { ConsoleDeps } from './console-request.ts'
import { whoIsThere } from './staff/who-is-there.ts'

/** Whoever is logged in and asks for an address that the console has not keeps the menu and the search, to go on from there. */
export function lostInside({ reads, look }: Pick<ConsoleDeps, 'reads' | 'look'>): MiddlewareHandler<Web> {
  return async (c, next) => {
    const outside = c.get('site')
    await next()
    if (c.res.status !== 404 || c.get('site') !== outside) return
    const staff = await whoIsThere(c, { reads })
    if (!staff) return
    c.set('site', look(staff))
    const page = errorPage(c, 404)
    // An answer that is put in the place of another would take its headers too.
    c.res = undefined
    c.res = page
  }
}
