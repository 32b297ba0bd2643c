import { rows, statement } from '../../database/sql.ts'
import type { ReadFigures, Window } from './figures.ts'

const sumRefusals = statement<[from: Date, until: Date], 'reports/chart-refusals', 'refusals'>(
  'reports/chart-refusals',
  `
  select refusal, sum(refusals)::int as refusals
  from partner_refusal
  where hour >= date_trunc('hour', $1::timestamptz) and hour < $2
  group by refusal
  order by refusals desc, refusal
  `,
)

/** How often storefronts were told no in a window, by reason, the most frequent first; counted by hour where it is said. */
export const refusals: ReadFigures<Window> = async (db, { from, until }) =>
  (await rows(db, sumRefusals, [from, until])).map((row) => ({ name: row.refusal, values: [row.refusals] }))
