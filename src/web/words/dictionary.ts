import type { Language } from '../../kernel/wib.ts'

/** What a page can say: a text, a text with blanks to fill in, or a group of such. */
export interface Wording {
  readonly [name: string]: string | ((...facts: never[]) => string) | Wording
}

/**
 * The words of a page or a part: Indonesian first, English second. The Indonesian words give the shape; a missing,
 * surplus or differently blanked English one is a type error.
 *
 * ```ts
 * const words = dictionary({
 *   id: { pay: 'Bayar', left: (days: number) => `sisa ${days} hari` },
 *   en: { pay: 'Pay', left: (days) => `${days} days left` },
 * })
 * words[language].left(12)
 * ```
 */
export function dictionary<Words extends Wording>(words: {
  id: Words
  en: NoInfer<Words>
}): Readonly<Record<Language, Words>> {
  return words
}
