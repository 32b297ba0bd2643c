import { done, type Outcome } from '../../kernel/refusal.ts'
import { receiptFor } from '../../purchase/receipt.ts'
import { cardOfAccount } from '../accounts/accounts.ts'
import type { Journey, JourneyStep } from '../journey.ts'
import { applyPromo } from '../promo/apply-promo.ts'
import { dropPromo } from '../promo/drop-promo.ts'
import type { EffectName } from '../step-types.ts'
import type { Storefronts } from '../storefronts.ts'
import { askedFrom, isKnown, mayReturn, pageFrom, stepAfter } from '../walk.ts'
import { type Becomes, leave, move } from './move-order.ts'
import { orderEffects } from './order-effects.ts'
import { findOrder, type OrderAnswers, type StorefrontOrder } from './orders.ts'
import { type Bought, keptOf, type Payment, purchaseEffects, type Walk } from './purchase-effects.ts'
import type { StepRefusal } from './read-answer.ts'
import { type Answer, type FormAnswers, type RefusedAnswer, readAnswer } from './read-answer.ts'

/** What came of an answer: done, or everything that is wrong with it. */
export type Answered =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusals: readonly RefusedAnswer[] }

const taken: Answered = { ok: true }

/**
 * Takes the answer to a step, or to all the steps that are asked on one page with it. An answer to a step at which the
 * order no longer stands, or that no page of an order asks (who buys is proven elsewhere), is no error and changes
 * nothing: the caller shows the step where the person really is (back
 * button, second tab, double click). Where the order stands now is read where it is shown.
 */
export async function answerStep(
  storefronts: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
  stepName: string,
  form: FormAnswers,
): Promise<Answered> {
  const page = askedFrom(journey, stepName)
  const last = page.at(-1)
  if (!last || order.step !== stepName || order.status === 'paid' || order.status === 'cancelled')
    return taken
  if (order.status === 'lapsed') return no('order_lapsed')
  const { answer: typed, problems } = readAnswer(page, form)
  if (problems.length > 0) return { ok: false, refusals: problems.map((refusal) => ({ refusal, facts: {} })) }
  const priced = await withPromo(storefronts, order, last, form)
  if (!priced.ok) return refusedBy(priced)
  const answer = await withOwnCard(storefronts, order, page, typed)
  if (!answer) return no('own_card_missing')
  const walk: Walk = { storefronts, journey, order: priced.value, answer }
  let bought: Bought = { kept: {} }
  for (const name of last.effects ?? []) {
    if (!isIn(purchaseEffects, name)) continue
    const outcome = await purchaseEffects[name](walk)
    if (!outcome.ok) return stopped(walk, outcome)
    bought = outcome.value
  }
  await leaveStep(walk, last, { ...keptOf(walk), ...bought.kept }, bought.payment)
  return taken
}

/**
 * Applies the promo code of a page and stays there, or takes the applied one off: the buyer sees the price change
 * before anything else happens.
 */
export async function answerPromo(
  storefronts: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
  form: FormAnswers,
): Promise<Answered> {
  const last = pageFrom(journey, order.step).at(-1)
  if (!last?.effects?.includes('apply_promo')) return taken
  if (order.status === 'lapsed') return no('order_lapsed')
  if (form.only === 'drop_promo') {
    await dropPromo(storefronts.ctx, order)
    return taken
  }
  const typed = (form.promo_code ?? '').trim()
  const applied = await applyPromo(storefronts.ctx, order, typed)
  return applied.ok ? taken : refusedBy(applied)
}

/** The order with the promo code that was typed beside an answer; it is applied without a button of its own, too. */
async function withPromo(
  { ctx }: Storefronts,
  order: StorefrontOrder,
  last: JourneyStep,
  form: FormAnswers,
): Promise<Outcome<StorefrontOrder, StepRefusal>> {
  const typed = (form.promo_code ?? '').trim()
  if (!last.effects?.includes('apply_promo') || typed === '' || typed === order.promoCode) return done(order)
  // Its refusal said that one may go on without it: whoever leaves it in the field and goes on does.
  if (typed === (form.promo_refused ?? '').trim()) return done(order)
  const applied = await applyPromo(ctx, order, typed)
  if (!applied.ok) return applied
  return done((await findOrder(ctx, order.orderNo)) ?? order)
}

function no(refusal: StepRefusal): Answered {
  return { ok: false, refusals: [{ refusal, facts: {} }] }
}

function refusedBy(outcome: Extract<Outcome<unknown, StepRefusal>, { ok: false }>): Answered {
  return { ok: false, refusals: [{ refusal: outcome.refusal, facts: outcome.facts }] }
}

/** A refused purchase. That no code is tried before an instant is kept: whoever opens the page again is told the same. */
async function stopped(
  { storefronts, order }: Pick<Walk, 'storefronts' | 'order'>,
  outcome: Extract<Outcome<unknown, StepRefusal>, { ok: false }>,
): Promise<Answered> {
  const { until } = outcome.facts
  if (outcome.refusal === 'too_many_tries' && until) {
    const kept = { otpStoppedUntil: until.toISOString() }
    await move(storefronts.ctx.db, order.orderNo, order.step, order.step, kept)
  }
  return refusedBy(outcome)
}

/** Where the journey pays with the card of the programme's account, it is known and not typed. */
async function withOwnCard(
  { ctx }: Storefronts,
  order: StorefrontOrder,
  page: readonly JourneyStep[],
  answer: Answer,
): Promise<Answer | undefined> {
  if (!page.some(({ step }) => step === 'use_own_card')) return answer
  const cardNumber = order.accountId && (await cardOfAccount(ctx, order.storefront, order.accountId))
  return cardNumber ? { ...answer, cardNumber } : undefined
}

/** The order's own effects of a step and its move to the next one, at once. */
export async function leaveStep(
  walk: Walk,
  step: JourneyStep,
  kept: OrderAnswers,
  payment: Payment | undefined,
): Promise<void> {
  const { storefronts, journey, order } = walk
  const { ctx } = storefronts
  const next = stepAfter(journey, step.step, order.buyer)
  const effects = (step.effects ?? []).flatMap((name) =>
    isIn(orderEffects, name) ? [orderEffects[name]] : [],
  )
  if (effects.length === 0) {
    await move(ctx.db, order.orderNo, order.step, next, kept)
    return
  }
  const receipt =
    payment && (payment.receipt ?? (await receiptFor(ctx.db, payment.cardId, payment.purchaseId)))
  const left = effects.map((effect) => effect(walk, receipt))
  const becomes: Becomes = Object.assign({}, ...left.map((one) => one.becomes))
  const messages = left.flatMap(({ message }) => message ?? [])
  const became = await leave(ctx, order, { to: next, answers: kept, becomes, messages })
  if (became) storefronts.onMessages()
}

function isIn<Performers extends object>(
  performers: Performers,
  name: EffectName,
): name is EffectName & keyof Performers {
  return Object.hasOwn(performers, name)
}

/** Passes by the steps that ask who buys, where that is known by now: somebody logged in, a phone was verified. */
export async function passKnown(
  storefronts: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
): Promise<StorefrontOrder> {
  if (order.status !== 'draft' || !isKnown(order.step, order.buyer)) return order
  const next = stepAfter(journey, order.step, order.buyer)
  await move(storefronts.ctx.db, order.orderNo, order.step, next)
  return (await findOrder(storefronts.ctx, order.orderNo)) ?? order
}

/** Back to an earlier step, to change what was answered there; where that cannot be, nothing moves. */
export async function returnToStep(
  { ctx }: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
  to: string,
): Promise<void> {
  if (mayReturn(journey, order.step, to)) await move(ctx.db, order.orderNo, order.step, to)
}

/** Another code for the purchase that the order waits for, by the rules of the programme. */
export async function resendOtp(
  storefronts: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
): Promise<Answered> {
  if (order.status === 'lapsed') return no('order_lapsed')
  if (order.status === 'paid' || order.status === 'cancelled' || !order.answers.card) return taken
  const outcome = await purchaseEffects.send_otp({ storefronts, journey, order, answer: {}, resent: true })
  if (!outcome.ok) return stopped({ storefronts, order }, outcome)
  await move(storefronts.ctx.db, order.orderNo, order.step, order.step, outcome.value.kept)
  return taken
}
