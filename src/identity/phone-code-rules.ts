import { second } from '../kernel/clock.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'

/** The numbers of codes that prove a phone. */
export interface PhoneCodeRules {
  /** how long a code is good; never more than 10 */
  readonly minutes: number
  /** over all codes of one phone and owner; the database holds at most 5 */
  readonly tries: number
  /** at most 3, so that a late SMS still works */
  readonly liveCodes: number
  /** before the second code, the third, and every further one */
  readonly gapsSeconds: readonly number[]
  readonly sendsPerPhoneAndHour: number
  readonly sendsPerOwnerAndDay: number
  readonly failuresPerOwnerAndDay: number
}

/** Of every site, but for how long codes are good where the installation says otherwise. */
export const phoneCodeRules: PhoneCodeRules = {
  minutes: 5,
  tries: 5,
  liveCodes: 3,
  gapsSeconds: [30, 60, 120],
  sendsPerPhoneAndHour: 6,
  sendsPerOwnerAndDay: 12,
  failuresPerOwnerAndDay: 10,
}

/** Why no code is sent, in the order in which it is looked for. */
export type SendCodeRefusal = 'too_many_tries' | 'codes_locked' | 'code_too_soon' | 'too_many_codes'

/** Why a code proves nothing. */
export type ProveCodeRefusal =
  | 'code_not_sent'
  | 'code_expired'
  | 'too_many_tries'
  | 'codes_locked'
  | 'code_wrong'

/** A proof that is not over. */
export interface OpenProof {
  readonly expiresAt: Date
  readonly sends: number
  readonly sentAt: Date
  readonly failures: number
}

/** What was sent and tried lately: to the phone, by whomever, in an hour; by the owner in a day. */
export interface ProofCounts {
  readonly phoneSends: number
  readonly ownerSends: number
  readonly ownerFailures: number
}

/** Whether another code may be sent; `open` is the live proof of that very phone. */
export function judgeSending(
  open: OpenProof | undefined,
  counts: ProofCounts,
  now: Date,
  rules: PhoneCodeRules,
): Outcome<undefined, SendCodeRefusal> {
  if (open && open.failures >= rules.tries) return refuse('too_many_tries', { until: open.expiresAt })
  if (counts.ownerFailures >= rules.failuresPerOwnerAndDay) return refuse('codes_locked')
  const waitSeconds = open ? secondsToWait(open, now, rules) : 0
  if (waitSeconds > 0) return refuse('code_too_soon', { waitSeconds })
  const many =
    counts.phoneSends >= rules.sendsPerPhoneAndHour || counts.ownerSends >= rules.sendsPerOwnerAndDay
  return many ? refuse('too_many_codes') : done(undefined)
}

/** Seconds until another code may be asked for; 0 when it may be now. */
export function secondsToWait(
  open: Pick<OpenProof, 'sends' | 'sentAt'>,
  now: Date,
  { gapsSeconds }: PhoneCodeRules,
): number {
  const gap = gapsSeconds[Math.min(open.sends, gapsSeconds.length) - 1] ?? 0
  return Math.max(0, Math.ceil((open.sentAt.getTime() - now.getTime()) / second + gap))
}

/** Whether a code proves its phone; `open` is the newest proof of the owner, `right` whether the code is a live one. */
export function judgeProving(
  open: OpenProof | undefined,
  right: boolean,
  { ownerFailures }: Pick<ProofCounts, 'ownerFailures'>,
  now: Date,
  rules: PhoneCodeRules,
): Outcome<undefined, ProveCodeRefusal> {
  if (!open) return refuse('code_not_sent')
  if (open.expiresAt.getTime() <= now.getTime()) return refuse('code_expired')
  if (open.failures >= rules.tries) return refuse('too_many_tries', { until: open.expiresAt })
  if (ownerFailures >= rules.failuresPerOwnerAndDay) return refuse('codes_locked')
  return right ? done(undefined) : refuse('code_wrong', { triesLeft: rules.tries - open.failures - 1 })
}
