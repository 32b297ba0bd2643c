import type pg from 'pg'

/** Anything a statement can be run on: the pool, one client, a transaction's client. */
export type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/**
 * One SQL statement of the product, with its parameters and rows typed by hand.
 * Every statement is made by {@link statement}, so that a test can describe all of them against the migrated schema.
 */
export interface Statement<Params extends readonly unknown[], Row> {
  readonly name: string
  readonly text: string
  /** Never set: carries the types of parameters and rows. */
  readonly types?: { params: Params; row: Row }
}

const known = new Map<string, Statement<readonly unknown[], unknown>>()

/**
 * Declares a statement. `name` is `room/what-it-does`, unique in the product: PostgreSQL plans it once per connection.
 * Refuses a second statement of the same name at start.
 */
export function statement<Params extends readonly unknown[], Row = never>(
  name: string,
  text: string,
): Statement<Params, Row> {
  if (known.has(name)) throw new Error(`two statements are named ${name}`)
  const made = { name, text: text.trim() }
  known.set(name, made)
  return made
}

/** Every statement declared so far, for the test that describes them all. */
export function declaredStatements(): Statement<readonly unknown[], unknown>[] {
  return [...known.values()]
}

/** Runs a statement and returns its rows. Bigint columns come as strings, integer columns as numbers. */
export async function rows<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Params,
): Promise<Row[]> {
  const result = await (db as pg.Pool).query({
    name: sql.name,
    text: sql.text,
    values: params as unknown as unknown[],
  })
  return result.rows as Row[]
}

/** Runs a statement that returns at most one row. */
export async function first<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Params,
): Promise<Row | undefined> {
  return (await rows(db, sql, params))[0]
}

/** Runs a statement that must return a row; without one it is a bug, and says which statement. */
export async function one<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Params,
): Promise<Row> {
  const row = await first(db, sql, params)
  if (row === undefined) throw new Error(`${sql.name} returned no row`)
  return row
}

/** Runs a statement for its effect and returns how many rows it touched. */
export async function touched<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Params,
): Promise<number> {
  const result = await (db as pg.Pool).query({
    name: sql.name,
    text: sql.text,
    values: params as unknown as unknown[],
  })
  return result.rowCount ?? 0
}
