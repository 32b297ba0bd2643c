import { type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { actorName } from './actor-names.ts'

/** What the journal says was done to a thing, and by whom as people know them: undefined where they have no name of their own. */
export type Happened = Row<'staff/history', HistoryKnown>

type HistoryKnown = 'at' | 'act' | 'actor' | 'reason' | { facts: Readonly<Record<string, unknown>> }

const select = statement<[subjects: readonly string[], limit: number], 'staff/history', HistoryKnown>(
  'staff/history',
  `
  select at, act, actor, ${actorName('actor')} as actor_name, reason, facts
  from (
    select at, act, actor, reason, facts, journal_id
    from journal
    where card_id = 0 and subject = any ($1::text[])
    order by journal_id desc
    limit $2
  ) newest
  order by journal_id desc
  `,
)

/** The newest events of these subjects that are no card's (`course:7`, `partner:toko`), at most `limit`. */
export function historyOf(db: Queryable, subjects: readonly string[], limit: number): Promise<Happened[]> {
  return rows(db, select, [subjects, limit])
}

const selectOfCard = statement<
  [cardId: string, subject: string, limit: number],
  'staff/history-of-card',
  HistoryKnown
>(
  'staff/history-of-card',
  `
  select at, act, actor, ${actorName('actor')} as actor_name, reason, facts
  from (
    select at, act, actor, reason, facts, journal_id
    from journal
    where card_id = $1 and card_id <> 0 and subject = $2
    order by journal_id desc
    limit $3
  ) newest
  order by journal_id desc
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
