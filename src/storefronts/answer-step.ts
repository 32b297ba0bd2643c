import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { EffectName } from './alphabet.ts'
import { type Bought, orderEffects, type Payment, purchaseEffects, type Walk } from './effects.ts'
import type { Journey, JourneyStep } from './journey.ts'
import { move, type OrderAnswers, type StorefrontOrder } from './orders.ts'
import { type FormAnswers, readAnswer, type StepRefusal } from './read-answer.ts'
import type { Storefronts } from './storefronts.ts'
import { mayReturn, stepAfter, stepOf } from './walk.ts'

/**
 * Takes the answer to a step. An answer to a step at which the order no longer stands is no error and changes
 * nothing: the caller shows the step where the person really is (back button, second tab, double click).
 * Nothing is returned but whether it was refused: where the order stands now is read where it is shown.
 */
export async function answerStep(
  storefronts: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
  stepName: string,
  form: FormAnswers,
): Promise<Outcome<null, StepRefusal>> {
  const step = stepOf(journey, stepName)
  if (!step || order.step !== stepName || order.status === 'paid' || order.status === 'cancelled')
    return done(null)
  if (order.status === 'lapsed') return refuse('order_lapsed')
  const answer = readAnswer(step.step, form)
  if (!answer.ok) return answer
  const walk: Walk = { storefronts, journey, order, answer: answer.value }
  let bought: Bought = { kept: {} }
  for (const name of step.effects ?? []) {
    if (!isIn(purchaseEffects, name)) continue
    const outcome = await purchaseEffects[name](walk)
    if (!outcome.ok) return outcome
    bought = outcome.value
  }
  await leaveStep(walk, step, bought.kept, bought.payment)
  return done(null)
}

/** The order's own effects of a step and its move to the next one, in one transaction. */
export async function leaveStep(
  walk: Walk,
  step: JourneyStep,
  kept: OrderAnswers,
  payment: Payment | undefined,
): Promise<void> {
  const { storefronts, journey, order } = walk
  await inTransaction(storefronts.ctx.db, async (tx) => {
    for (const name of step.effects ?? []) {
      if (isIn(orderEffects, name) && !(await orderEffects[name](tx, walk, payment))) break
    }
    const next = stepAfter(journey, step.step, order.accountId !== undefined)
    await move(tx, order.orderNo, step.step, next, kept)
  })
  storefronts.onMessages()
}

function isIn<Performers extends object>(
  performers: Performers,
  name: EffectName,
): name is EffectName & keyof Performers {
  return Object.hasOwn(performers, name)
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
): Promise<Outcome<null, StepRefusal>> {
  if (order.status === 'lapsed') return refuse('order_lapsed')
  if (order.status !== 'placed' || !order.answers.card) return done(null)
  const outcome = await purchaseEffects.send_otp({ storefronts, journey, order, answer: {} })
  if (!outcome.ok) return outcome
  await move(storefronts.ctx.db, order.orderNo, order.step, order.step, outcome.value.kept)
  return done(null)
}
