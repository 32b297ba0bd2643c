import { z } from 'zod'
import { type ValueForm, valueForm } from './value-form-rules.ts'

/** The format of everything that a draw publishes; docs/draw.md. */
export const drawFormat = 'bekal-draw-1'

/** A share of the quota is counted in hundredths of a percent. */
const wholeShare = 10_000

const count = z.number().int().min(0).max(999_999_999)
const province = z.string().regex(/^\d{2}$/, 'a province is the first two digits of a region code')

const priorityGroup = z.strictObject({
  name: z.string().min(1).max(120),
  /** occupations that belong to the group, as people write them; of the last group: none, it takes everybody else */
  occupations: z.array(z.string().min(1).max(120)),
})

/** The rules of a draw, as `rules.json` has them. Whoever joins falls into the first group that fits. */
export const drawRulesSchema = z
  .strictObject({
    format: z.literal(drawFormat),
    programme_year: z.number().int(),
    wave: count,
    quota: count.min(1),
    /** how many of those without a seat are kept in the order of their ranks */
    reserves: count,
    priority_groups: z.array(priorityGroup).min(1).max(9),
    /** seats set aside by province; those that a province cannot fill go to the common pool */
    province_seats: z.record(province, count),
    public_value: z.strictObject({
      name: z.string().min(1).max(500),
      /** the first instant at which it can be known, in UTC */
      known_from: z.iso.datetime(),
      /** how it is written; rules of the time before there were forms have none */
      form: z
        .custom<ValueForm>((name) => typeof name === 'string' && valueForm(name) !== undefined, {
          error: 'there is no such form of a public value',
        })
        .optional(),
    }),
  })
  .refine((rules) => seatsSetAside(rules) <= rules.quota, {
    path: ['province_seats'],
    error: 'more seats are set aside for provinces than there are',
  })
  .refine((rules) => rules.priority_groups.at(-1)?.occupations.length === 0, {
    path: ['priority_groups'],
    error: 'the last group takes everybody else, so it names no occupations',
  })

export type DrawRules = z.infer<typeof drawRulesSchema>

/** The form that the public value must have, out of rules.json; undefined where the rules leave it free. */
export function formOfRules(rulesJson: string | undefined): ValueForm | undefined {
  return rulesJson === undefined ? undefined : drawRulesSchema.parse(JSON.parse(rulesJson)).public_value.form
}

/** The text of rules.json: what the commitment is made over. */
export function rulesText(rules: DrawRules): string {
  return `${JSON.stringify(rules, null, 2)}\n`
}

/** Seats by province from shares in hundredths of a percent, rounded down; what is left over is common. */
export function seatsFromShares(quota: number, shares: ReadonlyMap<string, number>): Record<string, number> {
  const sorted = [...shares].sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(
    sorted.map(([name, share]) => [name, Number((BigInt(quota) * BigInt(share)) / BigInt(wholeShare))]),
  )
}

/** The number, from 1 on, of the first group that fits an occupation (compared as `comparable` makes it). */
export function priorityGroupOf(
  rules: Pick<DrawRules, 'priority_groups'>,
  occupation: string,
  comparable: (text: string) => string,
): number {
  const own = comparable(occupation)
  const place = rules.priority_groups.findIndex(
    ({ occupations }) => occupations.length === 0 || occupations.some((name) => comparable(name) === own),
  )
  return place + 1
}

/** What a rank comes to. In the published lines each has a letter. */
export type DrawOutcome = 'province' | 'common' | 'reserve' | 'not_selected' | 'struck'

export const outcomeLetters: Readonly<Record<DrawOutcome, string>> = {
  province: 'P',
  common: 'C',
  reserve: 'R',
  not_selected: 'N',
  struck: 'X',
}

/** How many seats went where. */
export interface Allotted {
  readonly province: Readonly<Record<string, number>>
  readonly common: number
  readonly reserves: number
  readonly struck: number
}

/** Gives out seats to applicants in the order of their ranks. */
export interface Allotment {
  /** the outcome of the next rank */
  next(province: string, struck: boolean): DrawOutcome
  allotted(): Allotted
}

/**
 * Seats are given in the order of the ranks: one of the own province's while there is one, else a common one while there
 * is one. `eligible` counts those in the list by province, the struck left out: what a province sets aside and cannot
 * fill is common from the beginning. So it makes no difference whether provinces or the common pool are filled first.
 */
export function allotment(
  rules: Pick<DrawRules, 'quota' | 'reserves' | 'province_seats'>,
  eligible: ReadonlyMap<string, number>,
): Allotment {
  const left = new Map<string, number>()
  let common = rules.quota
  for (const [name, seats] of Object.entries(rules.province_seats)) {
    const filled = Math.min(seats, eligible.get(name) ?? 0)
    left.set(name, filled)
    common -= filled
  }
  let reserves = rules.reserves
  const taken = { province: {} as Record<string, number>, common: 0, reserves: 0, struck: 0 }
  for (const [name, seats] of left) if (seats > 0) taken.province[name] = 0
  return {
    next(name, struck) {
      if (struck) {
        taken.struck++
        return 'struck'
      }
      const own = left.get(name) ?? 0
      if (own > 0) {
        left.set(name, own - 1)
        taken.province[name]!++
        return 'province'
      }
      if (common > 0) {
        common--
        taken.common++
        return 'common'
      }
      if (reserves > 0) {
        reserves--
        taken.reserves++
        return 'reserve'
      }
      return 'not_selected'
    },
    allotted: () => ({ ...taken, province: { ...taken.province } }),
  }
}

/** How many of an allotment have a seat. */
export function selectedOf(allotted: Allotted): number {
  return Object.values(allotted.province).reduce((sum, seats) => sum + seats, allotted.common)
}

function seatsSetAside(rules: { readonly province_seats: Readonly<Record<string, number>> }): number {
  return Object.values(rules.province_seats).reduce((sum, seats) => sum + seats, 0)
}
