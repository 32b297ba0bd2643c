import { z } from 'zod'
import type { YearRules } from '../../years/year-rules.ts'
import { type DrawRules, drawRulesSchema, seatsFromShares } from '../draw/draw-rules.ts'

const count = z.number().int().min(0).max(999_999_999)
const age = z.number().int().min(0).max(150)

/** What is to be tried instead of what the wave had; what is absent stays as the wave had it. */
export const simulatedTermsSchema = z.strictObject({
  quota: count.min(1).optional(),
  reserves: count.optional(),
  /** the first that fits; the last one names no occupations */
  groups: z
    .array(z.strictObject({ name: z.string(), occupations: z.array(z.string()) }))
    .min(1)
    .max(9)
    .optional(),
  /** hundredths of a percent of the quota, by province */
  shares: z.record(z.string(), z.number().int().min(0).max(10_000)).optional(),
  ageMin: age.optional(),
  /** null: no upper limit */
  ageMax: age.nullable().optional(),
  maxPerFamilyCard: z.number().int().min(1).max(99).optional(),
  /** rupiah on each card */
  grantRupiah: z.number().int().min(1).max(1_000_000_000).optional(),
})
export type SimulatedTerms = z.infer<typeof simulatedTermsSchema>

/** The rules of a side: those of a draw, and what the year asks for and gives. */
export interface SimulatedRules {
  readonly draw: Pick<DrawRules, 'quota' | 'reserves' | 'priority_groups' | 'province_seats'>
  readonly year: Pick<YearRules, 'ageMin' | 'ageMax' | 'maxPerFamilyCard' | 'grantRupiah'>
}

/** The rules that a wave was drawn by. */
export function rulesOfWave(draw: DrawRules, year: YearRules): SimulatedRules {
  const { quota, reserves, priority_groups, province_seats } = draw
  const { ageMin, ageMax, maxPerFamilyCard, grantRupiah } = year
  return {
    draw: { quota, reserves, priority_groups, province_seats },
    year: { ageMin, ageMax, maxPerFamilyCard, grantRupiah },
  }
}

/**
 * The rules to be tried. Where the quota is another and nothing is said of provinces, what is set aside for them keeps its
 * share. Why not where they contradict themselves, by the schema that real rules are read by.
 */
export function rulesToTry(
  committed: DrawRules,
  own: SimulatedRules,
  terms: SimulatedTerms,
): SimulatedRules | 'rules_malformed' | 'ages_contradict' {
  const quota = terms.quota ?? own.draw.quota
  const read = drawRulesSchema.safeParse({
    ...committed,
    quota,
    reserves: terms.reserves ?? own.draw.reserves,
    priority_groups: terms.groups ?? own.draw.priority_groups,
    province_seats: terms.shares
      ? seatsFromShares(quota, new Map(Object.entries(terms.shares)))
      : inProportion(own.draw, quota),
  })
  const year = {
    ageMin: terms.ageMin ?? own.year.ageMin,
    ageMax: terms.ageMax === undefined ? own.year.ageMax : terms.ageMax,
    maxPerFamilyCard: terms.maxPerFamilyCard ?? own.year.maxPerFamilyCard,
    grantRupiah: terms.grantRupiah ?? own.year.grantRupiah,
  }
  if (!read.success) return 'rules_malformed'
  if (year.ageMax !== null && year.ageMax < year.ageMin) return 'ages_contradict'
  const { reserves, priority_groups, province_seats } = read.data
  return { draw: { quota, reserves, priority_groups, province_seats }, year }
}

function inProportion(own: SimulatedRules['draw'], quota: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(own.province_seats).map(([name, seats]) => [
      name,
      Number((BigInt(seats) * BigInt(quota)) / BigInt(own.quota)),
    ]),
  )
}

/** Whether two sides put people into the same groups. */
export function sameGroups(one: SimulatedRules, other: SimulatedRules): boolean {
  return JSON.stringify(one.draw.priority_groups) === JSON.stringify(other.draw.priority_groups)
}
