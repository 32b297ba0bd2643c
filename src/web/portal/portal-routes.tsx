import type { Context } from 'hono'
import { confirmationPath } from '../../partners/calls/url-generate.ts'
import { classRoutes } from '../attendance/class-pages.tsx'
import { confirmRoutes } from '../attendance/confirm-pages.tsx'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import type { OpenIdentityProvider } from '../sign-on/identity-provider.ts'
import { interactionRows } from '../sign-on/interaction-pages.tsx'
import { goTo } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { homeRoutes } from './home/home-routes.ts'
import { journeysPage, tutorialPage } from './journeys-page.tsx'
import { type LogInDeps, logInRoutes } from './log-in-pages.tsx'
import { words } from './portal-words.ts'
import { registerRoutes } from './register/register-routes.ts'
import type { RegisterDeps } from './register/visitor.tsx'
import { reportFraudPage, submitFraudReport } from './report-fraud-page.tsx'
import { stopChangePage, submitStop } from './stop-change-page.tsx'
import { Storefronts } from './storefront-tiles.tsx'

/** What the programme's own site is wired to. */
export interface PortalDeps extends LogInDeps, RegisterDeps {
  readonly identityProvider: OpenIdentityProvider
}

const { get, post } = rowsOf({ everybody: everybody<PortalDeps>() })

/** The programme's own site; in the demo `/` is the demo's own first page. */
export const portalTable: SiteTable<PortalDeps> = {
  base: '',
  limits: [
    { under: '/masuk/*', purpose: 'masuk', perMinute: 300 },
    // The opening day: many of one village register through one address; one email and one phone count in their room.
    { under: '/daftar/*', purpose: 'daftar', perMinute: 600 },
    { under: '/keberatan', purpose: 'keberatan', perMinute: 60 },
    { under: '/lapor-kecurangan', purpose: 'lapor-kecurangan', perMinute: 10 },
    { under: '/kartu/tolak', purpose: 'kartu tolak', perMinute: 60 },
    { under: '/bukan-saya/*', purpose: 'bukan-saya', perMinute: 60 },
    { under: '/ganti-hp/*', purpose: 'ganti-hp', perMinute: 60 },
    { under: '/beranda/survei/*', purpose: 'survei', perMinute: 120 },
    { under: '/rekening/*', purpose: 'rekening', perMinute: 60 },
    // A class that confirms together has one address.
    { under: `${confirmationPath}/*`, purpose: 'konfirmasi', perMinute: 300 },
    { under: '/hadir/*', purpose: 'hadir', perMinute: 300 },
  ],
  routes: [
    ...interactionRows<PortalDeps>('/masuk/izin', ({ identityProvider }) => identityProvider),
    ...logInRoutes,
    ...registerRoutes,
    ...homeRoutes,
    ...confirmRoutes,
    ...classRoutes,
    get('/', 'everybody', firstPage),
    get('/perjalanan', 'everybody', journeysPage),
    get('/cara-beli/:storefront', 'everybody', tutorialPage),
    get('/bukan-saya/:token', 'everybody', stopChangePage),
    post('/bukan-saya/:token', 'everybody', submitStop),
    get('/lapor-kecurangan', 'everybody', (c, deps) => reportFraudPage(c, deps)),
    post('/lapor-kecurangan', 'everybody', submitFraudReport),
    post('/keluar', 'everybody', async (c, { portal }) => {
      await portal.logOut(c)
      return goTo(c, '/')
    }),
  ],
}

function firstPage(c: Context<Web>): Response {
  const said = words[c.get('language')]
  return showPage(
    c,
    { title: said.home, description: said.homeLead, width: 'full', scripted: false, indexed: true },
    <>
      <p class="lead">{said.homeLead}</p>
      <parts.Buttons>
        <parts.LinkButton href="/daftar">{said.register}</parts.LinkButton>
        <parts.LinkButton look="second" href="/masuk">
          {said.logIn}
        </parts.LinkButton>
      </parts.Buttons>
      <h2>{said.shops}</h2>
      <Storefronts language={c.get('language')} />
    </>,
  )
}
