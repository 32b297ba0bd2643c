import type { Journey, JourneyStep } from './journey.ts'
import { effects, type Fact, type StepName, stepTypes } from './step-types.ts'

/** Effects that every journey has exactly once. */
const onceEach = ['draft_order', 'place_order', 'send_otp', 'authorize'] as const

type Say = (step: string, what: string) => void

/**
 * The laws that hold for every storefront; returns each that a journey breaks, with the step by name.
 * Because every step and effect says what it needs and gives, "no OTP before card and course are known" and
 * "no authorize before an OTP" are the same law: nothing is asked for before it can be there.
 */
export function brokenLaws(journey: Journey): string[] {
  const broken: string[] = []
  const say: Say = (step, what) => broken.push(`${journey.id}: ${step}: ${what}`)
  for (const law of [inOrder, onceOnly, nothingTooEarly, oneButtonAPage, settingsTold, hasAnEnd])
    law(journey, say)
  return broken
}

/** Shop, then order, then what comes after; who buys is asked anywhere before the money is taken. */
function inOrder({ steps }: Journey, say: Say): void {
  const stages = ['shop', 'order', 'after']
  let stage = 0
  for (const { step } of steps) {
    const own = stepTypes[step].stage
    if (own === 'account' ? stages[stage] === 'after' : stages.indexOf(own) < stage)
      say(step, `stands after a later stage than its own (${own})`)
    if (own !== 'account') stage = Math.max(stage, stages.indexOf(own))
  }
}

function onceOnly({ steps }: Journey, say: Say): void {
  const asked = steps.flatMap((step) => step.effects ?? [])
  for (const name of onceEach) {
    const times = asked.filter((effect) => effect === name).length
    if (times !== 1) say('journey', `asks for ${name} ${times} times, not once`)
  }
  const names = steps.map(({ step }) => step)
  for (const name of new Set(names))
    if (names.filter((other) => other === name).length > 1) say(name, 'stands in the journey twice')
}

function nothingTooEarly({ steps }: Journey, say: Say): void {
  const known = new Set<Fact>()
  const pass = (does: { needs: readonly Fact[]; gives: readonly Fact[] }, miss: (need: Fact) => void) => {
    for (const need of does.needs) if (!known.has(need)) miss(need)
    for (const fact of does.gives) known.add(fact)
  }
  for (const { step, effects: asked = [] } of steps) {
    pass(stepTypes[step], (need) => say(step, `needs ${need} before it is known`))
    for (const name of asked)
      pass(effects[name], (need) => say(step, `${name} needs ${need} before it is known`))
    if (known.has('payment') && stepTypes[step].stage === 'order' && !asked.includes('authorize'))
      say(step, 'is asked after the money was taken')
  }
}

/** What is answered together is of one stage, and its effects wait for the button at its end. */
function oneButtonAPage({ steps }: Journey, say: Say): void {
  for (const [at, { step, labels, title, withNext, effects: asked }] of steps.entries()) {
    if ([title, ...labels].some((label) => label?.trim() === '')) say(step, 'has an empty label')
    const { stage } = stepTypes[step]
    const next = steps[at + 1]
    if (withNext && (stage !== 'order' || !next || stepTypes[next.step].stage !== 'order'))
      say(step, 'is answered together with a step that is none of the order')
    if (withNext && asked) say(step, 'has effects, but no button of its own')
    if (!withNext && stage === 'order' && labels.length === 0) say(step, 'has no button')
  }
}

/** The settings of a journey say what its steps do. */
function settingsTold(journey: Journey, say: Say): void {
  const { account, promo, delivery, steps } = journey
  const has = (name: StepName) => steps.some(({ step }) => step === name)
  const asks = (name: string) => steps.some(({ effects: asked = [] }) => asked.some((one) => one === name))
  const elsewhere = account === 'external' || account === 'programme'
  if (has('log_in') === elsewhere) say('log_in', `does not fit accounts that are ${account}`)
  if (has('log_in_elsewhere') !== elsewhere)
    say('log_in_elsewhere', `does not fit accounts that are ${account}`)
  if (has('verify_phone') !== (account === 'own_phone_verified'))
    say('verify_phone', `does not fit accounts that are ${account}`)
  if (has('use_own_card') && account !== 'programme') say('use_own_card', 'needs an account of the programme')
  if (account === 'in_flow' && before(steps, 'log_in', 'choose_course'))
    say('log_in', 'stands before the course, which is not in the flow')
  if (asks('apply_promo') !== promo) say('journey', promo ? 'never asks for a promo' : 'asks for a promo')
  if (asks('issue_voucher') !== (delivery === 'voucher') || asks('enrol') !== (delivery === 'enrolment'))
    say('journey', `does not deliver by ${delivery}`)
  if (has('redeem') !== (delivery === 'voucher') || asks('redeem_voucher') !== has('redeem'))
    say('redeem', 'a code is redeemed if and only if one is delivered')
  if (promo && steps.findIndex(({ effects: e = [] }) => e.includes('apply_promo')) > otpAt(steps))
    say('apply_promo', 'comes after the OTP, which is bound to the amount')
}

function otpAt(steps: readonly JourneyStep[]): number {
  return steps.findIndex(({ effects: asked = [] }) => asked.includes('send_otp'))
}

function before(steps: readonly JourneyStep[], one: StepName, other: StepName): boolean {
  return steps.findIndex(({ step }) => step === one) < steps.findIndex(({ step }) => step === other)
}

function hasAnEnd({ steps, orderLapsesMinutes }: Journey, say: Say): void {
  const asked = steps.flatMap((step) => step.effects ?? [])
  if (!asked.includes('authorize')) say('journey', 'never takes the money')
  if (!steps.some(({ step }) => step === 'see_result')) say('journey', 'never shows what was bought')
  if (!steps.some(({ step }) => step === 'learn')) say('journey', 'never lets one learn')
  const last = steps.at(-1)
  if (!last || stepTypes[last.step].stage !== 'after') say('journey', 'has no end')
  if (!Number.isInteger(orderLapsesMinutes) || orderLapsesMinutes < 10)
    say('journey', 'lapses before anybody can pay')
}
