import type { Context } from '../database/context.ts'
import { touched } from '../database/sql.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { occupationRefusal, readFacts } from '../people/person-rules.ts'
import * as sql from './registration-sql.ts'
import { registrationRules } from './rules.ts'

/** Why a profile is not taken, in the order in which it is looked at. */
export const profileRefusals = [
  'occupation_missing',
  'in_formal_education',
  'occupation_excluded',
  'registration_complete',
] as const
export type ProfileRefusal = (typeof profileRefusals)[number]

export interface Profile {
  /** the index of the level of schooling */
  readonly education: number
  readonly occupation: string
  /** goes to school or studies now */
  readonly studies: boolean
}

/** Keeps schooling and occupation of a registration. */
export async function setProfile(
  ctx: Pick<Context, 'db' | 'clock'>,
  accountId: string,
  profile: Profile,
): Promise<Outcome<undefined, ProfileRefusal>> {
  const { occupation } = readFacts({ occupation: profile.occupation }, ctx.clock.now()).facts
  if (occupation === undefined) return refuse('occupation_missing')
  const refusal = occupationRefusal(occupation, profile.studies)
  if (refusal) return refuse(refusal)
  const set = await touched(ctx.db, sql.setProfile, [accountId, profile.education, occupation])
  return set === 1 ? done(undefined) : refuse('registration_complete')
}

/** Writes down that somebody has made the declarations of today's version. */
export async function makeDeclarations(
  ctx: Pick<Context, 'db' | 'clock'>,
  accountId: string,
): Promise<Outcome<undefined, 'registration_complete'>> {
  const { declarationsVersion: statementsVersion } = registrationRules
  const made = await touched(ctx.db, sql.setDeclarations, [accountId, statementsVersion, ctx.clock.now()])
  return made === 1 ? done(undefined) : refuse('registration_complete')
}
