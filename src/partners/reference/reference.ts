import type { Call } from '../calls/call.ts'
import type { Reference } from '../calls/call-reference.ts'
import { calls } from '../calls.ts'
import type { PartnerError } from '../error-catalogue.ts'

export type { AnswerField } from '../calls/call-reference.ts'

/** A call with how it is described. */
export interface CallReference extends Reference {
  readonly call: Call
}

/** Every call, in the order of `calls`. */
export const callReferences: readonly CallReference[] = calls.map((call) => ({ call, ...call.reference }))

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
