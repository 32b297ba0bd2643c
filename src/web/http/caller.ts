import type { MiddlewareHandler } from 'hono'
import { addressGroup } from '../../kernel/caller-address.ts'
import { clientAddress } from './client-address.ts'
import type { Web } from './web.ts'

/** Says once where a request comes from, for all that counts by it: the address, or the network that one household has. */
export function caller({ behindProxy }: { readonly behindProxy: boolean }): MiddlewareHandler<Web> {
  return async (c, next) => {
    c.set('caller', addressGroup(clientAddress(c, behindProxy)))
    await next()
  }
}
