import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { noRoute, noteRoute } from '../../../telemetry/measure-requests.ts'
import type { Web } from '../web.ts'

/** Says by which pattern a page was answered: figures are kept by pattern, never by address. */
export function routeNoted(): MiddlewareHandler<Web> {
  return async (c, next) => {
    await next()
    const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>
    if (!outgoing) return
    // A layer that answers before the page's turn (a limit, a redirect) has no pattern of its own.
    const answered = matchedRoutes(c)[c.req.routeIndex]
    noteRoute(outgoing as never, answered && answered.method !== 'ALL' ? answered.path : noRoute)
  }
}
