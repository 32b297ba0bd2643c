import type { AskedStep } from '../../../storefronts/journey.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import type { FormAnswers } from '../../../storefronts/orders/read-answer.ts'
import type * as parts from '../../parts/parts.ts'
import type { Request, Shop } from '../shop.ts'
import { words } from '../words.ts'

/** One step, as it is drawn on the page that it may share with others. */
export interface StepView {
  readonly c: Request
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly step: AskedStep
  /** the only step of its page */
  readonly alone: boolean
  readonly typed: FormAnswers
  /** a notice above says how long to wait; nothing else on the page counts another time */
  readonly waits: boolean
  errorOf(field: string): string | undefined
}

export type Drawn = ReturnType<typeof parts.Page> | ''

export function saidIn({ c }: StepView) {
  return words[c.get('language')]
}
