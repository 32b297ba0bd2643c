import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { judgeSchedule } from '../redeem/rules.ts'

/** The session that redeeming a code is. */
export const firstSequence = 1

/** The test after the training. */
export const lastSequence = 999

export const confirmationRules = {
  /** how long the link lives that a participant confirms by */
  linkMinutes: 30,
} as const

/** Why an institution is told nothing of a redeem code, in the order in which the reasons are looked at. */
export const codeRefusals = [
  'code_unknown',
  'code_of_other_institution',
  'transaction_cancelled',
  'code_cancelled',
] as const
export type CodeRefusal = (typeof codeRefusals)[number]

/** Why a participant is not asked to confirm that they attend, in this order. */
export const askRefusals = [
  ...codeRefusals,
  'course_type_differs',
  'already_attended',
  'schedule_not_running',
  'email_taken',
] as const
export type AskRefusal = (typeof askRefusals)[number]

/** Why a participant's confirmation is not taken, in this order. */
export const confirmRefusals = [
  'confirmation_unknown',
  'confirmation_of_other_person',
  'confirmation_used',
  'confirmation_expired',
  'transaction_cancelled',
] as const
export type ConfirmRefusal = (typeof confirmRefusals)[number]

/** Which institution asks, and whether it may know of sandbox cards alone. */
export interface AskingInstitution {
  readonly institutionId: number
  readonly sandboxOnly: boolean
}

export interface CodeFacts {
  readonly institutionId: number
  readonly institution: string
  readonly sandbox: boolean
  readonly transactionCancelledAt: Date | undefined
  readonly codeCancelledAt: Date | undefined
}

export interface SessionFacts extends CodeFacts {
  readonly method: 'self_paced' | 'webinar'
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** of the sequence that is asked for */
  readonly attended: boolean
}

/** Whether an institution may know of a code; undefined: it may. Without facts there is no such code. */
export function judgeCode(
  facts: CodeFacts | undefined,
  asking: AskingInstitution,
): Refusal<CodeRefusal> | undefined {
  if (!facts || (asking.sandboxOnly && !facts.sandbox)) return refuse('code_unknown')
  if (facts.institutionId !== asking.institutionId)
    return refuse('code_of_other_institution', { belongsTo: facts.institution })
  if (facts.transactionCancelledAt)
    return refuse('transaction_cancelled', { since: facts.transactionCancelledAt })
  if (facts.codeCancelledAt) return refuse('code_cancelled', { since: facts.codeCancelledAt })
  return undefined
}

/** Whether a participant may be asked to confirm a session; undefined: they may, if their email is free. */
export function judgeAsk(
  facts: SessionFacts | undefined,
  asking: AskingInstitution,
  sequence: number,
  now: Date,
): Refusal<AskRefusal> | undefined {
  const refused = judgeCode(facts, asking)
  if (refused || !facts) return refused ?? refuse('code_unknown')
  if (!hasSession(facts.method, sequence)) return refuse('course_type_differs')
  if (facts.attended) return refuse('already_attended')
  return judgeSchedule(facts, now)
}

/** Whether a course of this method has such a session: who learns alone has a beginning and a test after it. */
export function hasSession(method: SessionFacts['method'], sequence: number): boolean {
  return method === 'webinar' || sequence === firstSequence || sequence === lastSequence
}

export interface ConfirmationFacts {
  /** whose card bought the training */
  readonly personId: string
  readonly expiresAt: Date
  readonly confirmedAt: Date | undefined
  readonly transactionCancelledAt: Date | undefined
}

/** Whether a person may confirm now; undefined: they may. */
export function judgeConfirm(
  facts: ConfirmationFacts | undefined,
  personId: string,
  now: Date,
): Refusal<ConfirmRefusal> | undefined {
  if (!facts) return refuse('confirmation_unknown')
  if (facts.personId !== personId) return refuse('confirmation_of_other_person')
  if (facts.confirmedAt) return refuse('confirmation_used', { since: facts.confirmedAt })
  if (facts.expiresAt <= now) return refuse('confirmation_expired', { since: facts.expiresAt })
  if (facts.transactionCancelledAt)
    return refuse('transaction_cancelled', { since: facts.transactionCancelledAt })
  return undefined
}

/** Where a participant returns to: the institution's own address to the letter, with the state after it. */
export function returnAddress(redirectUri: string, state: string): string {
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}state=${state}`
}
