import type pg from 'pg'
import { camelCase } from '../src/database/sql.ts'
import { allStatements, preparable } from './all-statements.ts'

/** One column of an answer, as PostgreSQL describes it before the statement runs. */
interface Field {
  readonly name: string
  readonly tableID: number
  readonly columnID: number
  readonly dataTypeID: number
}

/** What the tables say of a column: whether it may be null, and the words that its check lets in. */
interface Column {
  readonly notNull: boolean
  readonly words: readonly string[]
}

const scalars: Readonly<Record<number, string>> = {
  16: 'boolean',
  17: 'Buffer',
  18: 'string',
  19: 'string',
  20: 'string',
  21: 'number',
  23: 'number',
  25: 'string',
  26: 'number',
  114: 'unknown',
  650: 'string',
  700: 'number',
  701: 'number',
  869: 'string',
  1042: 'string',
  1043: 'string',
  1082: 'string',
  1114: 'Date',
  1184: 'Date',
  1700: 'string',
  2206: 'string',
  2278: 'unknown',
  2950: 'string',
  3802: 'unknown',
}

const arrays: Readonly<Record<number, string>> = {
  1000: 'boolean[]',
  1001: 'Buffer[]',
  1005: 'number[]',
  1007: 'number[]',
  1009: 'string[]',
  1015: 'string[]',
  1016: 'string[]',
  1182: 'string[]',
  1185: 'Date[]',
  2951: 'string[]',
}

/**
 * The text of `src/database/rows.ts`: the row of every statement that answers with one, as PostgreSQL describes it.
 * A column is sure to be there where it comes from a column that is never null and no outer join lies between; whatever
 * is computed may be absent, and the statement itself says where it knows better.
 */
export async function describeRows(pool: pg.Pool): Promise<string> {
  const { statements, unreadable } = await allStatements()
  // else their statements would leave the types without a word
  for (const [file, error] of unreadable) throw new Error(`${file} cannot be read: ${error.message}`)
  const client = await pool.connect()
  try {
    const columns = await columnsOf(client)
    const tables = await tablesOf(client)
    const written: string[] = []
    for (const { name, text } of statements.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!preparable(text)) continue
      const fields = await describe(client, text)
      if (fields.length === 0) continue
      const joined = outerJoined(text, tables)
      const row = new Set(fields.map((field) => `${keyOf(field.name)}: ${typeOf(field, columns, joined)}`))
      written.push(`  '${name}': { ${[...row].join('; ')} }`)
    }
    return `${HEAD}\nexport interface Rows {\n${written.join('\n')}\n}\n`
  } finally {
    client.release()
  }
}

const HEAD = `// Written by "npm run schema" from what PostgreSQL says of each statement: a test holds it true. Do not edit.
// biome-ignore format: one line a statement

/** The row of every statement, by the statement's name. */`

function keyOf(name: string): string {
  return /^\w+$/.test(name) ? camelCase(name) : `'${name}'`
}

function typeOf(field: Field, columns: ReadonlyMap<string, Column>, joined: Joined): string {
  const column = columns.get(`${field.tableID}.${field.columnID}`)
  const plain = scalars[field.dataTypeID] ?? arrays[field.dataTypeID]
  if (!plain) throw new Error(`no type for ${field.name}, of the type ${field.dataTypeID}`)
  if (plain === 'unknown') return plain
  const type = column?.words.length ? column.words.map((word) => `'${word}'`).join(' | ') : plain
  const sure = column?.notNull && !joined(field.tableID)
  return sure ? type : `${type} | undefined`
}

type Joined = (table: number) => boolean

/** Which tables of a statement may be empty in an outer join: those it names there; all, where it joins something else. */
function outerJoined(text: string, tables: ReadonlyMap<string, number>): Joined {
  const plain = text.replace(/--.*$/gm, '')
  if (/\b(right|full)\s+(outer\s+)?join\b/i.test(plain)) return () => true
  const named = [...plain.matchAll(/\bleft\s+(?:outer\s+)?join\s+(\S+)/gi)].map(([, name]) =>
    tables.get(name ?? ''),
  )
  return (table) => named.includes(undefined) || named.includes(table)
}

async function tablesOf(client: pg.PoolClient): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; oid: number }>(
    "select relname as name, oid from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
  )
  return new Map(rows.map(({ name, oid }) => [name, oid]))
}

async function columnsOf(client: pg.PoolClient): Promise<Map<string, Column>> {
  const { rows } = await client.query<{ id: string; not_null: boolean; checks: string[] }>(`
    select
      attrelid || '.' || attnum as id, attnotnull as not_null,
      array(
        select pg_get_constraintdef(pg_constraint.oid) from pg_constraint
        where conrelid = attrelid and contype = 'c' and conkey = array[attnum]
      ) as checks
    from pg_attribute
    join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and attnum > 0
  `)
  return new Map(
    rows.map(({ id, not_null, checks }) => [id, { notNull: not_null, words: checks.flatMap(wordsOf) }]),
  )
}

/** The words of `check (status = any (array['open', 'done']))`. */
function wordsOf(check: string): string[] {
  const list = /^CHECK \(\(\w+ = ANY \(ARRAY\[((?:'[^']*'::text(?:, )?)+)\]\)\)\)$/.exec(check)?.[1]
  return [...(list ?? '').matchAll(/'([^']*)'::text/g)].map(([, word]) => word ?? '')
}

/** Asks for the description of a statement without running it. */
function describe(client: pg.PoolClient, text: string): Promise<Field[]> {
  return new Promise((resolve, reject) => {
    let fields: Field[] = []
    const described = {
      submit(connection: {
        parse(query: { name: string; text: string; types: number[] }): void
        describe(what: { type: 'S'; name: string }): void
        sync(): void
      }) {
        connection.parse({ name: '', text, types: [] })
        connection.describe({ type: 'S', name: '' })
        connection.sync()
      },
      handleRowDescription(message: { fields: Field[] }) {
        fields = message.fields
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(fields),
    }
    client.query(described as unknown as pg.Submittable)
  })
}
