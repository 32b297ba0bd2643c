import { day } from '../kernel/clock.ts'

/** A NIK that was claimed and not registered within these days is free again. */
export const claimDays = 7

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
  return new Date(now.getTime() - claimDays * day)
}
