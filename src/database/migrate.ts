import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { oneAtATime } from './one-at-a-time.ts'

/** Where the product's own migrations lie. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Any number, the same for every bekal: whoever holds this advisory lock is the one who migrates. */
const MIGRATING = 2_020_111_127

interface Migration {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly checksum: string
}

interface AppliedMigration {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/**
 * Brings the schema up to date: applies, in order and each in a transaction of its own, the files of `folder` that
 * were not applied yet, and returns their names. Several processes may call it at once: one works, the others wait.
 * Throws when a file that was already applied is changed or missing: a schema only ever moves forward.
 */
export async function migrate(pool: pg.Pool, folder: string = MIGRATIONS): Promise<string[]> {
  const migrations = await readMigrations(folder)
  return oneAtATime(pool, MIGRATING, async () => {
    const client = await pool.connect()
    try {
      return await applyMissing(client, migrations)
    } finally {
      client.release()
    }
  })
}

/** Resolves when no other process migrates. */
export async function afterMigrations(pool: pg.Pool): Promise<void> {
  await oneAtATime(pool, MIGRATING, async () => {})
}

async function applyMissing(client: pg.PoolClient, migrations: Migration[]): Promise<string[]> {
  await client.query(`
    create table if not exists schema_migration (
      number int primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`)
  const applied = await client.query<AppliedMigration>('select number, name, checksum from schema_migration')
  const missing = compare(migrations, applied.rows)
  for (const migration of missing) await apply(client, migration)
  return missing.map(({ name }) => name)
}

/** The names of the migrations that this database still lacks; reads only. */
export async function missingMigrations(pool: pg.Pool, folder: string = MIGRATIONS): Promise<string[]> {
  const { rows } = await pool.query(`select to_regclass('public.schema_migration') is not null as there`)
  const applied = rows[0].there
    ? await pool.query<AppliedMigration>('select number, name, checksum from schema_migration')
    : { rows: [] }
  return compare(await readMigrations(folder), applied.rows).map(({ name }) => name)
}

/** The names of the migrations that this database has, in order; reads only. */
export async function appliedMigrations(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<AppliedMigration>('select name from schema_migration order by number')
  return rows.map(({ name }) => name)
}

/** The names of the migrations that this version knows, in order. */
export async function knownMigrations(folder: string = MIGRATIONS): Promise<string[]> {
  return (await readMigrations(folder)).map(({ name }) => name)
}

/** The migrations still to apply, once it is certain that what was applied is what lies here. */
function compare(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  for (const { number, name, checksum } of applied) {
    const here = migrations.find((migration) => migration.number === number)
    if (!here) {
      throw new Error(
        `The database has migration ${name}, which this version of bekal does not know: ` +
          'it was made by a newer version. Start that one.',
      )
    }
    if (here.name !== name || here.checksum !== checksum) {
      throw new Error(
        `Migration ${here.name} was changed after it was applied${here.name === name ? '' : ` as ${name}`}. ` +
          'Put the file back as it was, and write the change as a new migration.',
      )
    }
  }
  const latest = Math.max(0, ...applied.map(({ number }) => number))
  const missing = migrations.filter(({ number }) => !applied.some((done) => done.number === number))
  const late = missing.find(({ number }) => number < latest)
  if (late)
    throw new Error(`Migration ${late.name} came after ${latest} was applied: give it the next number.`)
  return missing
}

/** A migration that changes rows which the journal vouches for tells of it; before there are traces it says nothing. */
async function tellOfRows(client: pg.PoolClient, name: string): Promise<void> {
  const { rows } = await client.query(`select to_regclass('public.trace') is not null as traced`)
  if (!rows[0].traced) return
  await client.query(
    `insert into journal (at, actor, act, subject, request_id)
    select clock_timestamp(), 'system:migration', 'schema_migrated', 'migration:' || $1::text, 'migration'
    where exists (select from trace where tx = pg_current_xact_id()::text::bigint + journal_tx_offset())`,
    [name],
  )
}

async function apply(client: pg.PoolClient, { number, name, text, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await tellOfRows(client, name)
    await client.query('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [
      number,
      name,
      checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${name} failed: ${describe(error as pg.DatabaseError, text)}`, {
      cause: error,
    })
  }
}

function describe(error: pg.DatabaseError, text: string): string {
  const line = error.position ? text.slice(0, Number(error.position)).split('\n').length : undefined
  return [line && `line ${line}:`, error.message, error.detail, error.hint].filter(Boolean).join(' ')
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const migrations: Migration[] = []
  for (const [index, file] of files.entries()) {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1])
    if (number !== index + 1) {
      throw new Error(
        `migrations/${file} is not number ${index + 1}: files are named 0001-name.sql, 0002-name.sql, and so on.`,
      )
    }
    // A checkout on another system may end its lines differently; that is no change.
    const text = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
    const checksum = createHash('sha256').update(text).digest('hex')
    migrations.push({ number, name: file.replace('.sql', ''), text, checksum })
  }
  return migrations
}
