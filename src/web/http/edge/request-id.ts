import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { requestId as honoRequestId } from 'hono/request-id'
import type { ProxiesInFront } from '../../../kernel/network/caller-address.ts'
import type { Web } from '../web.ts'

/**
 * Names every request (`c.var.requestId`, header `X-Request-Id`). A name given from outside is kept only from a proxy
 * of our own: else anybody could write it into the journal.
 */
export function requestId(options: { behindProxy: ProxiesInFront }): MiddlewareHandler<Web> {
  if (options.behindProxy) return honoRequestId({ limitLength: 64, generator: () => randomUUID() })
  return async (c, next) => {
    const id = randomUUID()
    c.set('requestId', id)
    c.header('X-Request-Id', id)
    await next()
  }
}
