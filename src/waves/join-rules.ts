import type { YearRules } from '../years/year-rules.ts'

/** Why somebody cannot join a wave, in the order in which it is looked at. */
export const joinRefusals = [
  'wave_unknown',
  'person_unknown',
  'wave_not_open',
  'barred',
  'already_waiting',
  'earlier_recipient',
  'too_young',
  'too_old',
  'in_formal_education',
  'occupation_excluded',
  'family_card_full',
] as const

export type JoinRefusal = (typeof joinRefusals)[number]

/** What is known of somebody who wants to join. */
export interface JoinFacts {
  readonly waveOpen: boolean
  readonly barred: boolean
  /** has joined another wave that is not announced yet */
  readonly waitsElsewhere: boolean
  readonly recipient: boolean
  /** whole years */
  readonly age: number
  readonly studies: boolean
  readonly occupationExcluded: boolean
  /** others of the same family card who are recipients, or have joined a wave that is not drawn yet */
  readonly family: number
}

/** The first reason for which somebody cannot join, or undefined. */
export function joinRefusal(
  facts: JoinFacts,
  rules: Pick<YearRules, 'ageMin' | 'ageMax' | 'maxPerFamilyCard'>,
): JoinRefusal | undefined {
  if (!facts.waveOpen) return 'wave_not_open'
  if (facts.barred) return 'barred'
  if (facts.waitsElsewhere) return 'already_waiting'
  if (facts.recipient) return 'earlier_recipient'
  if (facts.age < rules.ageMin) return 'too_young'
  if (rules.ageMax !== null && facts.age > rules.ageMax) return 'too_old'
  if (facts.studies) return 'in_formal_education'
  if (facts.occupationExcluded) return 'occupation_excluded'
  if (facts.family >= rules.maxPerFamilyCard) return 'family_card_full'
  return undefined
}
