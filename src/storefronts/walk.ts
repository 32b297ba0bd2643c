import { alphabet, type StepName } from './alphabet.ts'
import type { Journey, JourneyStep } from './journey.ts'

/** The steps of a journey that the engine walks with an order in hand. */
export function orderSteps(journey: Journey): readonly JourneyStep[] {
  return journey.steps.filter(({ step }) => alphabet[step].stage === 'order')
}

/** The first step with an order in hand; who is logged in is not asked to log in. */
export function firstStep(journey: Journey, loggedIn: boolean): StepName {
  const [first] = orderSteps(journey)
  return skipLogin(journey, first!.step, loggedIn)
}

/** The step of that name in a journey. */
export function stepOf(journey: Journey, step: string): JourneyStep | undefined {
  return journey.steps.find((candidate) => candidate.step === step)
}

/** The step after one; who is logged in is not asked to log in. */
export function stepAfter(journey: Journey, step: string, loggedIn: boolean): StepName {
  const at = journey.steps.findIndex((candidate) => candidate.step === step)
  return skipLogin(journey, journey.steps[at + 1]!.step, loggedIn)
}

function skipLogin(journey: Journey, step: StepName, loggedIn: boolean): StepName {
  return step === 'log_in' && loggedIn ? stepAfter(journey, step, loggedIn) : step
}

/**
 * Whether a buyer who stands at `from` may go back to `to`: only within the order, and never behind a step whose
 * effects cannot be repeated (the order was placed, the money was taken).
 */
export function mayReturn(journey: Journey, from: string, to: string): boolean {
  const names = orderSteps(journey).map(({ step }) => step as string)
  const [start, end] = [names.indexOf(to), names.indexOf(from)]
  if (start < 0 || end < 0 || start >= end) return false
  return orderSteps(journey)
    .slice(start, end)
    .every(({ effects = [] }) => !effects.includes('place_order') && !effects.includes('authorize'))
}
