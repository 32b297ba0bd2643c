import { minute, second } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'

/** The numbers of the storefronts' accounts. */
export interface AccountRules {
  /** how long a link for a new password or a new email is valid */
  readonly linkMinutes: number
  /** how long a code for a phone is valid; never more than 10 */
  readonly otpMinutes: number
  /** over all codes of one phone check; the database holds at most 5 */
  readonly otpTries: number
  /** at most 3 */
  readonly otpLiveCodes: number
  /** before the second code, the third, and every further one */
  readonly otpGapsSeconds: readonly number[]
  readonly otpsPerPhonePerHour: number
  readonly otpsPerAccountPerDay: number
  readonly otpFailuresPerAccountPerDay: number
}

export const accountRules: AccountRules = {
  linkMinutes: 30,
  otpMinutes: 5,
  otpTries: 5,
  otpLiveCodes: 3,
  otpGapsSeconds: [30, 60, 120],
  otpsPerPhonePerHour: 6,
  otpsPerAccountPerDay: 12,
  otpFailuresPerAccountPerDay: 10,
}

/** Why no code is sent, in the order in which it is looked for. */
export type PhoneOtpRefusal = 'too_many_tries' | 'phone_locked' | 'otp_too_soon' | 'too_many_otps'

/** Why a code does not verify a phone. */
export type VerifyPhoneRefusal =
  | 'otp_not_sent'
  | 'otp_expired'
  | 'too_many_tries'
  | 'phone_locked'
  | 'otp_wrong'
  | 'phone_taken'

/** A phone check that is not over. */
export interface OpenCheck {
  readonly expiresAt: Date
  readonly otpSends: number
  readonly otpSentAt: Date
  readonly otpFailures: number
}

/** What was sent and tried lately. */
export interface PhoneCounts {
  /** to this phone, by all accounts of all storefronts, in an hour */
  readonly phoneSends: number
  /** by this account in a day */
  readonly accountSends: number
  readonly accountFailures: number
}

/** Whether another code may be sent to a phone; `open` is the check of that very phone, if one is alive. */
export function judgePhoneOtp(
  open: OpenCheck | undefined,
  counts: PhoneCounts,
  now: Date,
  rules: AccountRules,
): Outcome<undefined, PhoneOtpRefusal> {
  if (open && open.otpFailures >= rules.otpTries) return refuse('too_many_tries', { until: open.expiresAt })
  if (counts.accountFailures >= rules.otpFailuresPerAccountPerDay) return refuse('phone_locked')
  const waitSeconds = open ? secondsToWait(open, now, rules) : 0
  if (waitSeconds > 0) return refuse('otp_too_soon', { waitSeconds })
  const many =
    counts.phoneSends >= rules.otpsPerPhonePerHour || counts.accountSends >= rules.otpsPerAccountPerDay
  return many ? refuse('too_many_otps') : done(undefined)
}

/** Seconds until another code may be asked for; 0 when it may be now. */
export function secondsToWait(open: OpenCheck, now: Date, { otpGapsSeconds }: AccountRules): number {
  const gap = otpGapsSeconds[Math.min(open.otpSends, otpGapsSeconds.length) - 1] ?? 0
  return Math.max(0, Math.ceil((open.otpSentAt.getTime() - now.getTime()) / second + gap))
}

/** Whether a code verifies its phone; `open` is the newest check of the account, `right` whether the code is a live one. */
export function judgePhoneCode(
  open: OpenCheck | undefined,
  right: boolean,
  { accountFailures }: Pick<PhoneCounts, 'accountFailures'>,
  now: Date,
  rules: AccountRules,
): Outcome<undefined, Exclude<VerifyPhoneRefusal, 'phone_taken'>> {
  if (!open) return refuse('otp_not_sent')
  if (open.expiresAt.getTime() <= now.getTime()) return refuse('otp_expired')
  if (open.otpFailures >= rules.otpTries) return refuse('too_many_tries', { until: open.expiresAt })
  if (accountFailures >= rules.otpFailuresPerAccountPerDay) return refuse('phone_locked')
  if (right) return done(undefined)
  return refuse('otp_wrong', { triesLeft: rules.otpTries - open.otpFailures - 1 })
}

/** When what is begun now is over. */
export function minutesFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * minute)
}
