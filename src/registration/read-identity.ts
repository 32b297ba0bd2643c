import {
  ageRefusal,
  type IdentityRefusal,
  inOrder,
  type PersonRefusal,
  readFacts,
} from '../people/person-rules.ts'
import type { ClaimedIdentity } from '../people/population-registry.ts'
import type { YearRules } from '../years/year-rules.ts'

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
  { name, nik, kk, birthDate, regionConfirmed }: TypedIdentity,
  regionKnown: boolean,
  rules: Pick<YearRules, 'ageMin' | 'ageMax'>,
  now: Date,
): { identity: ClaimedIdentity } | { refusals: IdentityRefusal[] } {
  const { facts, refusals: malformed } = readFacts({ name, nik, kk, bornOn: birthDate }, now)
  const refusals: PersonRefusal[] = [...malformed]
  if (facts.nik !== undefined && !regionKnown && !regionConfirmed) refusals.push('region_unknown')
  const unfit = facts.bornOn === undefined ? undefined : ageRefusal(facts.bornOn, rules, now)
  if (unfit) refusals.push(unfit)
  if (refusals.length > 0) return { refusals: inOrder(refusals) as IdentityRefusal[] }
  return { identity: facts as ClaimedIdentity }
}
