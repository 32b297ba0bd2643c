import { Hono } from 'hono'
import { sentenceOf } from '../../kernel/refusal.ts'
import { trainingIsOpen } from '../../learning/redeem/rules.ts'
import { answerPromo, answerStep, passKnown, resendOtp, returnToStep } from '../../storefronts/answer-step.ts'
import { beginOrder } from '../../storefronts/begin-order.ts'
import { sendReceiptAgain } from '../../storefronts/effects.ts'
import { findOrder, type StorefrontOrder } from '../../storefronts/orders.ts'
import { stepRefusals } from '../../storefronts/read-answer.ts'
import { settleOrder } from '../../storefronts/settle-orders.ts'
import { errorPage } from '../http/errors.tsx'
import { readForm } from '../http/forms.ts'
import type { Web } from '../http/web.ts'
import { signUpPage, takeSignUp } from '../identity/password-pages.tsx'
import { addAccountRoutes } from './account-routes.ts'
import { coursesPage } from './catalogue-pages.tsx'
import { coursePage } from './course-page.tsx'
import { courseReviewsPage } from './course-reviews.tsx'
import { historyPage } from './history-page.tsx'
import { homePage } from './home-page.tsx'
import { addLearnRoutes } from './learn/learn-routes.ts'
import type { PaidOrder } from './learn/paid-order.ts'
import { logIn, logInPage, signUpForm } from './login-pages.tsx'
import { lapsedPage, stepPage } from './order-pages.tsx'
import { menuPage, programmePage, termsPage } from './programme-pages.tsx'
import { receiptOfOrder, receiptRows, resultPage } from './receipt-pages.tsx'
import { receiptPdf } from './receipt-pdf.ts'
import { reviewPage, takeReview } from './review-pages.tsx'
import { path, type Request, type Shop } from './shop.ts'
import { signOnRoutes } from './sign-on-pages.tsx'
import { storefrontSite } from './storefront-site.ts'
import { words } from './words.ts'

/** Every address of one storefront, below `/<its id>`. Sessions and CSRF stand in front of it. */
export function storefrontRoutes(shop: Shop): Hono<Web> {
  const routes = new Hono<Web>()
  if (shop.signOn) signOnRoutes(routes, shop, shop.signOn)
  routes.get('/', (c) => homePage(c, shop))
  routes.get('/menu', (c) => menuPage(c, shop))
  for (const address of ['/prakerja', '/kartuprakerja']) routes.get(address, (c) => programmePage(c, shop))
  routes.get('/syarat', (c) => termsPage(c))
  routes.get('/kursus', (c) => coursesPage(c, shop))
  routes.get('/kursus/:slug', (c) => coursePage(c, shop))
  routes.get('/kursus/:slug/ulasan', (c) => courseReviewsPage(c, shop))
  routes.post('/kursus/:slug/beli', (c) => buy(c, shop))
  routes.get('/masuk', (c) => logInPage(c, shop))
  routes.post('/masuk', (c) => logIn(c, shop))
  routes.get('/daftar', (c) => signUpPage(c, signUpForm(c, shop)))
  routes.post('/daftar', (c) => takeSignUp(c, signUpForm(c, shop)))
  routes.post('/keluar', async (c) => {
    await shop.sessions.logOut(c)
    return c.redirect(path(shop), 303)
  })
  routes.get('/riwayat', (c) => withAccount(c, shop, (accountId) => historyPage(c, shop, accountId)))
  addAccountRoutes(routes, shop, withAccount)
  routes.get('/pesanan/:no', (c) => withOrder(c, shop, (order) => orderPage(c, shop, order)))
  routes.get('/pesanan/:no/struk.pdf', (c) => withPaid(c, shop, (order) => pdf(c, shop, order)))
  routes.get('/pesanan/:no/ulasan', (c) => withPaid(c, shop, (order) => reviewPage(c, shop, order)))
  routes.post('/pesanan/:no/ulasan', (c) => withPaid(c, shop, (order) => takeReview(c, shop, order)))
  routes.post('/pesanan/:no/kirim-struk', (c) => withPaid(c, shop, (order) => mailAgain(c, shop, order)))
  routes.post('/pesanan/:no/kirim-ulang', (c) => withOrder(c, shop, (order) => resend(c, shop, order)))
  routes.post('/pesanan/:no/kembali', (c) => withOrder(c, shop, (order) => goBack(c, shop, order)))
  routes.post('/pesanan/:no/:step', (c) => withOrder(c, shop, (order) => answer(c, shop, order)))
  addLearnRoutes(routes, shop, withOpen)
  return routes
}

async function buy(c: Request, shop: Shop): Promise<Response> {
  const session = c.get('session')
  const slug = c.req.param('slug') ?? ''
  const scheduleCode = (await readForm(c)).get('jadwal') ?? ''
  if (scheduleCode === '') return coursePage(c, shop, words[c.get('language')].chooseSchedule)
  const begun = await beginOrder(shop.storefronts, shop.journey, {
    courseCode: slug,
    scheduleCode,
    sessionHash: session?.tokenHash,
    accountId: session?.accountId,
  })
  if (!begun.ok)
    return coursePage(c, shop, sentenceOf(stepRefusals, 'schedule_unknown', {}, c.get('language')))
  return toOrder(c, shop, begun.value)
}

/** For who is logged in; others log in first and come back. */
function withAccount(
  c: Request,
  shop: Shop,
  work: (accountId: string) => Promise<Response>,
): Promise<Response> | Response {
  const accountId = c.get('session')?.accountId
  return accountId ? work(accountId) : toLogin(c, shop)
}

/** The order of an address, if it is the visitor's own; whoever is logged out logs in first and comes back. */
async function withOrder(
  c: Request,
  shop: Shop,
  work: (order: StorefrontOrder) => Promise<Response> | Response,
): Promise<Response> {
  const order = await findOrder(shop.storefronts.ctx, c.req.param('no') ?? '')
  if (!order || order.storefront !== shop.journey.id) return errorPage(c, 404)
  const session = c.get('session')
  if (order.accountId === undefined) {
    const begunHere = session && order.sessionHash && session.tokenHash.equals(order.sessionHash)
    return begunHere ? work(order) : errorPage(c, 404)
  }
  if (!session?.accountId) return toLogin(c, shop, path(shop, `/pesanan/${order.orderNo}`))
  return session.accountId === order.accountId ? work(order) : errorPage(c, 404)
}

function withPaid(c: Request, shop: Shop, work: (order: PaidOrder) => Promise<Response>): Promise<Response> {
  return withOrder(c, shop, (order) => {
    const { cardId, purchaseId } = order
    if (order.status !== 'paid' || !cardId || !purchaseId) return toOrder(c, shop, order.orderNo)
    return work({ ...order, cardId, purchaseId })
  })
}

/** A paid order whose lessons are open; one that is cancelled, or waits for its voucher, says so itself. */
function withOpen(c: Request, shop: Shop, work: (order: PaidOrder) => Promise<Response>): Promise<Response> {
  return withPaid(c, shop, async (order) =>
    trainingIsOpen(order) ? work(order) : toOrder(c, shop, order.orderNo),
  )
}

async function orderPage(c: Request, shop: Shop, found: StorefrontOrder): Promise<Response> {
  const order = await settleOrder(shop.storefronts, shop.journey, found)
  if (order.status === 'paid') return resultPage(c, shop, order)
  if (order.status === 'lapsed' || order.status === 'cancelled') return lapsedPage(c, shop, order)
  return stepPage(c, shop, await passKnown(shop.storefronts, shop.journey, order))
}

async function answer(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  const step = c.req.param('step') ?? ''
  const form = Object.fromEntries(await readForm(c))
  // A step that needs somebody logged in is not answered by nobody: the order's page asks for the login.
  if (order.accountId === undefined) return toOrder(c, shop, order.orderNo)
  const typed = { ...form, otp: undefined }
  if (form.only) {
    const priced = await answerPromo(shop.storefronts, shop.journey, order, form)
    // Shown without a redirect: what else was typed on the page stays, and a reload applies the same code again.
    return refused(
      c,
      shop,
      order,
      priced.ok ? { said: [], typed: { ...typed, promo_code: undefined } } : { said: priced.said, typed },
    )
  }
  const outcome = await answerStep(shop.storefronts, shop.journey, order, step, form)
  if (outcome.ok) return toOrder(c, shop, order.orderNo)
  return refused(c, shop, order, { said: outcome.said, typed })
}

async function resend(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  const outcome = await resendOtp(shop.storefronts, shop.journey, order)
  return outcome.ok
    ? toOrder(c, shop, order.orderNo)
    : refused(c, shop, order, { said: outcome.said, typed: {} })
}

async function refused(
  c: Request,
  shop: Shop,
  order: StorefrontOrder,
  refusal: Parameters<typeof stepPage>[3],
): Promise<Response> {
  // The order may have moved on meanwhile (a second tab): then its own page says more than the refusal.
  const now = (await findOrder(shop.storefronts.ctx, order.orderNo)) ?? order
  if (now.status !== order.status || now.status === 'lapsed') return toOrder(c, shop, order.orderNo)
  return stepPage(c, shop, now, refusal)
}

async function goBack(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  await returnToStep(shop.storefronts, shop.journey, order, (await readForm(c)).get('to') ?? '')
  return toOrder(c, shop, order.orderNo)
}

async function mailAgain(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  await sendReceiptAgain(shop.storefronts, shop.journey, order)
  return c.redirect(`${path(shop, `/pesanan/${order.orderNo}`)}?terkirim=1`, 303)
}

async function pdf(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  const said = words[c.get('language')]
  const receipt = await receiptOfOrder(shop, order)
  const lines = receiptRows(c, shop, order, receipt).map(({ label, value, total }) => ({
    label,
    value: String(value),
    ...(total && { total }),
  }))
  const cancelled = receipt.cancelledAt !== undefined
  const sheet = await receiptPdf({
    language: c.get('language'),
    printedAt: shop.storefronts.ctx.clock.now(),
    theme: storefrontSite({ demo: undefined }, shop.journey).theme,
    storefront: shop.journey.name,
    title: cancelled ? said.cancelledTitle : said.receipt,
    lines,
    foot: said.receiptFoot,
    link: shop.storefronts.link(path(shop, `/pesanan/${order.orderNo}`)),
  })
  return c.body(new Uint8Array(sheet), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${order.orderNo}.pdf"`,
  })
}

function toOrder(c: Request, shop: Shop, orderNo: string): Response {
  return c.redirect(path(shop, `/pesanan/${orderNo}`), 303)
}

function toLogin(c: Request, shop: Shop, next = c.req.path): Response {
  return c.redirect(`${path(shop, '/masuk')}?lanjut=${encodeURIComponent(next)}`, 303)
}
