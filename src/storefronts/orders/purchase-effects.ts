import type { Context } from '../../database/context.ts'
import { second } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { PaidReceipt } from '../../purchase/receipt.ts'
import type { Journey } from '../journey.ts'
import { renewPromo } from '../promo/renew-promo.ts'
import type { EffectBy } from '../step-types.ts'
import type { Storefronts } from '../storefronts.ts'
import type { OrderAnswers, StorefrontOrder } from './orders.ts'
import type { Answer, StepRefusal } from './read-answer.ts'

/** What an effect is handed: the order as it stood before the step, and the answer. */
export interface Walk {
  readonly storefronts: Storefronts
  readonly journey: Journey
  readonly order: StorefrontOrder
  readonly answer: Answer
  /** another code was asked for by itself */
  readonly resent?: true
}

/** What comes of a purchase effect: what the order keeps, and the purchase once there is one. */
export interface Bought {
  readonly kept: OrderAnswers
  readonly payment?: Payment
}

export interface Payment {
  readonly cardId: string
  readonly purchaseId: string
  /** of a purchase that was paid just now; else it is read */
  readonly receipt?: PaidReceipt
}

export type PurchaseEffect = (walk: Walk) => Promise<Outcome<Bought, StepRefusal>>

/** Effects that ask the purchase room; each is decided there, at once and for good. */
export const purchaseEffects: Readonly<Record<EffectBy<'purchase'>, PurchaseEffect>> = {
  send_otp: sendOtp,
  authorize,
}

/** What an answer leaves on the order. Another card makes the code of the one before worthless. */
export function keptOf({ storefronts, order, answer }: Walk): OrderAnswers {
  const { ctx } = storefronts
  const { cardNumber, identity } = answer
  const otherCard = cardNumber !== undefined && cardNumber !== openCard(ctx, order)
  return {
    ...(identity && { identity }),
    ...(otherCard && {
      card: ctx.secrets.seal(cardNumber).toString('base64url'),
      cardTail: cardNumber.slice(-4),
      token: null,
      otpExpiresAt: null,
      otpAgainAt: null,
      otpStoppedUntil: null,
    }),
  }
}

async function sendOtp(walk: Walk): ReturnType<PurchaseEffect> {
  const { storefronts, journey, order, answer, resent } = walk
  const { ctx, purchases } = storefronts
  const earlier = openCard(ctx, order)
  const cardNumber = answer.cardNumber ?? earlier
  if (!cardNumber || !order.accountId) return refuse('card_number_missing')
  const promo = await renewPromo(ctx, order)
  if (!promo.ok) return promo
  const sent = await purchases.sendOtp({
    partner: await storefronts.partnerOf(journey.id),
    userPlatformId: order.accountId,
    cardNumber,
    courseCode: order.courseCode,
    scheduleCode: order.scheduleCode,
    amount: order.price - order.discount,
    discount: order.discount,
    requestId: order.orderNo,
  })
  // Sent from the card's page again (back, second click): the code on its way is the one that was wanted.
  const onItsWay = cardNumber === earlier && order.answers.token && !resent
  if (!sent.ok && sent.refusal === 'otp_too_soon' && onItsWay) return done({ kept: {} })
  if (!sent.ok) return sent
  const againAt = new Date(ctx.clock.now().getTime() + sent.value.waitSeconds * second)
  return done({
    kept: {
      token: sent.value.paymentToken,
      settled: null,
      otpExpiresAt: sent.value.expiresAt.toISOString(),
      otpAgainAt: againAt.toISOString(),
      otpStoppedUntil: null,
    },
  })
}

async function authorize({ storefronts, journey, order, answer }: Walk): ReturnType<PurchaseEffect> {
  const paid = await storefronts.purchases.authorize({
    partner: await storefronts.partnerOf(journey.id),
    paymentToken: order.answers.token ?? '',
    otp: answer.otp ?? '',
    invoiceCode: order.orderNo,
    invoiceUrl: orderLink(storefronts, journey, order),
    requestId: order.orderNo,
  })
  if (!paid.ok) return paid
  const { cardId, purchaseId } = paid.value
  return done({ kept: {}, payment: { cardId, purchaseId, receipt: paid.value } })
}

export function orderLink(storefronts: Storefronts, journey: Journey, order: StorefrontOrder): string {
  return storefronts.link(`/${journey.id}/pesanan/${order.orderNo}`)
}

function openCard(ctx: Context, order: StorefrontOrder): string | undefined {
  const { card } = order.answers
  return card ? ctx.secrets.open(Buffer.from(card, 'base64url')) : undefined
}
