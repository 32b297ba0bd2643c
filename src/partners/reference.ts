import type { CallReference } from './reference/call-reference.ts'
import { catalogueReferences } from './reference/catalogue.ts'
import { institutionReferences } from './reference/institution.ts'
import { paymentReferences } from './reference/payment.ts'

export {
  type AnswerField,
  type CallReference,
  publishedVector,
  sharedRefusals,
} from './reference/call-reference.ts'

/** Every call, in the order of `calls`. */
export const callReferences: readonly CallReference[] = [
  ...catalogueReferences,
  ...paymentReferences,
  ...institutionReferences,
]
