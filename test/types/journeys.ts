/**
 * Compiled with everything else, and never run: a step type or effect that lacks its reader, its page, its performer or
 * its sentence is a mistake that the compiler names. Each line that must not compile says so above itself.
 */

import type { JourneyStep } from '../../src/storefronts/journey.ts'
import { orderEffects, ownOperations } from '../../src/storefronts/orders/order-effects.ts'
import { purchaseEffects } from '../../src/storefronts/orders/purchase-effects.ts'
import { readAnswer, readers } from '../../src/storefronts/orders/read-answer.ts'
import type {
  EffectBy,
  EffectName,
  Performer,
  Stage,
  StepName,
  StepOf,
} from '../../src/storefronts/step-types.ts'
import { accountPages } from '../../src/web/storefront/order/order-pages.tsx'
import { drawers } from '../../src/web/storefront/order/step-drawers.tsx'
import { stepPlaces } from '../../src/web/storefront/order/step-places.ts'
import { happenings, sentences } from '../../src/web/words/tutorial.ts'

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false
type Keys<Table> = keyof Table

/** Every step has its page, whatever its stage, and every step of an order its reader. */
export const everyStep: [
  Same<StepOf<Stage>, StepName>,
  Same<Keys<typeof drawers> | Keys<typeof accountPages> | Keys<typeof stepPlaces>, StepName>,
  Same<Keys<typeof readers>, StepOf<'order'>>,
  Same<Keys<typeof drawers>, StepOf<'order'>>,
  Same<Keys<typeof accountPages>, StepOf<'account'>>,
  Same<Keys<typeof sentences.id>, StepName>,
  Same<Keys<typeof sentences.en>, StepName>,
] = [true, true, true, true, true, true, true]

/** Every effect has who performs it, and what a buyer notices of it. */
export const everyEffect: [
  Same<EffectBy<Performer>, EffectName>,
  Same<Keys<typeof purchaseEffects> | Keys<typeof orderEffects> | Keys<typeof ownOperations>, EffectName>,
  Same<Keys<typeof happenings.id>, EffectName>,
  Same<Keys<typeof happenings.en>, EffectName>,
] = [true, true, true, true]

const { enter_otp: reader, ...readersButOne } = readers
// @ts-expect-error a step of an order without its reader
export const withoutReader: typeof readers = readersButOne

const { submit_order: drawer, ...drawersButOne } = drawers
// @ts-expect-error a step of an order without its drawer
export const withoutDrawer: typeof drawers = drawersButOne

const { verify_phone: page, ...accountPagesButOne } = accountPages
// @ts-expect-error a step of who buys without its page
export const withoutPage: typeof accountPages = accountPagesButOne

const { review: place, ...stepPlacesButOne } = stepPlaces
// @ts-expect-error a step after the order without a place where it is met
export const withoutPlace: typeof stepPlaces = stepPlacesButOne

const { learn: sentence, ...sentencesButOne } = sentences.en
// @ts-expect-error a step without its sentence in the tutorial
export const withoutSentence: typeof sentences.en = sentencesButOne

const { enrol: effect, ...orderEffectsButOne } = orderEffects
// @ts-expect-error an effect on the order that nobody performs
export const withoutPerformer: typeof orderEffects = orderEffectsButOne

const { send_otp: asked, ...purchaseEffectsButOne } = purchaseEffects
// @ts-expect-error an effect that the purchase room does not perform
export const withoutPurchase: typeof purchaseEffects = purchaseEffectsButOne

const { apply_promo: operation, ...ownOperationsButOne } = ownOperations
// @ts-expect-error an effect without the operation that performs it
export const withoutOperation: typeof ownOperations = ownOperationsButOne

const { redeem_voucher: noticed, ...happeningsButOne } = happenings.id
// @ts-expect-error an effect of which the tutorial says nothing
export const withoutHappening: typeof happenings.id = happeningsButOne

// @ts-expect-error a step type that there is not
export const unknownStep: JourneyStep = { step: 'wave_goodbye', labels: [] }

// @ts-expect-error an effect that there is not
export const unknownEffect: JourneyStep = { step: 'review', labels: [], effects: ['wave_goodbye'] }

// @ts-expect-error who buys is proven at a page of its own, and not read from the form of an order
readAnswer([{ step: 'log_in', labels: [] }], {})

export const unused = [reader, drawer, page, place, sentence, effect, asked, operation, noticed]
