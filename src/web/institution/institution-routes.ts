import { findInstitution } from '../../catalogue/institutions.ts'
import { errorPage } from '../http/errors.tsx'
import { type OfDemo, portalSite } from '../portal/portal-site.ts'
import type { Site } from '../site/site.ts'
import { everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { institutionPage, institutionsPage, type Request } from './institution-pages.tsx'
import { words } from './institution-words.ts'
import { redeemPage, submitRedeem } from './redeem-form.tsx'
import { type InstitutionPage, type RedeemDeps, redeemResultPage } from './redeem-result.tsx'
import { replyPage, submitReply } from './reply-pages.tsx'

/** The institutions' pages wear the programme's look. */
export function institutionSite(parts: OfDemo): Site {
  return {
    ...portalSite(parts),
    nav: (language, _session, path) => [
      { label: words[language].institutions, href: '/lembaga', current: path === '/lembaga' },
    ],
  }
}

async function institution(c: Request, deps: RedeemDeps, page: InstitutionPage): Promise<Response> {
  const found = await findInstitution(deps.ctx, c.req.param('slug') ?? '')
  return found ? page(c, deps, found) : errorPage(c, 404)
}

const { get, post } = rowsOf({ everybody: everybody<RedeemDeps>(), institution })

/** Every address below `/lembaga`. */
export const institutionTable: SiteTable<RedeemDeps> = {
  base: '/lembaga',
  limits: [
    // Of one code redeem-form.tsx counts the tries; a class that redeems together has one address.
    { under: '/*', purpose: 'tukar', perMinute: 120 },
    { under: '/balas/*', purpose: 'balas', perMinute: 60 },
  ],
  routes: [
    get('/balas/:token', 'everybody', replyPage),
    post('/balas/:token', 'everybody', submitReply),
    get('/', 'everybody', (c, { ctx }) => institutionsPage(c, ctx)),
    get('/:slug', 'institution', (c, { ctx }, found) => institutionPage(c, ctx, found)),
    get('/:slug/tukar', 'institution', redeemPage),
    post('/:slug/tukar', 'institution', submitRedeem),
    get('/:slug/tukar/selesai', 'institution', redeemResultPage),
  ],
}
