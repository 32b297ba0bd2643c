import type { Context } from '../database/context.ts'
import { scheme2021, type YearRules } from './year-rules.ts'
import { listYears, yearInForce } from './years.ts'

/** The rules of the year in force, as a process keeps them for all that it decides. */
export interface RulesInForce {
  /** as last read */
  current(): YearRules
  /** reads them anew, after somebody may have changed them or a year has begun; for the timetable */
  refresh(): Promise<void>
}

/** The rules in force, as they are in the database now; `refresh` follows them. Without any year those of 2021, without end. */
export async function rulesInForce(ctx: Pick<Context, 'db' | 'clock'>): Promise<RulesInForce> {
  let rules = await readRules(ctx)
  return {
    current: () => rules,
    async refresh() {
      rules = await readRules(ctx)
    },
  }
}

async function readRules({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<YearRules> {
  const year = yearInForce(await listYears(db), clock.now())
  return year?.rules ?? { ...scheme2021, usableUntil: '9999-12-31' }
}
