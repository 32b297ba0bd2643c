import { rows, statement } from '../../database/sql.ts'
import type { ReadFigures } from './figures.ts'

const countCards = statement<[], 'reports/chart-cards', 'state' | 'cards' | 'rupiah'>(
  'reports/chart-cards',
  `
  select
    case when status <> 'active' then status when first_paid_at is null then 'waiting' else 'bought' end as state,
    count(*)::int as cards, coalesce(sum(balance), 0)::bigint as rupiah
  from card
  group by 1
  order by 1
  `,
)

export const cardStates = ['waiting', 'bought', 'suspended', 'revoked'] as const

/** Rupiah on cards, and cards, by what state they are in. Counts every card. */
export const balances: ReadFigures<null> = async (db) => {
  const counted = new Map((await rows(db, countCards, [])).map((row) => [row.state, row]))
  return cardStates.map((name) => {
    const of = counted.get(name)
    return { name, values: [Number(of?.rupiah ?? 0), of?.cards ?? 0] }
  })
}
