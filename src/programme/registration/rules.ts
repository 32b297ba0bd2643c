import { day, minute, second } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'

/** The numbers of registration. */
export const registrationRules = {
  /** how long a link in an email is good */
  linkMinutes: 60,
  linksPerEmailAndHour: 5,
  /** times a day (WIB) that the registry may say no to one account */
  registryFailuresPerDay: 5,
  /** a NIK that was claimed and not registered within these days is free again */
  claimDays: 7,
  test: { minutes: 25, items: 18 },
  otp: {
    minutes: 5,
    tries: 5,
    liveCodes: 3,
    gapsSeconds: [30, 60, 120],
    sendsPerPhoneAndHour: 6,
    sendsPerOwnerAndDay: 12,
    failuresPerOwnerAndDay: 10,
  },
  /** identity proofs that may fail in a day before a phone is changed */
  identityFailuresPerDay: 5,
  /** hours without purchases after a change of phone */
  waitAfterPhoneChangeHours: 72,
  /** the clock of the law on personal data, in hours */
  dataRequestHours: 72,
  appealDays: 14,
  statementsVersion: 1,
} as const

/** The steps of a registration, in their order. */
export const registrationSteps = ['consent', 'identity', 'profile', 'phone', 'test', 'statements'] as const
export type RegistrationStep = (typeof registrationSteps)[number]

/** Which steps of a registration are done. */
export type StepsDone = Readonly<Record<RegistrationStep, boolean>>

/** The first step that is not done; undefined when only the check of all answers is left. */
export function nextStep(steps: StepsDone): RegistrationStep | undefined {
  return registrationSteps.find((step) => !steps[step])
}

/** What the database knows of a NIK and a family card. */
export interface ClaimFacts {
  /** the list that excludes the NIK */
  readonly excludedBy: string | undefined
  readonly barred: boolean
  readonly recipient: boolean
  readonly registered: boolean
  /** another account has claimed the NIK and not lapsed */
  readonly claimedElsewhere: boolean
  /** others of the family card who are registered, or have a live claim */
  readonly family: number
}

/** Why somebody with a true identity is not registered, in the order in which it is looked at. */
export const claimRefusals = [
  'excluded',
  'barred',
  'earlier_recipient',
  'person_known',
  'nik_taken',
  'family_card_full',
] as const
export type ClaimRefusal = (typeof claimRefusals)[number]

/** The first reason against a claim, or undefined. */
export function claimRefusal(facts: ClaimFacts, maxPerFamilyCard: number): ClaimRefusal | undefined {
  if (facts.excludedBy !== undefined) return 'excluded'
  if (facts.barred) return 'barred'
  if (facts.recipient) return 'earlier_recipient'
  if (facts.registered) return 'person_known'
  if (facts.claimedElsewhere) return 'nik_taken'
  if (facts.family >= maxPerFamilyCard) return 'family_card_full'
  return undefined
}

/** Claims made before this have lapsed. */
export function claimsSince(now: Date): Date {
  return new Date(now.getTime() - registrationRules.claimDays * day)
}

/** A phone proof that is not over. */
export interface OpenProof {
  readonly expiresAt: Date
  readonly sends: number
  readonly sentAt: Date
  readonly failures: number
}

/** What was sent and tried lately: to the phone by anybody in an hour, by the owner in a day. */
export interface ProofCounts {
  readonly phoneSends: number
  readonly ownerSends: number
  readonly ownerFailures: number
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

/** Whether another code may be sent; `open` is the live proof of that very phone. */
export function judgeSending(
  open: OpenProof | undefined,
  counts: ProofCounts,
  now: Date,
): Outcome<undefined, SendCodeRefusal> {
  const { otp } = registrationRules
  if (open && open.failures >= otp.tries) return refuse('too_many_tries', { until: open.expiresAt })
  if (counts.ownerFailures >= otp.failuresPerOwnerAndDay) return refuse('codes_locked')
  const waitSeconds = open ? secondsToWait(open, now) : 0
  if (waitSeconds > 0) return refuse('code_too_soon', { waitSeconds })
  const many = counts.phoneSends >= otp.sendsPerPhoneAndHour || counts.ownerSends >= otp.sendsPerOwnerAndDay
  return many ? refuse('too_many_codes') : done(undefined)
}

/** Seconds until another code may be asked for; 0 when it may be now. */
export function secondsToWait(open: Pick<OpenProof, 'sends' | 'sentAt'>, now: Date): number {
  const { gapsSeconds } = registrationRules.otp
  const gap = gapsSeconds[Math.min(open.sends, gapsSeconds.length) - 1] ?? 0
  return Math.max(0, Math.ceil((open.sentAt.getTime() - now.getTime()) / second + gap))
}

/** Whether a code proves its phone; `right` says whether it is a live one. */
export function judgeProving(
  open: OpenProof | undefined,
  right: boolean,
  ownerFailures: number,
  now: Date,
): Outcome<undefined, ProveCodeRefusal> {
  const { otp } = registrationRules
  if (!open) return refuse('code_not_sent')
  if (open.expiresAt.getTime() <= now.getTime()) return refuse('code_expired')
  if (open.failures >= otp.tries) return refuse('too_many_tries', { until: open.expiresAt })
  if (ownerFailures >= otp.failuresPerOwnerAndDay) return refuse('codes_locked')
  return right ? done(undefined) : refuse('code_wrong', { triesLeft: otp.tries - open.failures - 1 })
}

/** When what is begun now is over. */
export function minutesFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * minute)
}
