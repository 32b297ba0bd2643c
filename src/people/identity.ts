import { readCalendarDate } from '../kernel/calendar-date.ts'
import { longNumber } from '../kernel/long-number.ts'
import { tidyName } from '../kernel/text.ts'
import { ageOn } from '../kernel/wib.ts'
import type { YearRules } from '../years/year-rules.ts'
import { kkHolds, nikFitsBirthDate, readNik } from './nik.ts'
import type { ClaimedIdentity } from './population-registry.ts'

/** Why an identity does not hold by itself, in the order in which it is told. */
export const identityRefusals = [
  'name_missing',
  'nik_malformed',
  'region_unknown',
  'kk_malformed',
  'birth_date_malformed',
  'nik_birth_date_differ',
  'too_young',
  'too_old',
] as const
export type IdentityRefusal = (typeof identityRefusals)[number]

/** An identity as somebody typed it. */
export interface TypedIdentity {
  readonly name: string
  readonly nik: string
  readonly kk: string
  readonly birthDate: string
  /** has looked again: the region in the NIK is as on the identity card, though no district of today has it */
  readonly regionConfirmed: boolean
}

/** Reads an identity by the rules of the year, as of `now`; or tells all that is wrong with it. */
export function readIdentity(
  typed: TypedIdentity,
  regionKnown: boolean,
  rules: Pick<YearRules, 'ageMin' | 'ageMax'>,
  now: Date,
): { identity: ClaimedIdentity } | { refusals: IdentityRefusal[] } {
  const name = tidyName(typed.name)
  const nik = longNumber(typed.nik)
  const kk = longNumber(typed.kk)
  const bornOn = readCalendarDate(typed.birthDate)
  const refusals: IdentityRefusal[] = []
  if (name === '' || name.length > 120 || /\d/.test(name)) refusals.push('name_missing')
  const nikHolds = readNik(nik) !== undefined
  if (!nikHolds) refusals.push('nik_malformed')
  else if (!regionKnown && !typed.regionConfirmed) refusals.push('region_unknown')
  if (!kkHolds(kk) || kk === nik) refusals.push('kk_malformed')
  if (bornOn === undefined) return { refusals: [...refusals, 'birth_date_malformed'] }
  if (nikHolds && !nikFitsBirthDate(nik, bornOn)) refusals.push('nik_birth_date_differ')
  const age = ageOn(bornOn, now)
  if (age < rules.ageMin) refusals.push('too_young')
  if (rules.ageMax !== null && age > rules.ageMax) refusals.push('too_old')
  return refusals.length > 0 ? { refusals } : { identity: { name, nik, kk, bornOn } }
}
