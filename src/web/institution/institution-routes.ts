import { Hono } from 'hono'
import { findInstitution, type Institution } from '../../catalogue/institutions.ts'
import type { AppParts } from '../app-parts.ts'
import { errorPage } from '../http/errors.tsx'
import type { Site } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { portalSite } from '../portal/portal-routes.tsx'
import { institutionPage, institutionsPage, type Request } from './institution-pages.tsx'
import { words } from './institution-words.ts'
import { redeemPage, takeRedeem } from './redeem-form.tsx'
import { type RedeemDeps, redeemResultPage } from './redeem-result.tsx'

/** The institutions' pages wear the programme's look. */
export function institutionSite(parts: Pick<AppParts, 'demo'>): Site {
  return {
    ...portalSite(parts),
    nav: (language, _session, path) => [
      { label: words[language].institutions, href: '/lembaga', current: path === '/lembaga' },
    ],
  }
}

/** Every address below `/lembaga`. Sessions and CSRF stand in front of it. */
export function institutionRoutes(deps: RedeemDeps): Hono<Web> {
  const routes = new Hono<Web>()
  routes.get('/', (c) => institutionsPage(c, deps.ctx))
  routes.get('/:slug', (c) => withInstitution(c, deps, (found) => institutionPage(c, deps.ctx, found)))
  routes.get('/:slug/tukar', (c) => withInstitution(c, deps, (found) => redeemPage(c, deps, found)))
  routes.post('/:slug/tukar', (c) => withInstitution(c, deps, (found) => takeRedeem(c, deps, found)))
  routes.get('/:slug/tukar/selesai', (c) =>
    withInstitution(c, deps, (found) => redeemResultPage(c, deps, found)),
  )
  return routes
}

async function withInstitution(
  c: Request,
  { ctx }: RedeemDeps,
  work: (institution: Institution) => Promise<Response>,
): Promise<Response> {
  const institution = await findInstitution(ctx, c.req.param('slug') ?? '')
  return institution ? work(institution) : errorPage(c, 404)
}
