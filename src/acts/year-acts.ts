import type { Context } from '../database/context.ts'
import type { Facts } from '../journal/facts.ts'
import { beginYear, beginYearAct } from '../years/begin-year.ts'
import { changeYear, changeYearAct } from '../years/change-year.ts'
import { yearRulesSchema } from '../years/year-rules.ts'
import type { Performing } from './performing.ts'

/** A year to come with its rules, of the facts that two people approved. */
const yearOf = (year: number, { name, rules }: Facts) => ({
  year,
  name: String(name),
  rules: yearRulesSchema.parse(rules),
})

/** The acts of two people upon programme years: a part of the list of acts-of-two.ts. */
export const yearActs = {
  /** a year to come, with all its rules */
  begin_year: {
    words: { id: 'Memulai tahun program', en: 'Begin a programme year' },
    wanted: ({ db, clock }: Context, year: number, facts: Facts) =>
      beginYearAct(db, yearOf(year, facts), clock.now()),
    perform: ({ ctx, actor }: Performing, year: number, facts: Facts) =>
      beginYear(ctx, yearOf(year, facts), actor),
  },
  /** of a year that has not begun, its grant among them */
  change_year_rules: {
    words: { id: 'Mengubah aturan tahun program', en: 'Change the rules of a programme year' },
    wanted: ({ db, clock }: Context, year: number, { rules }: Facts) =>
      changeYearAct(db, year, yearRulesSchema.parse(rules), clock.now()),
    perform: ({ ctx, actor }: Performing, year: number, { rules }: Facts) =>
      changeYear(ctx, year, yearRulesSchema.parse(rules), actor),
  },
} as const
