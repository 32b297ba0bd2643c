import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Clock, minute } from '../../kernel/clock.ts'
import { addressGroup, callerAddress, type ProxiesInFront } from '../../kernel/network/caller-address.ts'
import { partOf, tokenBuckets } from '../../kernel/network/token-buckets.ts'
import { issuers } from './issuers.ts'
import type { SignOnProvider } from './provider.ts'

export interface ListenerTerms {
  readonly providers: readonly SignOnProvider[]
  readonly clock: Clock
  readonly behindProxy: ProxiesInFront
  /** how many processes share the rate of requests; 1 without it */
  readonly processes?: number
}

/** What the library answers by itself; what lies below `/auth` goes on with an authorization. */
const endpoints = new Set([
  '/.well-known/openid-configuration',
  '/jwks',
  '/auth',
  '/token',
  '/token/introspection',
  '/token/revocation',
  '/me',
  '/session/end',
  '/session/end/confirm',
  '/session/end/success',
])

/** The pattern of an address below a provider's (`/oidc/auth/:uid`), `none` for what is none; undefined elsewhere. For figures. */
export function signOnRoute(target: string): string | undefined {
  const base = Object.values(issuers).find(({ path }) => target.startsWith(`${path}/`))?.path
  if (base === undefined) return undefined
  const [below = ''] = target.slice(base.length).split('?', 1)
  if (/^\/auth\/[^/]+$/.test(below)) return `${base}/auth/:uid`
  return endpoints.has(below) ? base + below : 'none'
}

/** Whole villages share an address of their network, and a partner's server asks for all its buyers. */
const perMinute = 1200

/**
 * Answers what lies below the addresses of the providers, straight on Node as their library wants it; says false to
 * everything else.
 */
export function signOnListener(terms: ListenerTerms) {
  const { providers, clock, behindProxy, processes } = terms
  const buckets = tokenBuckets({ quota: partOf(perMinute, processes), windowMs: minute }, 100_000)
  return (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
    const provider = providers.find(({ issuer }) => incoming.url?.startsWith(`${issuers[issuer].path}/`))
    if (!provider) return false
    const forwarded = incoming.headers['x-forwarded-for']
    const address = callerAddress(
      incoming.socket.remoteAddress,
      Array.isArray(forwarded) ? forwarded.join() : forwarded,
      behindProxy,
    )
    const waitSeconds = buckets.take(addressGroup(address), clock.now().getTime())
    if (waitSeconds > 0) {
      outgoing.writeHead(429, { 'content-type': 'application/json', 'retry-after': String(waitSeconds) })
      outgoing.end('{"error":"temporarily_unavailable","error_description":"too many requests"}')
      return true
    }
    provider.answer(incoming, outgoing)
    return true
  }
}
