import type { EffectName, StepName, StepOf } from './step-types.ts'

/** One step of a storefront's journey, in the storefront's own words. */
export interface JourneyStep {
  readonly step: StepName
  /** how the storefront calls the page of this step, where it has a name for it */
  readonly title?: string
  /** what the buyer presses or reads there, to the letter */
  readonly labels: readonly string[]
  /** what answering the step asks for, in this order */
  readonly effects?: readonly EffectName[]
  /** asked on one page with the step after it, and answered by that one's button */
  readonly withNext?: true
}

/** A step that a page of an order asks. */
export type AskedStep = JourneyStep & { readonly step: StepOf<'order'> }

/** Where the accounts of a storefront are kept, and when one is asked for. */
export type AccountKind =
  /** at the storefront */
  | 'own'
  /** at the storefront, and a purchase needs a verified phone */
  | 'own_phone_verified'
  /** at the storefront, opened in the middle of buying */
  | 'in_flow'
  /** at a provider apart from the storefront and the programme */
  | 'external'
  /** at the programme, by single sign-on */
  | 'programme'

/** A storefront as data: the engine walks it and never mentions one by name. */
export interface Journey {
  /** also the partner's `storefront`, the theme and the first part of the address */
  readonly id: string
  readonly name: string
  readonly account: AccountKind
  readonly promo: boolean
  readonly delivery: 'enrolment' | 'voucher'
  /** what a finished training brings; the institution's alone without it. The ministry's needs a grade */
  readonly certificates?: readonly ['institution', 'ministry']
  /** how long an order waits for its payment */
  readonly orderLapsesMinutes: number
  /** how this storefront calls the states of an order, where it has words of its own */
  readonly stateWords?: Partial<Record<OrderState, string>>
  readonly steps: readonly JourneyStep[]
}

export type OrderState = 'draft' | 'placed' | 'paid' | 'lapsed' | 'cancelled'

/** All words of a step, the page's name first. */
export function wordsOf({ title, labels }: JourneyStep): readonly string[] {
  return title === undefined ? labels : [title, ...labels]
}
