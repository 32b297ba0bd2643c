import type { Context, Hono, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { minute } from '../../kernel/clock.ts'
import type { AppDeps } from '../app-deps.ts'
import type { CommonPages } from '../http/common-pages.ts'
import { rateLimit } from '../http/edge/rate-limit.ts'
import { onSite } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import type { Site } from './site.ts'
import type { SiteLimit, SiteTable } from './site-table.ts'

/** A site as it stands in an installation. */
export interface MountedSite<Deps> {
  readonly table: SiteTable<Deps>
  readonly deps: Deps
  readonly look: Site
  /** what every request passes first: who is there, and whether a form is ours */
  readonly door: readonly MiddlewareHandler<Web>[]
}

/** What all sites of an installation share. */
export interface Mounting extends Pick<AppDeps, 'ctx' | 'behindProxy' | 'processes'> {
  /** pages that are drawn once for many; without it each request has its page drawn */
  readonly common?: CommonPages
}

/** Adds every address of a site, with its look, its door and its limits in front. */
export function mountSite<Deps>(
  app: Hono<Web>,
  given: Mounting,
  { table, deps, look, door }: MountedSite<Deps>,
): void {
  const { common } = given
  const { base, limits, routes } = table
  for (const path of base === '' ? placesOf(routes) : [`${base}/*`]) app.use(path, onSite(look), ...door)
  for (const limit of limits) app.use(base + limit.under, limited(given, limit))
  for (const { method, path, anyOrigin, sameForAll, answer } of routes) {
    const address = path === '/' && base !== '' ? base : base + path
    // Verifiers and checkers that run in a page of somebody else's.
    if (anyOrigin) app.use(address, cors({ origin: '*', allowMethods: ['GET'] }))
    if (sameForAll === true) app.use(address, marked, etag({ weak: true }))
    app[method](address, (c) =>
      sameForAll && common ? common.answer(c, () => answer(c, deps)) : answer(c, deps),
    )
  }
}

const marked: MiddlewareHandler<Web> = (c, next) => {
  c.set('sameForAll', true)
  return next()
}

/**
 * Where a site without a base of its own answers: each first part of an address, with all that is below. `/x/*` fits `/x`, too: named
 * besides, everybody would pass its door twice.
 */
function placesOf(routes: readonly { readonly path: string }[]): ReadonlySet<string> {
  return new Set(
    routes.map(({ path }) => {
      const [, first = ''] = path.split('/')
      return first === '' ? '/' : `/${first}/*`
    }),
  )
}

function limited(
  { ctx, behindProxy, processes }: Pick<AppDeps, 'ctx' | 'behindProxy' | 'processes'>,
  limit: SiteLimit,
) {
  return rateLimit({
    purpose: limit.purpose,
    quota: limit.perMinute,
    windowMs: minute,
    clock: ctx.clock,
    behindProxy,
    processes,
    changesOnly: !limit.reads,
    ...(limit.of === 'visitor' && { key: visitorOf }),
  })
}

function visitorOf(c: Context<Web>): string | undefined {
  const session = c.get('session')
  return session && (session.accountId ?? session.tokenHash.toString('base64url'))
}
