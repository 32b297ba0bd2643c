import { sentenceOf } from '../../../kernel/refusal.ts'
import {
  answerPromo,
  answerStep,
  passKnown,
  resendOtp,
  returnToStep,
} from '../../../storefronts/orders/answer-step.ts'
import { beginOrder } from '../../../storefronts/orders/begin-order.ts'
import { sendReceiptAgain } from '../../../storefronts/orders/order-effects.ts'
import { findOrder, type StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { stepRefusals } from '../../../storefronts/orders/read-answer.ts'
import { settleOrder } from '../../../storefronts/orders/settle-orders.ts'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import { coursePage } from '../catalogue/course-page.tsx'
import { path, type Request, type Shop, toOrder } from '../shop.ts'
import { storefrontSite } from '../storefront-site.ts'
import { words } from '../words.ts'
import { lapsedPage, stepPage } from './order-pages.tsx'
import { receiptOfOrder, receiptRows, resultPage } from './receipt-pages.tsx'
import { receiptPdf } from './receipt-pdf.ts'

/** "Beli": begins an order for the schedule that was chosen. */
export async function buy(c: Request, shop: Shop): Promise<Response> {
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
    return coursePage(
      c,
      shop,
      sentenceOf(
        stepRefusals,
        begun.refusal === 'storefront_suspended' ? begun.refusal : 'schedule_unknown',
        {},
        c.get('language'),
      ),
    )
  return toOrder(c, shop, begun.value)
}

/** Where an order is now: its next step, its result, or why it ended. */
export async function orderPage(c: Request, shop: Shop, found: StorefrontOrder): Promise<Response> {
  const order = found.paidUnseen ? await settleOrder(shop.storefronts, shop.journey, found) : found
  if (order.status === 'paid') return resultPage(c, shop, order)
  if (order.status === 'lapsed' || order.status === 'cancelled') return lapsedPage(c, shop, order)
  return stepPage(c, shop, await passKnown(shop.storefronts, shop.journey, order))
}

/** Takes the answer of a step. */
export async function submitStep(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
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
      priced.ok
        ? { refusals: [], typed: { ...typed, promo_code: undefined } }
        : { refusals: priced.refusals, typed },
    )
  }
  const outcome = await answerStep(shop.storefronts, shop.journey, order, step, form)
  if (outcome.ok) return toOrder(c, shop, order.orderNo)
  return refused(c, shop, order, { refusals: outcome.refusals, typed })
}

export async function resendCode(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  const outcome = await resendOtp(shop.storefronts, shop.journey, order)
  return outcome.ok
    ? toOrder(c, shop, order.orderNo)
    : refused(c, shop, order, { refusals: outcome.refusals, typed: {} })
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

export async function goBack(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  await returnToStep(shop.storefronts, shop.journey, order, (await readForm(c)).get('to') ?? '')
  return toOrder(c, shop, order.orderNo)
}

export async function mailAgain(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  await sendReceiptAgain(shop.storefronts, shop.journey, order)
  return goTo(c, path(shop, `/pesanan/${order.orderNo}?terkirim=1`))
}

export async function receiptFile(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
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
