import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { remembered } from '../database/remembered.ts'
import { type Queryable, rows as query, type Row, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { wibDate } from '../kernel/wib.ts'
import { usableBefore, type YearRules, yearRulesSchema } from './year-rules.ts'

export interface ProgrammeYear {
  readonly year: number
  readonly name: string
  readonly rules: YearRules
}

type YearRow = Row<'years/select-years'>

const insertYear = statement<[year: number, name: string, rules: string]>(
  'years/insert-year',
  `
  insert into programme_year (year, name, rules) values ($1, $2, $3::jsonb)
  on conflict (year) do nothing
  `,
)

const selectYears = statement<[years: number[] | null], 'years/select-years'>(
  'years/select-years',
  `
  select year, name, rules from programme_year
  where $1::int[] is null or year = any ($1::int[])
  order by year
  `,
)

/**
 * Begins a programme year at once, as the demo and tests do; people begin one by two (`begin-year.ts`). Refuses a year that
 * there is, and a cut-off that has passed; rules that make no sense are thrown by their schema.
 */
export async function createYear(
  ctx: Pick<Context, 'db' | 'clock'>,
  year: ProgrammeYear,
  actor: Actor,
): Promise<Outcome<null, 'year_taken' | 'cut_off_past'>> {
  const rules = yearRulesSchema.parse(year.rules)
  if (usableBefore(rules) <= ctx.clock.now()) return refuse('cut_off_past')
  return inTransaction(ctx.db, (tx) => writeYear(tx, { ...year, rules }, actor, ctx.clock.now()))
}

/** Writes a programme year down, in the caller's transaction; its rules were read. */
export async function writeYear(
  tx: pg.PoolClient,
  { year, name, rules }: ProgrammeYear,
  actor: Actor,
  now: Date,
): Promise<Outcome<null, 'year_taken'>> {
  const made = await touched(tx, insertYear, [year, name, JSON.stringify(rules)])
  if (made === 0) return refuse('year_taken')
  await writeJournal(tx, actor, now, [{ event: 'year_begun', subject: `year:${year}`, facts: { rules } }])
  return done(null)
}

/** All programme years, the oldest first. */
export async function listYears(db: Queryable): Promise<ProgrammeYear[]> {
  return (await query(db, selectYears, [null])).map(checked)
}

/**
 * The year whose rules hold at `now`: the newest that has begun in WIB, so that a year that is planned ahead changes
 * nothing today; before the first one that first one. Undefined where there is none at all.
 * @param years the oldest first
 */
export function yearInForce(years: readonly ProgrammeYear[], now: Date): ProgrammeYear | undefined {
  const today = Number(wibDate(now).slice(0, 4))
  return years.findLast(({ year }) => year <= today) ?? years[0]
}

/** The newest year before a year, or undefined. `years`: the oldest first. */
export function yearBefore(years: readonly ProgrammeYear[], year: number): ProgrammeYear | undefined {
  return years.findLast((one) => one.year < year)
}

/** A programme year as it stands in the database now, or undefined. */
export async function readYear(db: Queryable, year: number): Promise<ProgrammeYear | undefined> {
  const [row] = await query(db, selectYears, [[year]])
  return row && checked(row)
}

const memory = new WeakMap<object, Map<number, () => Promise<ProgrammeYear | undefined>>>()

/**
 * The rules of a year, as {@link remembered} for the hot path. A year that there is not is a fault: cards and waves cannot
 * name one.
 */
export async function yearRules(db: Queryable, year: number): Promise<YearRules> {
  const years = memory.get(db) ?? new Map()
  memory.set(db, years)
  const read = years.get(year) ?? remembered(() => readYear(db, year))
  years.set(year, read)
  const found = await read()
  if (found) return found.rules
  years.delete(year)
  throw new Error(`there is no programme year ${year}`)
}

function checked(row: YearRow): ProgrammeYear {
  const rules = yearRulesSchema.safeParse(row.rules)
  if (!rules.success)
    throw new Error(`the rules of programme year ${row.year} are wrong: ${rules.error.message}`)
  return { year: row.year, name: row.name, rules: rules.data }
}
