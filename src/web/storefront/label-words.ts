import type { Language } from '../../kernel/wib.ts'
import { inEnglish } from '../../storefronts/in-english.ts'
import type { Journey } from '../../storefronts/journey.ts'
import type { StepName } from '../../storefronts/step-types.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { words } from './words.ts'

/** Whatever has the journey of a storefront: its shop, or the journey alone as `{ journey }`. */
interface OfStorefront {
  readonly journey: Journey
}

/** The label of a step as a page of that language shows it; '' where the journey has no such step or label. */
export function labelOf(shop: OfStorefront, step: StepName, language: Language, index = 0): string {
  return inLanguage(shop, stepOf(shop.journey, step)?.labels[index] ?? '', language)
}

/** How the storefront calls the page of a step; undefined where it has no name for it. */
export function titleOf(shop: OfStorefront, step: StepName, language: Language): string | undefined {
  const title = stepOf(shop.journey, step)?.title
  return title === undefined ? undefined : inLanguage(shop, title, language)
}

/** A storefront's own words in the language of a page; untranslated ones stay Indonesian. */
export function inLanguage({ journey }: OfStorefront, words: string, language: Language): string {
  return language === 'en' ? inEnglish(journey, words) : words
}

/** How a storefront calls the number of an order: by its own name, wherever the number stands. */
export function orderNumberLabel(shop: OfStorefront, language: Language): string {
  return labelOf(shop, 'see_result', language) || words[language].order
}

/** How a storefront calls the list of all purchases. */
export function historyTitle(shop: OfStorefront, language: Language): string {
  return titleOf(shop, 'see_history', language) ?? words[language].history
}
