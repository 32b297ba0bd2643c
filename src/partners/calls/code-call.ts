import { type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { SubmitRefusal } from '../../learning/assignments/rules.ts'
import type { BoughtCode } from '../../learning/attendance/bought-code.ts'
import type { AskingInstitution, AskRefusal } from '../../learning/attendance/rules.ts'
import type { RedeemRefusal } from '../../learning/redeem/rules.ts'
import type { PartnerError } from '../error-catalogue.ts'
import { type Field, type Fields, type Read, textField, wholeField } from '../fields.ts'
import { type Answered, answered, type Call, type Caller, type CallRooms, call } from './call.ts'
import { answerField, type Reference, text } from './call-reference.ts'
import { provokedError, testCode } from './sandbox-codes.ts'

export const redeemCode = textField('redeem_code', {
  most: 64,
  about: { id: 'Kode redeem, 12 huruf dan angka', en: 'redeem code, 12 letters and digits' },
})

/** What every call about a redeem code may be refused for, in the order in which the reasons are looked at. */
export const ofCode: readonly PartnerError[] = [
  'invoice_unknown',
  'code_of_other_institution',
  'transaction_cancelled',
  'code_cancelled',
]

export const redeemCodeAnswer = answerField('redeem_code', text, 'Kode redeem', 'the redeem code')

const sequenceAbout = {
  id: 'Sesi: 1 awal pelatihan, 2 dan seterusnya sesi webinar, 999 tes akhir',
  en: 'the session: 1 the beginning, 2 and on those of a webinar, 999 the test after the training',
}

/** The session; 1 for clients of the first generation, which name none. */
export const sequenceOrFirst: Field<number> = wholeField('sequence', {
  least: 1,
  most: 999,
  otherwise: 1,
  about: sequenceAbout,
})

export const sequence: Field<number> = wholeField('sequence', { least: 1, most: 999, about: sequenceAbout })

/** What a call about a redeem code needs to know of who makes it. */
export interface CodeCaller extends Caller {
  readonly institution: AskingInstitution
  readonly actor: Actor
}

interface CodeFields extends Fields {
  readonly redeem_code: Field<string>
}

/**
 * A call that institutions make about a redeem code. For sandbox partners a code that is an error code provokes that
 * error, and the test codes are answered by `rehearse`, in form: behind them there is no purchase.
 */
export function codeCall<F extends CodeFields>(
  path: string,
  made: {
    readonly fields: F
    readonly reference: Reference
    readonly run: (
      rooms: CallRooms,
      caller: CodeCaller,
      body: Read<F>,
    ) => Promise<Outcome<Answered, PartnerError>>
    readonly rehearse: (code: BoughtCode, body: Read<F>, rooms: CallRooms) => Answered
  },
): Call {
  return call(path, {
    kind: 'institution',
    fields: made.fields,
    reference: made.reference,
    async run(rooms, caller, body) {
      const { partner, requestId } = caller
      if (partner.institutionId === undefined) return refuse('call_of_other_kind')
      const code = body.redeem_code as string
      const provoked = partner.sandbox ? provokedError(code) : undefined
      if (provoked) return refuse(provoked)
      const rehearsed = partner.sandbox ? testCode(code) : undefined
      if (rehearsed) {
        const { message, data } = made.rehearse(rehearsed, body, rooms)
        return answered(message, data)
      }
      const institution = { institutionId: partner.institutionId, sandboxOnly: partner.sandbox }
      const actor = { actor: `partner:${partner.clientCode}`, requestId }
      return made.run(rooms, { ...caller, institution, actor }, body)
    },
  })
}

/** The refusals of the learning room in the words of the catalogue. */
export function onTheWire<Value>(
  outcome: Outcome<Value, SubmitRefusal | AskRefusal | RedeemRefusal>,
): Outcome<Value, PartnerError> {
  if (outcome.ok) return outcome
  switch (outcome.refusal) {
    case 'code_unknown':
    // on the wire a voucher code is no redeem code, and no more is said
    case 'code_of_other_kind':
      return refuse('invoice_unknown')
    case 'already_redeemed':
      return refuse('code_already_redeemed')
    case 'email_wrong':
    case 'code_of_other_course':
      throw new Error(`${outcome.refusal}: a redeem code is asked for without email and course`)
    default:
      return refuse(outcome.refusal, outcome.facts)
  }
}
