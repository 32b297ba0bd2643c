import { first, type Queryable, statement } from '../../database/sql.ts'

/** The first instant at which no card of any programme year can be used; null while there is no year. */
export const lastCutOffSql = `(
  select max(((rules ->> 'usableUntil')::date + 1)::timestamp at time zone 'Asia/Jakarta') from programme_year
)`

const selectLastCutOff = statement<[], 'catalogue/last-cut-off'>(
  'catalogue/last-cut-off',
  `select ${lastCutOffSql} as cut_off`,
)

/** The first instant at which no card of any programme year can be used; undefined while there is no year. */
export async function lastCutOff(db: Queryable): Promise<Date | undefined> {
  return (await first(db, selectLastCutOff, []))?.cutOff
}

/** Whether a schedule begins when no card can be used any more: nobody could have bought it by then, or finished it in time. */
export function beginsAfterCutOff(startsAt: Date | null | undefined, cutOff: Date | undefined): boolean {
  return Boolean(startsAt && cutOff && startsAt >= cutOff)
}
