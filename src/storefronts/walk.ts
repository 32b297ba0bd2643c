import type { AskedStep, Journey, JourneyStep } from './journey.ts'
import { type StepName, type StepOf, stepTypes } from './step-types.ts'

/** What is known of a buyer, so that no step asks for it again. */
export interface Buyer {
  readonly loggedIn: boolean
  readonly phoneVerified: boolean
}

/** The steps of a journey that are walked with an order in hand: who buys, wherever that stands, and the order's own. */
export function orderSteps(journey: Journey): readonly JourneyStep[] {
  return journey.steps.filter(({ step }) => ['account', 'order'].includes(stepTypes[step].stage))
}

/** The steps of a journey from an order on, to its end. */
function walked(journey: Journey): readonly JourneyStep[] {
  return [...orderSteps(journey), ...journey.steps.filter(({ step }) => stepTypes[step].stage === 'after')]
}

/** The first step with an order in hand; nobody is asked for what is known of them. */
export function firstStep(journey: Journey, buyer: Buyer): StepName {
  return firstUnknown(walked(journey), buyer)
}

/** The step after one; nobody is asked for what is known of them. */
export function stepAfter(journey: Journey, step: string, buyer: Buyer): StepName {
  const steps = walked(journey)
  return firstUnknown(steps.slice(steps.findIndex((candidate) => candidate.step === step) + 1), buyer)
}

function firstUnknown(steps: readonly JourneyStep[], buyer: Buyer): StepName {
  const next = steps.find(({ step }) => !isKnown(step, buyer))
  if (!next) throw new Error('a journey ends before its result')
  return next.step
}

/** Whether what a step of who buys asks for is known already. */
const known: Readonly<Record<StepOf<'account'>, (buyer: Buyer) => boolean>> = {
  log_in: ({ loggedIn }) => loggedIn,
  log_in_elsewhere: ({ loggedIn }) => loggedIn,
  verify_phone: ({ phoneVerified }) => phoneVerified,
}

/** Whether a step asks for what is known of the buyer already. */
export function isKnown(step: string, buyer: Buyer): boolean {
  return asksWhoBuys(step) && known[step](buyer)
}

/** Whether a step asks who buys. */
export function asksWhoBuys(step: string): step is StepOf<'account'> {
  return Object.hasOwn(known, step)
}

/** The step of that name in a journey. */
export function stepOf(journey: Journey, step: string): JourneyStep | undefined {
  return journey.steps.find((candidate) => candidate.step === step)
}

/** The steps that are asked on one page, from one on: it and what is answered together with it. */
export function pageFrom(journey: Journey, step: string): readonly JourneyStep[] {
  const at = journey.steps.findIndex((candidate) => candidate.step === step)
  if (at < 0) return []
  const length = journey.steps.slice(at).findIndex(({ withNext }) => !withNext) + 1
  return journey.steps.slice(at, at + length)
}

/** The same, where an order is asked for; none from a step that no page of an order asks. */
export function askedFrom(journey: Journey, step: string): readonly AskedStep[] {
  return pageFrom(journey, step).filter(isAsked)
}

function isAsked(step: JourneyStep): step is AskedStep {
  return stepTypes[step.step].stage === 'order'
}

/**
 * Whether a buyer who stands at `from` may go back to `to`: only within the order, and never behind a step whose
 * effects cannot be repeated (an order that was placed under the buyer's eyes, the money taken).
 */
export function mayReturn(journey: Journey, from: string, to: string): boolean {
  const steps = orderSteps(journey)
  const names = steps.map(({ step }) => step as string)
  const [start, end] = [names.indexOf(to), names.indexOf(from)]
  if (start < 0 || end < 0 || start >= end || stepTypes[steps[start]!.step].stage === 'account') return false
  return steps
    .slice(start, end)
    .every(({ effects = [] }) => !effects.includes('email_order') && !effects.includes('authorize'))
}
