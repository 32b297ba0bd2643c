import type { Context, MiddlewareHandler } from 'hono'
import type { Clock } from '../../../kernel/clock.ts'
import { addressGroup, type ProxiesInFront } from '../../../kernel/network/caller-address.ts'
import { partOf, tokenBuckets } from '../../../kernel/network/token-buckets.ts'
import { errorPage } from '../errors.tsx'
import type { Web } from '../web.ts'
import { clientAddress } from './client-address.ts'

export interface RateLimit {
  /** what is limited: `login`, `otp`, `redeem` ...; counted apart from all others */
  readonly purpose: string
  /** how many at once, and per window */
  readonly quota: number
  readonly windowMs: number
}

export interface RateLimitOptions extends RateLimit {
  readonly clock: Clock
  readonly behindProxy: ProxiesInFront
  /** how many processes share the quota; 1 without it */
  readonly processes?: number | undefined
  /** only requests that change something count; false counts all. Default true. */
  readonly changesOnly?: boolean
  /** counts for this instead of the address */
  readonly key?: (c: Context<Web>) => string | undefined
}

/** Refuses with 429 who asks too often, and tells everybody how much is left (`RateLimit`, `Retry-After`). */
export function rateLimit(options: RateLimitOptions): MiddlewareHandler<Web> {
  const { purpose, windowMs, changesOnly = true } = options
  const quota = partOf(options.quota, options.processes)
  const buckets = tokenBuckets({ quota, windowMs }, 100_000)
  return async (c, next) => {
    if (changesOnly && (c.req.method === 'GET' || c.req.method === 'HEAD')) return next()
    const key = options.key?.(c) ?? addressGroup(clientAddress(c, options.behindProxy))
    const now = options.clock.now().getTime()
    const waitSeconds = buckets.take(key, now)
    const left = buckets.left(key, now)
    const fullIn = Math.ceil(((quota - left) * windowMs) / quota / 1000)
    c.header('RateLimit-Policy', `"${purpose}";q=${quota};w=${Math.ceil(windowMs / 1000)}`)
    c.header('RateLimit', `"${purpose}";r=${left};t=${waitSeconds || fullIn}`)
    if (waitSeconds === 0) return next()
    c.header('Retry-After', String(waitSeconds))
    return errorPage(c, 429, { waitSeconds })
  }
}
