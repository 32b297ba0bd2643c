import type pg from 'pg'
import { statement, touched } from '../database/sql.ts'
import type { NextStep } from './rules.ts'

const insertDeadlines = statement<[cardIds: string[], step: string, dueAt: Date]>(
  'deadlines/insert-deadlines',
  'insert into deadline (card_id, step, due_at) select card_id, $2, $3 from unnest($1::bigint[]) as issued (card_id)',
)

/** Writes down what comes first for cards just issued, in the transaction that issues them. */
export async function planDeadlines(
  tx: pg.PoolClient,
  cardIds: readonly string[],
  { step, dueAt }: NextStep,
): Promise<void> {
  await touched(tx, insertDeadlines, [[...cardIds], step, dueAt])
}
