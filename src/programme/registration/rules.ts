import { day } from '../../kernel/clock.ts'

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
