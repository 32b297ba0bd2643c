import { alphabet, effects, type Fact } from './alphabet.ts'
import type { Journey } from './journey.ts'

/** Effects that a journey has exactly once. */
const onceEach = ['draft_order', 'place_order', 'send_otp', 'authorize'] as const

/**
 * The laws that hold for every storefront; returns each that a journey breaks, with the step by name.
 * Because every step and effect says what it needs and gives, "no OTP before card and course are known" and
 * "no authorize before an OTP" are the same law: nothing is asked for before it can be there.
 */
export function brokenLaws(journey: Journey): string[] {
  const broken: string[] = []
  const known = new Set<Fact>()
  const say = (step: string, what: string) => broken.push(`${journey.id}: ${step}: ${what}`)
  let stage = 0
  const stages = ['shop', 'order', 'after']

  for (const { step, labels, effects: asked = [] } of journey.steps) {
    const letter = alphabet[step]
    if (stages.indexOf(letter.stage) < stage)
      say(step, `stands after a later stage than its own (${letter.stage})`)
    stage = Math.max(stage, stages.indexOf(letter.stage))
    if (labels.some((label) => label.trim() === '')) say(step, 'has an empty label')
    for (const need of letter.needs) if (!known.has(need)) say(step, `needs ${need} before it is known`)
    for (const fact of letter.gives) known.add(fact)
    for (const name of asked) {
      for (const need of effects[name].needs)
        if (!known.has(need)) say(step, `${name} needs ${need} before it is known`)
      for (const fact of effects[name].gives) known.add(fact)
    }
  }

  const asked = journey.steps.flatMap((step) => step.effects ?? [])
  for (const name of onceEach) {
    const times = asked.filter((effect) => effect === name).length
    if (times !== 1) say('journey', `asks for ${name} ${times} times, not once`)
  }
  const names = journey.steps.map(({ step }) => step)
  for (const name of new Set(names))
    if (names.filter((other) => other === name).length > 1) say(name, 'stands in the journey twice')
  if (!known.has('payment')) say('journey', 'never takes the money')
  if (!known.has('delivery')) say('journey', 'never delivers what was paid')
  if (names.at(-1) !== undefined && alphabet[names.at(-1)!].stage !== 'after') say('journey', 'has no end')
  return broken
}
