import type { Context, MiddlewareHandler } from 'hono'
import { addressGroup, type ProxiesInFront } from '../../../kernel/network/caller-address.ts'
import type { Web } from '../web.ts'
import { clientAddress } from './client-address.ts'

/** Says once where a request comes from, for all that counts by it: the address, or the network that one household has. */
export function caller({ behindProxy }: { readonly behindProxy: ProxiesInFront }): MiddlewareHandler<Web> {
  return async (c, next) => {
    c.set('caller', addressGroup(clientAddress(c, behindProxy)))
    await next()
  }
}

/** Where a request comes from, as {@link caller} found it; `unknown` where nobody looked, as in tests of single pages. */
export function callerOf(c: Context<Web>): string {
  return c.get('caller') ?? 'unknown'
}
