import { type Queryable, type Row, rows, statement } from '../database/sql.ts'

/** What the journal says was done to a thing that is no card's: a course, an institution, a partner, a proposal. */
export type Happened = Row<'journal/history', { facts: Readonly<Record<string, unknown>> }>

const select = statement<
  [subjects: readonly string[], limit: number],
  'journal/history',
  { facts: Readonly<Record<string, unknown>> }
>(
  'journal/history',
  `
  select at, act, actor, reason, facts
  from journal
  where card_id = 0 and subject = any ($1::text[])
  order by journal_id desc
  limit $2
  `,
)

/** The newest events of these subjects (`course:7`, `partner:toko`), at most `limit`. */
export function historyOf(db: Queryable, subjects: readonly string[], limit: number): Promise<Happened[]> {
  return rows(db, select, [subjects, limit])
}

const selectOfCard = statement<
  [cardId: string, subject: string, limit: number],
  'journal/history-of-card',
  { facts: Readonly<Record<string, unknown>> }
>(
  'journal/history-of-card',
  `
  select at, act, actor, reason, facts
  from journal
  where card_id = $1 and card_id <> 0 and subject = $2
  order by journal_id desc
  limit $3
  `,
)

/** The newest events of one thing of a card (`purchase:7`, `certificate:12`), at most `limit`. */
export function historyOfCard(
  db: Queryable,
  cardId: string,
  subject: string,
  limit: number,
): Promise<Happened[]> {
  return rows(db, selectOfCard, [cardId, subject, limit])
}
