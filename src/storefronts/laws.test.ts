import assert from 'node:assert/strict'
import { access } from 'node:fs/promises'
import { test } from 'node:test'
import type { Journey, JourneyStep } from './journey.ts'
import { journeys } from './journeys.ts'
import { brokenLaws } from './laws.ts'
import { ownOperations } from './orders/order-effects.ts'
import { stepTypes } from './step-types.ts'
import { firstStep, mayReturn, orderSteps, pageFrom, stepAfter } from './walk.ts'

for (const journey of journeys) {
  test(`${journey.id} keeps every law`, () => assert.deepEqual(brokenLaws(journey), []))

  test(`${journey.id} can be walked to its end, whatever is known of the buyer`, () => {
    for (const loggedIn of [true, false]) {
      for (const phoneVerified of loggedIn ? [true, false] : [false]) {
        const seen = new Set<string>()
        let step = firstStep(journey, { loggedIn, phoneVerified })
        while (stepTypes[step].stage !== 'after') {
          assert.equal(seen.has(step), false, `${step} comes twice`)
          seen.add(step)
          step = stepAfter(journey, pageFrom(journey, step).at(-1)!.step, {
            loggedIn: true,
            phoneVerified: true,
          })
        }
        assert.equal(step, 'see_result')
      }
    }
  })

  test(`${journey.id} never lets a buyer back behind what cannot be undone`, () => {
    const steps = orderSteps(journey)
    for (const [at, from] of steps.entries())
      for (const [back, to] of steps.entries()) {
        const passed = steps.slice(back, at).flatMap(({ effects = [] }) => effects)
        const final = passed.includes('authorize') || passed.includes('email_order')
        if (back >= at || final || stepTypes[to.step].stage === 'account')
          assert.equal(mayReturn(journey, from.step, to.step), false, `${from.step} -> ${to.step}`)
      }
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
  assert.match(brokenLaws(without('choose_payment')).join('\n'), /authorize needs order before it is known/)
  const twice = withSteps((steps) => [...steps.slice(0, 6), steps[5]!, ...steps.slice(6)])
  assert.match(brokenLaws(twice).join('\n'), /asks for authorize 2 times/)
  const backwards = withSteps((steps) => [...steps.slice(1), steps[0]!])
  assert.match(brokenLaws(backwards).join('\n'), /arrive: stands after a later stage/)
  const swapped = withSteps((steps) =>
    steps.map((step) => (step.step === 'enter_otp' ? { ...step, effects: ['enrol', 'authorize'] } : step)),
  )
  assert.match(brokenLaws(swapped).join('\n'), /enter_otp: enrol needs payment before it is known/)
})

test('an injected mistake is caught in every storefront, by its name', () => {
  const mistakes: [string, (journey: Journey) => Journey, RegExp][] = [
    [
      'a step left out',
      (j) => ({ ...j, steps: j.steps.filter(({ step }) => step !== 'enter_otp') }),
      /enter_otp|otp before|takes the money/,
    ],
    [
      'a step told twice',
      (j) => ({ ...j, steps: [...j.steps, j.steps.at(-1)!] }),
      /stands in the journey twice/,
    ],
    [
      'no way to learn',
      (j) => ({ ...j, steps: j.steps.filter(({ step }) => step !== 'learn') }),
      /never lets one learn/,
    ],
    [
      'another delivery',
      (j) => ({ ...j, delivery: j.delivery === 'voucher' ? 'enrolment' : 'voucher' }),
      /does not deliver by/,
    ],
    ['another promo', (j) => ({ ...j, promo: !j.promo }), /promo/],
    [
      'accounts elsewhere',
      (j) => ({ ...j, account: j.account === 'external' ? 'own' : 'external' }),
      /does not fit accounts|needs an account of the programme/,
    ],
    [
      'an empty word',
      (j) => ({ ...j, steps: j.steps.map((s) => ({ ...s, labels: s.labels.map(() => ' ') })) }),
      /has an empty label/,
    ],
    ['the result first', (j) => ({ ...j, steps: j.steps.toReversed() }), /stands after a later stage/],
    [
      'money before the code',
      (j) => ({
        ...j,
        steps: j.steps.map((s) => (s.effects?.includes('send_otp') ? { ...s, effects: ['authorize'] } : s)),
      }),
      /authorize needs otp/,
    ],
    [
      'an order that is gone at once',
      (j) => ({ ...j, orderLapsesMinutes: 1 }),
      /lapses before anybody can pay/,
    ],
  ]
  for (const journey of journeys)
    for (const [name, change, says] of mistakes) {
      const broken = brokenLaws(change(journey))
      assert.match(broken.join('\n'), says, `${journey.id}: ${name}`)
      assert.ok(broken.every((line) => line.startsWith(`${journey.id}: `)))
    }
})

test('a voucher without a way to redeem it, and a way to redeem nothing, are caught', () => {
  const voucher = journeys.find(({ delivery }) => delivery === 'voucher')!
  const unredeemed = { ...voucher, steps: voucher.steps.filter(({ step }) => step !== 'redeem') }
  assert.match(
    brokenLaws(unredeemed).join('\n'),
    /redeem: a code is redeemed if and only if one is delivered/,
  )
  const extra: JourneyStep = { step: 'redeem', labels: ['Tukarkan'], effects: ['redeem_voucher'] }
  const nothing = { ...sound, steps: [...sound.steps.slice(0, -1), extra, sound.steps.at(-1)!] }
  assert.match(brokenLaws(nothing).join('\n'), /redeem: needs voucher before it is known/)
})

test('an effect that an operation of its own performs names the file that has it', async () => {
  for (const file of Object.values(ownOperations)) await access(new URL(`../${file}`, import.meta.url))
})
