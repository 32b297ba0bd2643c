import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { callerAddress, type ProxiesInFront } from '../../../kernel/network/caller-address.ts'

/** The address that a request for a page came from; `unknown` without a connection, as in tests. */
export function clientAddress(c: Context, behindProxy: ProxiesInFront): string {
  const bindings = c.env as Partial<HttpBindings> | undefined
  return callerAddress(
    bindings?.incoming?.socket?.remoteAddress,
    c.req.header('x-forwarded-for'),
    behindProxy,
  )
}
