import { one, rows, statement } from '../../database/sql.ts'
import type { ReadFigures, Window } from './figures.ts'

export const completionStages = ['paid', 'standing', 'used', 'finished', 'reviewed'] as const

const countStages = statement<
  [from: Date, until: Date],
  'reports/chart-completion',
  (typeof completionStages)[number]
>(
  'reports/chart-completion',
  `
  select
    count(*)::int as paid,
    count(*) filter (where cancelled_at is null)::int as standing,
    count(*) filter (where cancelled_at is null and first_use is not null)::int as used,
    count(*) filter (where cancelled_at is null and finished_at is not null)::int as finished,
    count(*) filter (where cancelled_at is null and finished_at is not null and review.card_id is not null)::int as reviewed
  from entry
  join purchase using (card_id, purchase_id)
  left join review using (card_id, purchase_id)
  where entry.at >= $1 and entry.at < $2 and entry.kind = 'purchase'
  `,
)

const countStars = statement<[from: Date, until: Date], 'reports/chart-ratings', 'reviews'>(
  'reports/chart-ratings',
  `
  select stars, count(*)::int as reviews
  from review
  where written_at >= $1 and written_at < $2 and hidden_at is null
  group by stars
  `,
)

/** How far the trainings have come that were paid in a window. */
export const completion: ReadFigures<Window> = async (db, { from, until }) => {
  const counted = await one(db, countStages, [from, until])
  return completionStages.map((name) => ({ name, values: [counted[name]] }))
}

/** Reviews that were written in a window and are shown, by their stars; five first. */
export const ratings: ReadFigures<Window> = async (db, { from, until }) => {
  const counted = new Map((await rows(db, countStars, [from, until])).map((row) => [row.stars, row.reviews]))
  return [5, 4, 3, 2, 1].map((stars) => ({ name: String(stars), values: [counted.get(stars) ?? 0] }))
}
