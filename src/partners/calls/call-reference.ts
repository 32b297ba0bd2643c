import type { PartnerError } from '../error-catalogue.ts'
import type { Words } from '../fields.ts'

export interface AnswerField {
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly about: Words
  /** absent from some answers */
  readonly optional?: boolean
}

/** How a call is described to those who write a client. */
export interface Reference {
  /** what it is called in the reference */
  readonly name: string
  readonly title: Words
  readonly about: Words
  readonly request: Readonly<Record<string, unknown>>
  readonly message: string
  readonly answer: Readonly<Record<string, unknown>>
  readonly answerFields: readonly AnswerField[]
  /** what the programme may refuse it for, in the order in which the reasons are looked at */
  readonly refusals: readonly PartnerError[]
}

export const text = { type: 'string' }
export const instantText = { type: 'string', format: 'date-time' }
export const whole = { type: 'integer' }

/** A field of an answer, in both languages. */
export function answerField(
  name: string,
  schema: AnswerField['schema'],
  id: string,
  en: string,
): AnswerField {
  return { name, schema, about: { id, en } }
}
