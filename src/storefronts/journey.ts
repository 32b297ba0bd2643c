import type { EffectName, StepName } from './alphabet.ts'

/** One step of a storefront's journey, in the storefront's own words. */
export interface JourneyStep {
  readonly step: StepName
  /** what the buyer reads and presses, to the letter */
  readonly labels: readonly string[]
  /** what answering the step asks for, in this order */
  readonly effects?: readonly EffectName[]
}

/** A storefront as data: the engine walks it and never mentions one by name. */
export interface Journey {
  /** also the partner's `storefront`, the theme and the first part of the address */
  readonly id: string
  readonly name: string
  readonly account: 'own' | 'own_phone_verified' | 'in_flow' | 'external' | 'programme'
  readonly promo: boolean
  readonly delivery: 'enrolment' | 'voucher'
  /** how long an order waits for its payment */
  readonly orderLapsesMinutes: number
  /** how this storefront calls the states of an order, where it has words of its own */
  readonly stateWords?: Partial<Record<OrderState, string>>
  readonly steps: readonly JourneyStep[]
}

export type OrderState = 'draft' | 'placed' | 'paid' | 'lapsed' | 'cancelled'
