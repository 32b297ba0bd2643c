import type { Context } from '../../database/context.ts'
import { type Row, rows, statement } from '../../database/sql.ts'
import type { Payment } from './rules.ts'

export interface Incentive extends Payment {
  readonly cardId: string
  readonly status: 'due' | 'paid'
  /** the training that brought it was finished by the word of its institution: it is paid last */
  readonly reported: boolean
}

type IncentiveRow = Row<'learning/incentive-of-card', 'reported'>

const columns = `
  select card_id, kind, number, incentive.amount, due_at, incentive.status,
    coalesce(finished_as = 'reported', false) as reported
  from incentive left join purchase using (card_id, purchase_id)`

const ofCard = statement<[cardId: string], 'learning/incentive-of-card', IncentiveRow>(
  'learning/incentive-of-card',
  `${columns} where card_id = $1 order by due_at, kind, number`,
)

const dueBefore = statement<[before: Date, most: number], 'learning/incentives-due', IncentiveRow>(
  'learning/incentives-due',
  `
  ${columns}
  where incentive.status = 'due' and due_at <= $1
  order by reported, due_at, card_id, kind, number
  limit $2
  `,
)

/** What a card's holder is paid in cash, in the order of its days; none before the first review. */
export async function incentiveOf(ctx: Pick<Context, 'db'>, cardId: string): Promise<Incentive[]> {
  return (await rows(ctx.db, ofCard, [cardId])).map(incentiveFrom)
}

/** What is due by a moment and not paid, what is proven first, of each the oldest first, at most `most`. */
export async function incentivesDue(ctx: Pick<Context, 'db'>, by: Date, most: number): Promise<Incentive[]> {
  return (await rows(ctx.db, dueBefore, [by, most])).map(incentiveFrom)
}

function incentiveFrom(row: IncentiveRow): Incentive {
  const { cardId, dueAt, ...rest } = row
  return { cardId, dueAt, ...rest }
}
