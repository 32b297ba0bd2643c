import { dictionary } from '../words/dictionary.ts'
import { en } from './words-en.ts'
import { id } from './words-id.ts'

/** The words of a storefront's pages, by language. */
export const words = dictionary({ id, en })

export type { StorefrontWords } from './words-id.ts'
