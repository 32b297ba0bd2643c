import { redeemPlace } from '../../catalogue/redeem-place.ts'
import type { Queryable } from '../../database/sql.ts'
import { minute } from '../../kernel/clock.ts'
import { queueMessages } from '../../messages/queue.ts'
import { type Receipt, receiptFor } from '../../purchase/receipt.ts'
import { findAccount } from '../accounts/accounts.ts'
import type { Journey } from '../journey.ts'
import type { EffectBy } from '../step-types.ts'
import type { Storefronts } from '../storefronts.ts'
import { pay, place } from './move-order.ts'
import type { StorefrontOrder } from './orders.ts'
import { orderLink, type Walk } from './purchase-effects.ts'

/** `receipt`: of the purchase that paid the order, in a step that does */
export type OrderEffect = (tx: Queryable, walk: Walk, receipt: Receipt | undefined) => Promise<boolean>

/**
 * Effects on the order itself, run one after the other in the transaction that moves it. One that answers false was
 * done before (a second click), and what follows it is left out.
 */
export const orderEffects: Readonly<Record<EffectBy<'order'>, OrderEffect>> = {
  place_order: placeOrder,
  email_order: emailOrder,
  enrol: deliver,
  issue_voucher: issueVoucher,
  email_receipt: emailReceipt,
}

/** Effects that an operation of its own performs, and the file that has it. */
export const ownOperations: Readonly<Record<EffectBy<'operation'>, string>> = {
  draft_order: 'storefronts/orders/begin-order.ts',
  apply_promo: 'storefronts/promo/apply-promo.ts',
  redeem_voucher: 'learning/redeem/redeem-voucher.ts',
}

async function placeOrder(tx: Queryable, { storefronts, journey, order }: Walk): Promise<boolean> {
  const now = storefronts.ctx.clock.now()
  return place(tx, order.orderNo, now, lapseOf(journey, now))
}

function lapseOf(journey: Journey, now: Date): Date {
  return new Date(now.getTime() + journey.orderLapsesMinutes * minute)
}

async function emailOrder(tx: Queryable, { storefronts, journey, order }: Walk): Promise<boolean> {
  const { ctx } = storefronts
  const account = await accountOf(tx, journey, order)
  await queueMessages(tx, ctx, [
    {
      channel: 'email',
      to: account.email,
      template: 'order-placed',
      params: {
        name: account.name,
        storefront: journey.name,
        course: order.courseTitle,
        institution: order.institution,
        order: order.orderNo,
        amount: order.price - order.discount,
        payBefore: lapseOf(journey, ctx.clock.now()),
        link: orderLink(storefronts, journey, order),
      },
    },
  ])
  return true
}

/** A paid order is an enrolment: from now on its lessons are open. */
function deliver(tx: Queryable, { order }: Walk, receipt: Receipt | undefined): Promise<boolean> {
  const { cardId, purchaseId, paidAt } = paid(order, receipt)
  return pay(tx, order.orderNo, cardId, purchaseId, paidAt)
}

/** A paid order has a voucher, which the programme wrote with the payment; it opens the lessons when it is redeemed. */
async function issueVoucher(tx: Queryable, walk: Walk, receipt: Receipt | undefined): Promise<boolean> {
  const { voucherCode } = paid(walk.order, receipt)
  if (!voucherCode) throw new Error(`order ${walk.order.orderNo} was paid without a voucher`)
  return deliver(tx, walk, receipt)
}

function paid(order: StorefrontOrder, receipt: Receipt | undefined): Receipt {
  if (!receipt) throw new Error(`order ${order.orderNo} was not paid`)
  return receipt
}

async function emailReceipt(tx: Queryable, walk: Walk, paidBy: Receipt | undefined): Promise<boolean> {
  const { storefronts, journey, order } = walk
  const { ctx } = storefronts
  const receipt = paid(order, paidBy)
  const account = await accountOf(tx, journey, order)
  await queueMessages(tx, ctx, [
    {
      cardId: receipt.cardId,
      channel: 'email',
      to: account.email,
      template: 'receipt',
      params: {
        name: account.name,
        course: order.courseTitle,
        institution: order.institution,
        storefront: journey.name,
        ...(order.startsAt && { startsAt: order.startsAt }),
        price: order.price,
        ...(order.discount > 0 && { discount: order.discount }),
        amount: receipt.amount,
        balance: receipt.balanceAfter,
        invoice: receipt.invoiceCode,
        transactionCode: receipt.transactionCode,
        redeemCode: receipt.redeemCode,
        ...(receipt.voucherCode && {
          voucherCode: receipt.voucherCode,
          redeemLink: redeemLink(storefronts, order, receipt),
        }),
        paidAt: receipt.paidAt,
        receiptLink: orderLink(storefronts, journey, order),
        learnLink:
          journey.delivery === 'voucher'
            ? orderLink(storefronts, journey, order)
            : storefronts.link(`/${journey.id}/belajar/${order.orderNo}`),
      },
    },
  ])
  return true
}

/** Sends the receipt of a paid order to its buyer's email again. */
export async function sendReceiptAgain(
  storefronts: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
): Promise<void> {
  const { cardId, purchaseId } = order
  const { db } = storefronts.ctx
  const receipt = cardId && purchaseId ? await receiptFor(db, cardId, purchaseId) : undefined
  await emailReceipt(db, { storefronts, journey, order, answer: {} }, receipt)
  storefronts.onMessages()
}

async function accountOf(db: Queryable, journey: Journey, order: StorefrontOrder) {
  const account = order.accountId && (await findAccount(db, journey.id, order.accountId))
  if (!account) throw new Error(`order ${order.orderNo} belongs to no account`)
  return account
}

/** Where the voucher is redeemed: at the institution's own system, if it has one, else on its page here. */
function redeemLink(storefronts: Storefronts, order: StorefrontOrder, { redeemUrl }: Receipt): string {
  const place = redeemPlace({ slug: order.institutionSlug, redeemUrl }, order.courseCode)
  return new URL(place, storefronts.link('/')).href
}
