import type pg from 'pg'

interface Column {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
}

/**
 * Fills every table but those named with invented rows that mean nothing, so that the planner sees tables of a size.
 * Constraints that would refuse them are dropped: only for a database that is thrown away. Statuses take the values that
 * their checks allow, columns that may be null are null in every other row.
 */
export async function fillTables(db: pg.Client, rows: number, small: ReadonlySet<string>): Promise<string[]> {
  const found = await db.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  const tables = found.rows.map(({ name }) => name).filter((name) => !small.has(name))
  const words = await wordsOfChecks(db)
  const hinder = await db.query<{ text: string }>(
    `select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as text
     from pg_constraint where contype in ('f', 'c') and connamespace = 'public'::regnamespace and conparentid = 0`,
  )
  for (const { text } of hinder.rows) await db.query(text)
  for (const table of tables) {
    await db.query(`alter table "${table}" disable trigger user`)
    const columns = await columnsOf(db, table)
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    const values = columns.map((column) => fillingOf(table, column, words)).join(', ')
    await db.query(
      `insert into "${table}" (${names}) overriding system value
       select ${values} from generate_series(1, $1::int) i on conflict do nothing`,
      [rows],
    )
  }
  await db.query('analyze')
  return tables
}

/** The words that `check (status in (...))` and the like allow, by `table.column`. */
async function wordsOfChecks(db: pg.Client): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ place: string; said: string }>(
    `select conrelid::regclass || '.' || attname as place, pg_get_constraintdef(pg_constraint.oid) as said
     from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where contype = 'c' and cardinality(conkey) = 1`,
  )
  const words = new Map<string, string[]>()
  for (const { place, said } of rows) {
    const allowed = [...said.matchAll(/'([^']+)'::text/g)].map((match) => match[1]!)
    if (/= ANY|= '/.test(said) && allowed.length > 0) words.set(place, allowed)
  }
  return words
}

async function columnsOf(db: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await db.query<Column>(
    `select attname as name, format_type(atttypid, null) as type, not attnotnull as nullable
     from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [`"${table}"`],
  )
  return rows
}

function fillingOf(table: string, { name, type, nullable }: Column, words: Map<string, string[]>): string {
  const allowed = words.get(`${table}.${name}`)
  const value =
    allowed && type === 'text'
      ? `(array[${allowed.map((word) => `'${word}'`).join(', ')}])[1 + i % ${allowed.length}]`
      : (byType[type] ?? (type.endsWith('[]') ? `'{}'::${type}` : undefined))
  if (!value) throw new Error(`${table}.${name} is ${type}: say in fill-tables.ts how it is filled`)
  return nullable ? `case when i % 2 = 0 then ${value} end` : value
}

const byType: Readonly<Record<string, string>> = {
  bigint: 'i',
  integer: 'i',
  smallint: '(i % 30000)::smallint',
  numeric: 'i',
  'double precision': 'i',
  text: `'word-' || i`,
  boolean: 'i % 2 = 0',
  date: `date '1960-01-01' + i % 15000`,
  'timestamp with time zone': `now() - i * interval '1 minute'`,
  interval: `i * interval '1 second'`,
  jsonb: `'{}'::jsonb`,
  json: `'{}'::json`,
  bytea: `sha256(i::text::bytea)`,
  uuid: 'gen_random_uuid()',
  inet: `'10.0.0.0'::inet + i`,
  tsvector: `to_tsvector('simple', 'word' || i)`,
}
