import type { Journey } from './journey.ts'
import { storefrontFileOf } from './journeys.ts'
import { sharedEnglish } from './shared-english.ts'

/** A storefront's own words in English; those without a translation stay Indonesian. */
export function inEnglish({ id }: Journey, words: string): string {
  return storefrontFileOf(id)?.english?.[words] ?? sharedEnglish[words] ?? words
}
