import type { Call } from '../calls/call.ts'
import type { PartnerError } from '../error-catalogue.ts'
import type { Words } from '../fields.ts'

export interface AnswerField {
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly about: Words
  /** absent from some answers */
  readonly optional?: boolean
}

/** A call as it is described to those who write a client. */
export interface CallReference {
  readonly call: Call
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

/** The vector that the programme published. */
export const publishedVector = {
  clientCode: 'myclient_code',
  signKey: 'my_sign_key',
  timestamp: '1516239022',
  method: 'POST',
  path: '/api/v1/integration/payment/redeem-code/commit',
  body: '{"redeem_code":"code"}',
  signature: '943c20a8e36b6243f576404b00fffdc86411ce1f',
} as const

/** What every call may be refused for before the programme is asked, in order. */
export const sharedRefusals: readonly PartnerError[] = [
  'path_unknown',
  'method_not_allowed',
  'too_many_calls',
  'content_type_wrong',
  'body_too_large',
  'header_missing',
  'timestamp_malformed',
  'timestamp_stale',
  'signature_wrong',
  'sha256_demanded',
  'partner_suspended',
  'call_of_other_kind',
  'body_not_json',
  'field_malformed',
  'fault',
]

export const text = { type: 'string' }
export const instant = { type: 'string', format: 'date-time' }
export const whole = { type: 'integer' }
