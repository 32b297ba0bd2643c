import pg from 'pg'
import type { Rows } from './rows.ts'

/** Anything a statement can be run on: the pool, one client, a transaction's client. */
export type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/**
 * One SQL statement of the product. Its parameters are typed by hand, its rows from what PostgreSQL says of it.
 * Every statement is made by {@link statement}, so that a test can describe all of them against the migrated schema.
 */
export interface Statement<Params extends readonly unknown[], Row> {
  readonly name: string
  readonly text: string
  /** Never set: carries the types of parameters and rows. */
  readonly types?: { params: Params; row: Row }
}

/** What a statement may know better of its columns than PostgreSQL: names that are never absent, or narrower types. */
export type Sure<Name extends keyof Rows> =
  | keyof Rows[Name]
  | { readonly [Column in keyof Rows[Name]]?: Rows[Name][Column] }

/** The row of a statement: camelCase, `undefined` where PostgreSQL says null. */
export type Row<Name extends keyof Rows, Known = never> = Narrowed<
  Rows[Name],
  Known,
  Exclude<Known, PropertyKey>
>

type Narrowed<Described, Known, Types> = {
  [Column in keyof Described]: Column extends Known
    ? Exclude<Described[Column], undefined>
    : [Types] extends [never]
      ? Described[Column]
      : Column extends keyof Types
        ? Types[Column]
        : Described[Column]
}

/** Parameters as callers have them: what may be null may be absent. */
export type Given<Params extends readonly unknown[]> = {
  readonly [At in keyof Params]: null extends Params[At] ? Params[At] | undefined : Params[At]
}

const known = new Map<string, Statement<readonly unknown[], unknown>>()
const reading = new Set<string>()
/** the texts of those that PostgreSQL plans for each run */
const plannedEachTime = new Set<string>()

/** What a statement has that writes, locks, waits for a lock, or changes its session. */
const notReading =
  /\b(insert|update|delete|merge|truncate|for (no key )?update|for (key )?share|lock|nextval|set_config|pg_notify|pg_\w*advisory\w*)\b/i

/**
 * Declares a statement. `name` is `room/what-it-does`, unique in the product: PostgreSQL plans it once per connection.
 * One that answers with rows gives its name as the second type, too, and as the third what it is sure of.
 * `planned: 'each-time'`: one whose best plan depends on what is asked, as that of a search does; planning costs a few ms each time.
 * `traced: 'whole'`: one that writes many cards or entries, whose traces are written together (migration 0080); for few it costs more.
 * Refuses a second statement of the same name at start.
 */
export function statement<
  Params extends readonly unknown[],
  Name extends keyof Rows = never,
  Known extends Sure<Name> = never,
>(
  name: [Name] extends [never] ? string : Name,
  text: string,
  { planned, traced }: { readonly planned?: 'each-time'; readonly traced?: 'whole' } = {},
): Statement<Params, Row<Name, Known>> {
  if (known.has(name)) throw new Error(`two statements are named ${name}`)
  const made = { name, text: traced === 'whole' ? `/* traced whole */ ${text.trim()}` : text.trim() }
  known.set(name, made)
  if (planned === 'each-time') plannedEachTime.add(made.text)
  if (/^(select|with)\b/i.test(made.text) && !notReading.test(made.text))
    reading.add(planned === 'each-time' ? made.text : name)
  return made
}

/** Whether a {@link call} of a statement only reads and waits for nobody: one without a name is known by its text. */
export function onlyReads({
  name,
  text,
}: {
  readonly name?: string | undefined
  readonly text: string
}): boolean {
  return reading.has(name ?? text)
}

/** Every statement declared so far, for the test that describes them all. */
export function declaredStatements(): Statement<readonly unknown[], unknown>[] {
  return [...known.values()]
}

/** Runs a statement and returns its rows. Bigint columns come as strings, integer columns as numbers. */
export async function rows<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Given<Params>,
): Promise<Row[]> {
  return rowsOf(await (db as pg.Pool).query(call(sql, params)))
}

/**
 * Runs a statement and hands its rows on one by one as they come, keeping none: for millions of them. `take` must not wait; after
 * what it throws no more rows are handed on, and that is thrown once the rest has come.
 */
export function eachRow<Params extends readonly unknown[], Row>(
  client: pg.PoolClient,
  sql: Statement<Params, Row>,
  params: Given<Params>,
  take: (row: Row) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query<unknown[]>(call(sql, params))
    let keys: readonly string[] | undefined
    let failure: { readonly error: unknown } | undefined
    query.on('row', (values, result) => {
      if (failure) return
      keys ??= keysOf(result!.fields)
      try {
        take(rowOf<Row>(keys, values as unknown as unknown[]))
      } catch (error) {
        failure = { error }
      }
    })
    query.on('end', () => (failure ? reject(failure.error) : resolve()))
    query.on('error', reject)
    client.query(query)
  })
}

/** Runs a statement that returns at most one row. */
export async function first<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Given<Params>,
): Promise<Row | undefined> {
  return (await rows(db, sql, params))[0]
}

/** Runs a statement that must return a row; without one it is a bug, and says which statement. */
export async function one<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Given<Params>,
): Promise<Row> {
  const row = await first(db, sql, params)
  if (row === undefined) throw new Error(`${sql.name} returned no row`)
  return row
}

/** Runs a statement for its effect and returns how many rows it touched. */
export async function touched<Params extends readonly unknown[], Row>(
  db: Queryable,
  sql: Statement<Params, Row>,
  params: Given<Params>,
): Promise<number> {
  return (await (db as pg.Pool).query(call(sql, params))).rowCount ?? 0
}

/** A statement with its parameters as pg takes it; {@link rowsOf} reads the answer. */
export function call<Params extends readonly unknown[]>(
  { name, text }: Statement<Params, unknown>,
  params: Given<Params>,
) {
  const asked = { text, values: params as unknown as unknown[], rowMode: 'array' as const }
  return plannedEachTime.has(text) ? asked : { name, ...asked }
}

/** Reads the answer to a {@link call}: names in camelCase, `undefined` for null. */
export function rowsOf<Row>({ fields, rows }: pg.QueryArrayResult): Row[] {
  if (rows.length === 0) return []
  const keys = keysOf(fields)
  return rows.map((values) => rowOf<Row>(keys, values))
}

/** By the columns of a statement, which are described once on each connection. */
const keysOfColumns = new WeakMap<readonly pg.FieldDef[], readonly string[]>()

function keysOf(fields: readonly pg.FieldDef[]): readonly string[] {
  const before = keysOfColumns.get(fields)
  if (before) return before
  const keys = fields.map(({ name }) => keyOf(name))
  keysOfColumns.set(fields, keys)
  return keys
}

function rowOf<Row>(keys: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  for (let at = 0; at < keys.length; at++) row[keys[at]!] = values[at] ?? undefined
  return row as Row
}

const written = new Map<string, string>()

/** `card_id` as `cardId`, written once for each name. */
function keyOf(column: string): string {
  const key = written.get(column) ?? camelCase(column)
  written.set(column, key)
  return key
}

/** `card_id` as `cardId`. */
export function camelCase(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
