import { signUpPage, submitSignUp } from '../identity/password-pages.tsx'
import { goTo } from '../site/link.ts'
import { rowsOf, type SiteTable } from '../site/site-table.ts'
import { accountRoutes } from './account/account-routes.ts'
import { logIn, logInPage, signUpForm } from './account/login-pages.tsx'
import { signOnRoutes } from './account/sign-on-pages.tsx'
import { coursesPage } from './catalogue/catalogue-pages.tsx'
import { coursePage } from './catalogue/course-page.tsx'
import { homePage } from './catalogue/home-page.tsx'
import { menuPage, programmePage, termsPage } from './catalogue/programme-pages.tsx'
import { historyPage } from './history-page.tsx'
import { judgingRoutes } from './judging/judging-routes.ts'
import { learnRoutes } from './learn/learn-routes.ts'
import { cancelPage, submitCancel } from './order/cancel-pages.tsx'
import { buy, goBack, mailAgain, orderPage, receiptFile, resendCode, submitStep } from './order/order-acts.ts'
import { courseReviewsPage } from './reviews/course-reviews.tsx'
import { reviewPage, submitReview } from './reviews/review-pages.tsx'
import { path, type Shop } from './shop.ts'
import { shopGuards } from './shop-guards.ts'

const { get, post } = rowsOf(shopGuards)

/** A stranger is shown what all are; prices and places are too young to lie on the way. */
const same = { sameForAll: 'here' } as const

const routes = [
  get('/', 'everybody', homePage, same),
  get('/menu', 'everybody', menuPage, same),
  get('/prakerja', 'everybody', programmePage, same),
  get('/kartuprakerja', 'everybody', programmePage, same),
  get('/syarat', 'everybody', termsPage, same),
  get('/kursus', 'everybody', coursesPage, same),
  get('/kursus/:slug', 'everybody', coursePage, same),
  get('/kursus/:slug/ulasan', 'everybody', courseReviewsPage, same),
  ...judgingRoutes,
  post('/kursus/:slug/beli', 'everybody', buy),
  get('/masuk', 'everybody', (c, shop) => logInPage(c, shop)),
  post('/masuk', 'everybody', logIn),
  get('/daftar', 'everybody', (c, shop) => signUpPage(c, signUpForm(c, shop))),
  post('/daftar', 'everybody', (c, shop) => submitSignUp(c, signUpForm(c, shop))),
  post('/keluar', 'everybody', async (c, shop) => {
    await shop.sessions.logOut(c)
    return goTo(c, path(shop))
  }),
  get('/riwayat', 'account', historyPage),
  ...accountRoutes,
  get('/pesanan/:no', 'order', orderPage),
  get('/pesanan/:no/struk.pdf', 'paid', receiptFile),
  get('/pesanan/:no/batal', 'paid', cancelPage),
  post('/pesanan/:no/batal', 'paid', submitCancel),
  get('/pesanan/:no/ulasan', 'paid', reviewPage),
  post('/pesanan/:no/ulasan', 'paid', submitReview),
  post('/pesanan/:no/kirim-struk', 'paid', mailAgain),
  post('/pesanan/:no/kirim-ulang', 'order', resendCode),
  post('/pesanan/:no/kembali', 'order', goBack),
  post('/pesanan/:no/:step', 'order', submitStep),
  ...learnRoutes,
]

/** Every address of the storefront `id`; `elsewhere`: its accounts are kept by somebody else. */
export function storefrontTable(id: string, { elsewhere }: { elsewhere: boolean }): SiteTable<Shop> {
  const limit = (place: string, perMinute: number) => ({
    under: `/${place}/*`,
    purpose: `${place} ${id}`,
    perMinute,
  })
  const ofOne = (place: string, perMinute: number) => ({ ...limit(place, perMinute), of: 'visitor' as const })
  return {
    base: `/${id}`,
    limits: [
      // Whole villages share one address of their mobile network: an address may try often, one buyer or one email not.
      // Codes and cards count in the purchase room, passwords and links of one email in password-tries.ts.
      ...['masuk', 'daftar', 'sandi-baru', 'email-baru'].map((place) => limit(place, 300)),
      // What sends an email or an SMS to whoever is named.
      ...['lupa-sandi', 'akun/hp', 'akun/email'].map((place) => limit(place, 60)),
      ofOne('akun', 30),
      ofOne('pesanan', 60),
      ofOne('belajar', 120),
    ],
    routes: elsewhere ? [...signOnRoutes, ...routes] : routes,
  }
}
