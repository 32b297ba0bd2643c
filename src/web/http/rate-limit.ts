import type { Context, MiddlewareHandler } from 'hono'
import type { Clock } from '../../kernel/clock.ts'
import { addressGroup, clientAddress } from './client-address.ts'
import { errorPage } from './errors.tsx'
import type { Web } from './web.ts'

export interface RateLimit {
  /** what is limited: `login`, `otp`, `redeem` ...; counted apart from all others */
  readonly purpose: string
  /** how many at once, and per window */
  readonly quota: number
  readonly windowMs: number
}

export interface RateLimitOptions extends RateLimit {
  readonly clock: Clock
  readonly behindProxy: boolean
  /** only requests that change something count; false counts all. Default true. */
  readonly changesOnly?: boolean
  /** counts for this instead of the address */
  readonly key?: (c: Context<Web>) => string | undefined
}

/** The state of one bucket after a try. */
export interface Allowance {
  readonly allowed: boolean
  readonly left: number
  /** seconds until the next one is allowed (when refused), or until the bucket is full again */
  readonly waitSeconds: number
}

/** Buckets that fill again steadily, one for each key. Kept in memory, of this process, at most `most` of them. */
export function tokenBuckets(limit: RateLimit, clock: Clock, most = 100_000): (key: string) => Allowance {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const perMs = limit.quota / limit.windowMs
  return (key) => {
    const now = clock.now().getTime()
    const before = buckets.get(key)
    const elapsed = before ? Math.max(0, now - before.at) : 0
    const tokens = before ? Math.min(limit.quota, before.tokens + elapsed * perMs) : limit.quota
    const allowed = tokens >= 1
    const rest = allowed ? tokens - 1 : tokens
    // Last touched is last in the map, so that the oldest goes first when there are too many.
    buckets.delete(key)
    buckets.set(key, { tokens: rest, at: now })
    if (buckets.size > most) buckets.delete(buckets.keys().next().value as string)
    const missing = allowed ? limit.quota - rest : 1 - rest
    return { allowed, left: Math.floor(rest), waitSeconds: Math.ceil(missing / perMs / 1000) }
  }
}

/** Refuses with 429 who asks too often, and tells everybody how much is left (`RateLimit`, `Retry-After`). */
export function rateLimit(options: RateLimitOptions): MiddlewareHandler<Web> {
  const { purpose, quota, windowMs, changesOnly = true } = options
  const take = tokenBuckets(options, options.clock)
  return async (c, next) => {
    if (changesOnly && (c.req.method === 'GET' || c.req.method === 'HEAD')) return next()
    const key = options.key?.(c) ?? addressGroup(clientAddress(c, options.behindProxy))
    const { allowed, left, waitSeconds } = take(key)
    c.header('RateLimit-Policy', `"${purpose}";q=${quota};w=${Math.ceil(windowMs / 1000)}`)
    c.header('RateLimit', `"${purpose}";r=${left};t=${waitSeconds}`)
    if (allowed) return next()
    c.header('Retry-After', String(waitSeconds))
    return errorPage(c, 429, { waitSeconds })
  }
}
