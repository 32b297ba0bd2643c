import { placeLine } from '../../catalogue/places/schedule-place.ts'
import { redeemPlace } from '../../catalogue/redeem-place.ts'
import { minute } from '../../kernel/clock.ts'
import { type NewMessage, queueMessages } from '../../messages/queue.ts'
import { type PaidReceipt, receiptFor } from '../../purchase/receipt.ts'
import type { Journey } from '../journey.ts'
import type { EffectBy } from '../step-types.ts'
import type { Storefronts } from '../storefronts.ts'
import type { Becomes } from './move-order.ts'
import type { StorefrontOrder } from './orders.ts'
import { orderLink, type Walk } from './purchase-effects.ts'

/** What an effect makes of the order, and what its buyer is told of it. */
export interface Left {
  readonly becomes?: Becomes
  readonly message?: NewMessage
}

/** `receipt`: of the purchase that paid the order, in a step that does */
export type OrderEffect = (walk: Walk, receipt: PaidReceipt | undefined) => Left

/** Effects on the order itself: what they say is written by the one statement that moves it ({@link leave}). */
export const orderEffects: Readonly<Record<EffectBy<'order'>, OrderEffect>> = {
  place_order: placeOrder,
  email_order: emailOrder,
  enrol: deliver,
  issue_voucher: issueVoucher,
  email_receipt: (walk, receipt) => ({ message: receiptMessage(walk, paid(walk.order, receipt)) }),
}

/** Effects that an operation of its own performs, and the file that has it. */
export const ownOperations: Readonly<Record<EffectBy<'operation'>, string>> = {
  draft_order: 'storefronts/orders/begin-order.ts',
  apply_promo: 'storefronts/promo/apply-promo.ts',
  redeem_voucher: 'learning/redeem/redeem-voucher.ts',
}

function placeOrder({ storefronts, journey }: Walk): Left {
  return { becomes: { placed: { lapsesAt: lapseOf(journey, storefronts.ctx.clock.now()) } } }
}

function lapseOf(journey: Journey, now: Date): Date {
  return new Date(now.getTime() + journey.orderLapsesMinutes * minute)
}

function emailOrder({ storefronts, journey, order }: Walk): Left {
  const buyer = buyerOf(order)
  return {
    message: {
      channel: 'email',
      to: buyer.email,
      template: 'order-placed',
      params: {
        name: buyer.name,
        storefront: journey.name,
        course: order.courseTitle,
        institution: order.institution,
        order: order.orderNo,
        amount: order.price - order.discount,
        payBefore: lapseOf(journey, storefronts.ctx.clock.now()),
        link: orderLink(storefronts, journey, order),
      },
    },
  }
}

/** A paid order is an enrolment: from now on its lessons are open. */
function deliver({ order }: Walk, receipt: PaidReceipt | undefined): Left {
  const { cardId, purchaseId, paidAt } = paid(order, receipt)
  return { becomes: { paid: { cardId, purchaseId, paidAt } } }
}

/** A paid order has a voucher, which the programme wrote with the payment; it opens the lessons when it is redeemed. */
function issueVoucher(walk: Walk, receipt: PaidReceipt | undefined): Left {
  const { voucherCode } = paid(walk.order, receipt)
  if (!voucherCode) throw new Error(`order ${walk.order.orderNo} was paid without a voucher`)
  return deliver(walk, receipt)
}

function paid(order: StorefrontOrder, receipt: PaidReceipt | undefined): PaidReceipt {
  if (!receipt) throw new Error(`order ${order.orderNo} was not paid`)
  return receipt
}

function receiptMessage({ storefronts, journey, order }: Walk, receipt: PaidReceipt): NewMessage {
  const buyer = buyerOf(order)
  return {
    cardId: receipt.cardId,
    channel: 'email',
    to: buyer.email,
    template: 'receipt',
    params: {
      name: buyer.name,
      course: order.courseTitle,
      institution: order.institution,
      storefront: journey.name,
      ...(order.startsAt && { startsAt: order.startsAt }),
      ...(order.place && { place: placeLine(order.place) }),
      price: order.price,
      ...(order.discount > 0 && { discount: order.discount }),
      amount: receipt.amount,
      balance: receipt.balanceAfter,
      invoice: receipt.invoiceCode,
      transactionCode: receipt.transactionCode,
      redeemCode: receipt.redeemCode,
      ...(receipt.voucherCode && {
        voucherCode: receipt.voucherCode,
        redeemLink: redeemLink(storefronts, order),
      }),
      paidAt: receipt.paidAt,
      receiptLink: orderLink(storefronts, journey, order),
      learnLink:
        journey.delivery === 'voucher'
          ? orderLink(storefronts, journey, order)
          : storefronts.link(`/${journey.id}/belajar/${order.orderNo}`),
    },
  }
}

/** Sends the receipt of a paid order to its buyer's email again. */
export async function sendReceiptAgain(
  storefronts: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
): Promise<void> {
  const { cardId, purchaseId } = order
  const { ctx } = storefronts
  const receipt = cardId && purchaseId ? await receiptFor(ctx.db, cardId, purchaseId) : undefined
  const message = receiptMessage({ storefronts, journey, order, answer: {} }, paid(order, receipt))
  await queueMessages(ctx.db, ctx, [message])
  storefronts.onMessages()
}

/** Whoever buys, as the order was read with their account. */
function buyerOf({ orderNo, name, email }: StorefrontOrder) {
  if (name === undefined || email === undefined) throw new Error(`order ${orderNo} belongs to no account`)
  return { name, email }
}

/** Where the voucher is redeemed: at the institution's own system, if it has one, else on its page here. */
function redeemLink(storefronts: Storefronts, order: StorefrontOrder): string {
  const place = redeemPlace({ slug: order.institutionSlug, redeemUrl: order.redeemUrl }, order.courseCode)
  return new URL(place, storefronts.link('/')).href
}
