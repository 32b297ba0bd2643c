import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type pg from 'pg'

/**
 * The rows of a demo as a version left them: a line of JSON that says which version and when, and then, below `= table`, each row as
 * a line of JSON as PostgreSQL writes it. Packed by brotli.
 */
export interface Fixture {
  /** the last migration of that version, as its file is named */
  readonly migration: string
  /** what the demo's clock showed as they were taken */
  readonly takenAt: string
  readonly tables: readonly { readonly table: string; readonly rows: readonly string[] }[]
}

const folder = import.meta.dirname

/** The last migrations of the versions of which there are rows, the oldest first. */
export function fixtures(): string[] {
  return globSync('*.rows.br', { cwd: folder })
    .map((file) => file.replace('.rows.br', ''))
    .sort()
}

const fileOf = (migration: string) => path.join(folder, `${migration}.rows.br`)

export function readFixture(migration: string): Fixture {
  const [head, ...parts] = brotliDecompressSync(readFileSync(fileOf(migration)))
    .toString()
    .split(/^= /m)
  const tables = parts.map((part) => {
    const [table, ...rows] = part.trimEnd().split('\n')
    return { table: table!, rows }
  })
  return { ...(JSON.parse(head!) as Omit<Fixture, 'tables'>), tables }
}

/** Of what lapses by itself some rows are enough: it is large, and nothing vouches for it. */
const some: Readonly<Record<string, number>> = { inbox: 20, sign_on_model: 20, web_session: 20 }

const columnsOf = `
  select relname as table, string_agg(quote_ident(attname), ', ' order by attnum) as columns
  from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migration'
    and attnum > 0 and not attisdropped and attgenerated = ''
  group by relname
  order by relname`

interface Columns {
  readonly table: string
  readonly columns: string
}

/** Takes all rows of a demo, as whoever may read every table, and writes them; returns the tables without any. */
export async function takeFixture(client: pg.Client): Promise<{ file: string; empty: string[] }> {
  await client.query(`begin isolation level repeatable read; set local timezone = 'UTC'`)
  const { rows: about } = await client.query<{ migration: string; takenAt: string }>(
    `select name as migration, now() + offset_ms * interval '1 millisecond' as "takenAt"
    from demo_clock, schema_migration order by number desc limit 1`,
  )
  let text = `${JSON.stringify(about[0])}\n`
  const empty: string[] = []
  for (const { table, columns } of (await client.query<Columns>(columnsOf)).rows) {
    const { rows } = await client.query<{ line: string }>(
      `select row_to_json(the_row)::text as line from (select ${columns} from ${table} order by 1 limit ${some[table] ?? 'all'}) the_row`,
    )
    if (rows.length === 0) empty.push(table)
    else text += `= ${table}\n${rows.map(({ line }) => `${line}\n`).join('')}`
  }
  await client.query('commit')
  const file = fileOf(about[0]!.migration)
  writeFileSync(file, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }))
  return { file, empty }
}

/** Puts the rows of a version into its schema, as the superuser: nothing is checked, told or traced a second time. */
export async function putRows(client: pg.Client, { tables }: Fixture): Promise<void> {
  const columns = new Map(
    (await client.query<Columns>(columnsOf)).rows.map((one) => [one.table, one.columns] as const),
  )
  await client.query('set session_replication_role = replica')
  await client.query(`truncate ${[...columns.keys()].join(', ')}`)
  for (const { table, rows } of tables)
    await client.query(
      `insert into ${table} (${columns.get(table)}) overriding system value
      select ${columns.get(table)} from json_populate_recordset(null::${table}, $1)`,
      [`[${rows.join(',')}]`],
    )
  await client.query(`
    do $$ declare one record; begin
      for one in select attrelid::regclass as named, attname from pg_attribute join pg_class on pg_class.oid = attrelid
        where attidentity <> '' and relkind = 'r' loop
        execute format('select setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 1), max(%I) is not null) from %s',
          one.named, one.attname, one.attname, one.attname, one.named);
      end loop;
    end $$`)
  await client.query('reset session_replication_role')
}
