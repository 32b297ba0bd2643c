import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../src/database/embedded/embedded.ts'
import { APPLICATION, OWNER } from '../../src/database/embedded/embedded-roles.ts'
import { knownMigrations, MIGRATIONS, migrate } from '../../src/database/migrate.ts'
import { putRows, readFixture } from './fixture.ts'

/** The migration that came with the second role: before it the application owned all of its database. */
const FIRST_OF_TWO_ROLES = '0027-database-identity'

/** What a version knew of money, before anything of it is upgraded: rupiah on each account. */
export type OldBalance = Readonly<Record<string, number>>

export interface OldFolder {
  readonly dataFolder: string
  readonly balance: OldBalance
  /** waves whose draw anybody can check, as `--year` and the number name them */
  readonly drawn: readonly { readonly year: number; readonly number: number }[]
  /** ends its PostgreSQL, which runs all the time, and removes it */
  remove(): Promise<void>
}

/**
 * A data folder as the version with this last migration leaves it: its roles, its schema by the product's own migrator, its rows.
 * The demo's clock stands where it stood then, whatever day it is today.
 */
export async function anOldFolder(migration: string): Promise<OldFolder> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-upgrade-'))
  const embedded = await startEmbedded({ dataFolder, settings: { fsync: 'off' } })
  const remove = async () => {
    await embedded.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
  const superuser = new pg.Client({ ...embedded.superuser, options: '-c timezone=UTC' })
  await superuser.connect()
  try {
    const owner = migration < FIRST_OF_TWO_ROLES ? APPLICATION : OWNER
    if (owner === APPLICATION) {
      await superuser.query(`alter database bekal owner to ${APPLICATION}`)
      await superuser.query(`drop role ${OWNER}`)
    }
    await migrateTo(migration, { ...embedded.connection, user: owner })
    const fixture = readFixture(migration)
    await putRows(superuser, fixture)
    const offset = Date.parse(fixture.takenAt) - Date.now()
    await superuser.query('update demo_clock set offset_ms = $1', [offset])
    return { dataFolder, balance: await balanceOf(superuser), drawn: await drawnOf(superuser), remove }
  } catch (error) {
    await remove()
    throw error
  } finally {
    await superuser.end()
  }
}

async function balanceOf(client: pg.Client): Promise<OldBalance> {
  const { rows } = await client.query<{ account: string; amount: string }>(
    'select account, sum(amount) as amount from ledger_line group by account order by account',
  )
  return Object.fromEntries(rows.map(({ account, amount }) => [account, Number(amount)]))
}

/** The first version had no draws, and no statuses of waves that tell of one. */
async function drawnOf(client: pg.Client): Promise<OldFolder['drawn']> {
  const { rows } = await client.query(`select to_regclass('public.draw') is not null as there`)
  if (!rows[0].there) return []
  const drawn = await client.query(
    `select year, number from wave join draw using (wave_id)
    where result_root is not null and status in ('announced', 'notified') order by year, number`,
  )
  return drawn.rows
}

async function migrateTo(last: string, connection: pg.ClientConfig): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-migrations-'))
  const pool = new pg.Pool({ ...connection, options: '-c timezone=UTC', max: 2 })
  try {
    await mkdir(folder, { recursive: true })
    for (const name of await knownMigrations())
      if (name <= last) await cp(path.join(MIGRATIONS, `${name}.sql`), path.join(folder, `${name}.sql`))
    await migrate(pool, folder)
  } finally {
    await pool.end()
    await rm(folder, { recursive: true })
  }
}
