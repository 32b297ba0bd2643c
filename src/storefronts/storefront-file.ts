import type { Journey } from './journey.ts'
import type { Composition } from './layouts/composition.ts'
import type { Look } from './look.ts'
import type { Reduction } from './promo/rules.ts'

/** A promo code that the demo has for whoever wants to try it. */
export interface PromoOfDemo extends Pick<Reduction, 'kind' | 'value'> {
  readonly code: string
  /** rupiah */
  readonly maxDiscount?: number
  /** rupiah */
  readonly minPrice?: number
  readonly limitTotal?: number
  readonly limitPerAccount?: number
  /** days from the seeding on; negative: it is over */
  readonly daysLeft?: number
}

/** What the demo has for a storefront besides its journey. */
export interface DemoOf {
  /** the host that OTP messages are bound to */
  readonly domain: string
  readonly promos?: readonly PromoOfDemo[]
}

/** What the file of a storefront exports: ours and those of BEKAL_STOREFRONTS alike. */
export interface StorefrontFile {
  readonly journey: Journey
  /** a storefront without one wears the programme's */
  readonly look?: Look
  /** how the parts of its pages are laid out; one that it does not name is plain */
  readonly composition?: Partial<Composition>
  /** English for its own words (labels, names of pages, states), which stay to the letter in Indonesian */
  readonly english?: Readonly<Record<string, string>>
  readonly demo?: DemoOf
}
