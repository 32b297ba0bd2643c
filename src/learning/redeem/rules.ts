import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { bare } from '../../kernel/text.ts'

/**
 * Every way in which a code is not redeemed, in the order in which the reasons are looked at. Until the email, or being
 * the institution of the course, has shown who asks, nothing is told of the purchase but which kind of code it has; then what ends a code for good
 * comes before what can be put right.
 */
export const redeemRefusals = [
  'code_unknown',
  'code_of_other_kind',
  'email_wrong',
  'code_of_other_institution',
  'transaction_cancelled',
  'code_cancelled',
  'already_redeemed',
  'code_of_other_course',
  'schedule_not_running',
] as const

export type RedeemRefusal = (typeof redeemRefusals)[number]

/** Every way in which a voucher code is not replaced by another, in this order. */
export const replaceRefusals = [
  'reason_missing',
  'code_unknown',
  'code_of_other_kind',
  'transaction_cancelled',
  'code_cancelled',
  'already_redeemed',
] as const

export type ReplaceRefusal = (typeof replaceRefusals)[number]

/** What has become of a code and of its purchase. */
export interface CodeFacts {
  readonly transactionCancelledAt: Date | undefined
  readonly codeCancelledAt: Date | undefined
  readonly redeemedAt: Date | undefined
}

export interface RedeemFacts extends CodeFacts {
  readonly institutionId: number
  readonly institution: string
  readonly courseCode: string
  readonly course: string
  /** undefined: begins whenever the buyer begins, and is never over */
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** whose code it is, in lower case: the storefront account that ordered, and the card's holder */
  readonly emails: readonly string[]
}

export interface RedeemAsked {
  readonly institutionId: number
  /** the course that it is redeemed for; undefined where only the code is named */
  readonly courseCode?: string | undefined
  /** undefined where an institution that is known by its signature asks */
  readonly email?: string | undefined
  /** no code of the kind that is asked for, but one of the other: a redeem code for a voucher code */
  readonly otherKind?: boolean
}

/** Whether a code may be redeemed now; undefined: it may. Without facts there is no such code. */
export function judgeRedeem(
  facts: RedeemFacts | undefined,
  asked: RedeemAsked,
  now: Date,
): Refusal<RedeemRefusal> | undefined {
  if (!facts) return refuse(asked.otherKind ? 'code_of_other_kind' : 'code_unknown')
  if (asked.email !== undefined && !facts.emails.includes(emailAsCompared(asked.email)))
    return refuse('email_wrong')
  if (facts.institutionId !== asked.institutionId)
    return refuse('code_of_other_institution', { belongsTo: facts.institution })
  const spent = judgeSpent(facts)
  if (spent) return spent
  if (asked.courseCode !== undefined && facts.courseCode !== asked.courseCode)
    return refuse('code_of_other_course', { belongsTo: facts.course })
  return judgeSchedule(facts, now)
}

/** Whether a schedule is running; undefined: it is. One without a beginning always runs. */
export function judgeSchedule(
  { startsAt, endsAt }: Pick<RedeemFacts, 'startsAt' | 'endsAt'>,
  now: Date,
): Refusal<'schedule_not_running'> | undefined {
  if (startsAt && startsAt > now) return refuse('schedule_not_running', { until: startsAt })
  if (startsAt && endsAt && endsAt <= now) return refuse('schedule_not_running', { since: endsAt })
  return undefined
}

/** Whether a voucher code may be cancelled and another issued in its place; undefined: it may. */
export function judgeReplace(
  facts: CodeFacts | undefined,
  reason: string,
  otherKind = false,
): Refusal<ReplaceRefusal> | undefined {
  if (reason.trim() === '') return refuse('reason_missing')
  if (!facts) return refuse(otherKind ? 'code_of_other_kind' : 'code_unknown')
  return judgeSpent(facts)
}

function judgeSpent(facts: CodeFacts) {
  if (facts.transactionCancelledAt)
    return refuse('transaction_cancelled', { since: facts.transactionCancelledAt })
  if (facts.codeCancelledAt) return refuse('code_cancelled', { since: facts.codeCancelledAt })
  if (facts.redeemedAt) return refuse('already_redeemed', { since: facts.redeemedAt })
  return undefined
}

export interface Bought {
  /** undefined where the purchase itself enrols */
  readonly voucherCode: string | undefined
  readonly redeemedAt: Date | undefined
  readonly cancelledAt: Date | undefined
}

/** Whether the lessons of a paid purchase are open: one that gave a voucher opens them when it is redeemed. */
export function trainingIsOpen({ voucherCode, redeemedAt, cancelledAt }: Bought): boolean {
  return cancelledAt === undefined && (voucherCode === undefined || redeemedAt !== undefined)
}

/** What a voucher's owner is told of it. `none`: the purchase gave no voucher. */
export type VoucherState =
  | { readonly state: 'none' }
  | { readonly state: 'unused' }
  | { readonly state: 'used'; readonly at: Date; readonly email: string | undefined }
  | { readonly state: 'cancelled'; readonly at: Date }

/** The honest state of a purchase's voucher. */
export function voucherState(bought: Bought & { readonly redeemedEmail?: string | undefined }): VoucherState {
  if (bought.voucherCode === undefined) return { state: 'none' }
  if (bought.cancelledAt) return { state: 'cancelled', at: bought.cancelledAt }
  if (bought.redeemedAt) return { state: 'used', at: bought.redeemedAt, email: bought.redeemedEmail }
  return { state: 'unused' }
}

/** A code as it was issued, from how people type or paste it: in lower case, with blanks and dashes. */
export function codeAsIssued(typed: string): string {
  return bare(typed).replaceAll('-', '').toUpperCase()
}

/** An email as it is compared. */
export function emailAsCompared(typed: string): string {
  return bare(typed).toLowerCase()
}
