import type pg from 'pg'
import { call, type Given, type Queryable, rowsOf, type Statement } from '../../database/sql.ts'

/**
 * Runs a statement without keeping its plan. The outbox is empty one minute and long the next: a plan made for the
 * empty table would read all of the long one. Planning costs a fraction of a millisecond, once per batch.
 */
export async function runPlannedAnew<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Given<Params>,
): Promise<Row[]> {
  const { name, ...unnamed } = call(sql, params)
  return rowsOf(await (db as pg.Pool).query(unnamed))
}
