import type { MiddlewareHandler } from 'hono'
import { errorPage } from './errors.tsx'
import type { Web } from './web.ts'

// NUL, which PostgreSQL takes in no text, and the other control signs, which stand in nothing that we gave out. Tabs and
// line ends come along when people paste a search.
const control = /%(?:0[0-8bcef]|1[\da-f]|7f)/i

/** The one place where addresses are looked at: no address of ours has a control sign, and no search needs one. */
export function plainAddress(): MiddlewareHandler<Web> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    // A line end in a path is no better than a NUL.
    if (control.test(pathname) || /%0[9ad]/i.test(pathname)) return errorPage(c, 404)
    if (control.test(search)) return errorPage(c, 400)
    await next()
  }
}
