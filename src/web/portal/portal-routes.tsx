import { confirmationPath } from '../../partners/calls/url-generate.ts'
import { classRoutes } from '../attendance/class-pages.tsx'
import { confirmRoutes } from '../attendance/confirm-pages.tsx'
import type { OpenIdentityProvider } from '../sign-on/identity-provider.ts'
import { interactionRows } from '../sign-on/interaction-pages.tsx'
import { goTo } from '../site/link.ts'
import { everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { contactPage, inquiryPage, submitContact } from './answers/contact-page.tsx'
import { questionPage, questionsPage } from './answers/questions-page.tsx'
import { announcementPage, announcementsPage } from './front/announcements-page.tsx'
import { eligibilityPage } from './front/eligibility-page.tsx'
import { figuresPage } from './front/figures-page.tsx'
import { frontPage } from './front/front-page.tsx'
import { helpPage } from './front/help-page.tsx'
import { benefitsPage, calendarPage, deadlinesPage } from './front/info-pages.tsx'
import { homeRoutes } from './home/home-routes.ts'
import { journeysPage, tutorialPage } from './journeys-page.tsx'
import { type LogInDeps, logInRoutes } from './log-in-pages.tsx'
import { registerRoutes } from './register/register-routes.ts'
import type { RegisterDeps } from './register/visitor.tsx'
import { reportFraudPage, submitFraudReport } from './report-fraud-page.tsx'
import { stopChangePage, submitStop } from './stop-change-page.tsx'
import { tutorialPictureAnswer } from './tutorial-pictures.ts'

/** What the programme's own site is wired to. */
export interface PortalDeps extends LogInDeps, RegisterDeps {
  readonly identityProvider: OpenIdentityProvider
}

const { get, post } = rowsOf({ everybody: everybody<PortalDeps>() })

/** They show no form of a session, and nothing of whoever asks. */
const same = { sameForAll: true } as const

/** The programme's own site; in the demo `/` is the demo's own first page. */
export const portalTable: SiteTable<PortalDeps> = {
  base: '',
  limits: [
    { under: '/masuk/*', purpose: 'masuk', perMinute: 300 },
    // The opening day: many of one village register through one address; one email and one phone count in their room.
    { under: '/daftar/*', purpose: 'daftar', perMinute: 600 },
    { under: '/keberatan', purpose: 'keberatan', perMinute: 60 },
    { under: '/lapor-kecurangan', purpose: 'lapor-kecurangan', perMinute: 10 },
    { under: '/hubungi-kami', purpose: 'hubungi-kami', perMinute: 10 },
    { under: '/tanya-jawab', purpose: 'tanya-jawab', perMinute: 600, reads: true },
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
    get('/', 'everybody', frontPage, same),
    get('/program', 'everybody', frontPage, same),
    get('/cek-dulu', 'everybody', eligibilityPage, same),
    get('/jadwal', 'everybody', calendarPage, same),
    get('/manfaat', 'everybody', benefitsPage, same),
    get('/angka', 'everybody', figuresPage, same),
    get('/bantuan', 'everybody', helpPage, same),
    get('/tanya-jawab', 'everybody', questionsPage, same),
    get('/tanya-jawab/:question', 'everybody', questionPage, same),
    get('/pengumuman', 'everybody', announcementsPage, same),
    get('/pengumuman/:announcement', 'everybody', announcementPage, same),
    get('/hubungi-kami', 'everybody', (c, deps) => contactPage(c, deps)),
    post('/hubungi-kami', 'everybody', submitContact),
    get('/hubungi-kami/:token', 'everybody', inquiryPage),
    get('/batas-waktu', 'everybody', deadlinesPage, same),
    get('/perjalanan', 'everybody', journeysPage, same),
    get('/cara-beli/:storefront', 'everybody', tutorialPage, same),
    get('/cara-beli/:storefront/:picture', 'everybody', tutorialPictureAnswer),
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
