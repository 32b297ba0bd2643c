import { rows, statement } from '../../database/sql.ts'
import { largest, type ReadFigures, type Window } from './figures.ts'

const sumByStorefront = statement<
  [from: Date, until: Date],
  'reports/chart-storefronts',
  'purchases' | 'rupiah'
>(
  'reports/chart-storefronts',
  `
  select partner.name, count(*)::int as purchases, sum(entry.amount)::bigint as rupiah
  from entry
  join purchase using (card_id, purchase_id)
  join partner using (partner_id)
  where entry.at >= $1 and entry.at < $2 and entry.kind = 'purchase'
  group by partner.partner_id
  `,
)

const sumByInstitution = statement<
  [from: Date, until: Date],
  'reports/chart-institutions',
  'purchases' | 'rupiah'
>(
  'reports/chart-institutions',
  `
  select institution.name, count(*)::int as purchases, sum(entry.amount)::bigint as rupiah
  from entry
  join purchase using (card_id, purchase_id)
  join course using (course_id)
  join institution using (institution_id)
  where entry.at >= $1 and entry.at < $2 and entry.kind = 'purchase'
  group by institution.institution_id
  `,
)

const institutionsAtMost = 15

/** What cards paid in a window at each storefront: rupiah, and purchases. Those that were cancelled since are in it. */
export const storefrontShares: ReadFigures<Window> = async (db, { from, until }) =>
  largest((await rows(db, sumByStorefront, [from, until])).map(shareOf), institutionsAtMost)

/** The same for each institution, the largest first. */
export const institutionShares: ReadFigures<Window> = async (db, { from, until }) =>
  largest((await rows(db, sumByInstitution, [from, until])).map(shareOf), institutionsAtMost)

function shareOf({ name, rupiah, purchases }: { name: string; rupiah: string; purchases: number }) {
  return { name, values: [Number(rupiah), purchases] }
}
