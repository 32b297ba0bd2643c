import { rows, statement } from '../../database/sql.ts'
import { day, hour } from '../../kernel/clock.ts'
import { startOfWibDate, wibDate } from '../../kernel/wib.ts'
import type { FigureRow, ReadFigures, Window } from './figures.ts'

/** What lies in the window by the place where it was written: the hours are read, and not the table. */
const countByHour = statement<
  [from: Date, until: Date],
  'reports/chart-by-hour',
  'hour' | 'registered' | 'bought'
>(
  'reports/chart-by-hour',
  `
  select hour, sum(registered)::int as registered, sum(bought)::int as bought
  from (
    select date_trunc('hour', created_at) as hour, count(*) as registered, 0 as bought
    from person
    where created_at >= $1 and created_at < $2
    group by 1
    union all
    select date_trunc('hour', at), 0, count(*)
    from entry
    where at >= $1 and at < $2 and kind = 'purchase'
    group by 1
  ) counted
  group by hour
  order by hour
  `,
)

/** Windows of more days than this are told by day in WIB, not by hour. */
const hoursUpToDays = 7

/** Registrations and purchases of each hour, or each day of a long window; those without any among them. Names are instants. */
export const byHour: ReadFigures<Window> = async (db, { from, until }) => {
  const byDays = until.getTime() - from.getTime() > hoursUpToDays * day
  const startOf = (at: Date) => (byDays ? startOfWibDate(wibDate(at)).getTime() : at.getTime())
  const step = byDays ? day : hour
  const counted = new Map<number, [number, number]>()
  for (let at = startOf(from); at < until.getTime(); at += step) counted.set(at, [0, 0])
  for (const row of await rows(db, countByHour, [from, until])) {
    const at = counted.get(startOf(row.hour))
    if (!at) continue
    at[0] += row.registered
    at[1] += row.bought
  }
  return [...counted].map(([at, values]): FigureRow => ({ name: new Date(at).toISOString(), values }))
}
