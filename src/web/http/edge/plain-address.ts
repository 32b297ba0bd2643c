import type { MiddlewareHandler } from 'hono'
import { collapseSlashes } from '../../../partners/collapse-slashes.ts'
import { errorPage } from '../errors.tsx'
import type { Web } from '../web.ts'

// NUL, which PostgreSQL takes in no text, and the other control signs, which stand in nothing that we gave out. Tabs and
// line ends come along when people paste a search.
const control = /%(?:0[0-8bcef]|1[\da-f]|7f)/i

// What comes along when an address is copied out of a sentence: its sign, a bracket, a blank, also one that is not seen.
const tail = /(?:[.,;:!)\]}>'"*]|%(?:20|22|3e|5d|7d|c2%a0|e2%80%(?:8[b-f]|9[89cd])))+$/i

/**
 * The one place where addresses are looked at: no address of ours has a control sign, and no search needs one. None ends
 * in a sign or a blank: whoever comes with one is led to the address without.
 */
export function plainAddress(): MiddlewareHandler<Web> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    // A line end in a path is no better than a NUL.
    if (control.test(pathname) || /%0[9ad]/i.test(pathname)) return errorPage(c, 404)
    if (control.test(search)) return errorPage(c, 400)
    // Two slashes at the beginning would lead to another host.
    const bare = collapseSlashes(pathname).replace(tail, '')
    if (tail.test(pathname) && bare.length > 1 && (c.req.method === 'GET' || c.req.method === 'HEAD'))
      return c.redirect(bare + search, 303)
    await next()
  }
}
