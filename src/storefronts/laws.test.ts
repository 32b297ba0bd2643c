import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alphabet } from './alphabet.ts'
import type { Journey, JourneyStep } from './journey.ts'
import { journeys } from './journeys.ts'
import { brokenLaws } from './laws.ts'
import { firstStep, mayReturn, orderSteps, stepAfter } from './walk.ts'

for (const journey of journeys) {
  test(`${journey.id} keeps every law`, () => assert.deepEqual(brokenLaws(journey), []))

  test(`${journey.id} can be walked to its end, logged in before or not`, () => {
    for (const loggedIn of [true, false]) {
      const seen = new Set<string>()
      let step = firstStep(journey, loggedIn)
      while (alphabet[step].stage === 'order') {
        assert.equal(seen.has(step), false, `${step} comes twice`)
        seen.add(step)
        step = stepAfter(journey, step, true)
      }
      assert.equal(alphabet[step].stage, 'after')
    }
  })

  test(`${journey.id} never lets a buyer back behind what cannot be undone`, () => {
    const names = orderSteps(journey).map(({ step }) => step)
    const placed = orderSteps(journey).findIndex(({ effects }) => effects?.includes('place_order'))
    for (const [at, from] of names.entries())
      for (const [back, to] of names.entries())
        if (back >= at || (back <= placed && placed < at)) assert.equal(mayReturn(journey, from, to), false)
  })
}

const sound = journeys[0]!
const withSteps = (change: (steps: JourneyStep[]) => JourneyStep[]): Journey => ({
  ...sound,
  steps: change([...sound.steps]),
})
const without = (name: string) => withSteps((steps) => steps.filter(({ step }) => step !== name))

test('an injected mistake is caught, with the step by its name', () => {
  assert.match(brokenLaws(without('enter_card')).join('\n'), /enter_otp: needs otp_sent before it is known/)
  assert.match(brokenLaws(without('log_in')).join('\n'), /place_order needs account before it is known/)
  assert.match(brokenLaws(without('enter_otp')).join('\n'), /never takes the money/)
  assert.match(brokenLaws(without('choose_payment')).join('\n'), /send_otp needs order before it is known/)
  const twice = withSteps((steps) => [...steps.slice(0, 6), steps[5]!, ...steps.slice(6)])
  assert.match(brokenLaws(twice).join('\n'), /asks for authorize 2 times/)
  const backwards = withSteps((steps) => [...steps.slice(1), steps[0]!])
  assert.match(brokenLaws(backwards).join('\n'), /arrive: stands after a later stage/)
  const swapped = withSteps((steps) =>
    steps.map((step) => (step.step === 'enter_otp' ? { ...step, effects: ['enrol', 'authorize'] } : step)),
  )
  assert.match(brokenLaws(swapped).join('\n'), /enter_otp: enrol needs payment before it is known/)
})
