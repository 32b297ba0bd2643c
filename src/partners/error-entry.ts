import type { RefusalFacts } from '../kernel/refusal.ts'

/** One error of the integration API. */
export interface CatalogueEntry {
  readonly code: string
  /** the HTTP status; every answer to a call that was understood as one is 400 */
  readonly status: number
  /** one Indonesian sentence, as partners get it */
  readonly message: (facts: RefusalFacts) => string
  readonly description: string
}

type Sentence = string | ((facts: RefusalFacts) => string)

/** An error by its code and its sentence; the description is for those who write a client. */
export function entry(code: string, message: Sentence, description: string, status = 400): CatalogueEntry {
  return { code, status, message: typeof message === 'string' ? () => message : message, description }
}
