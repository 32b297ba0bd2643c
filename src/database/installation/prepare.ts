import pg from 'pg'
import { migrate, missingMigrations } from '../migrate.ts'
import type { Database } from '../open.ts'
import { grantToApplication } from '../roles/grant-application.ts'
import { continueJournal, journalIsForeign } from '../seals/journal-continue.ts'
import { inTransaction } from '../transaction.ts'
import { type Found, type Installation, keepIdentity, readIdentity } from './identity.ts'

/** Any number, the same for every bekal: one process grants at a time. */
const GRANTING = 2_020_111_130

/**
 * Brings the database up to date as the role that owns it, and grants the application what it needs. Returns the names of
 * the migrations that were applied.
 */
export async function prepareAsOwner(
  database: Pick<Database, 'pool'>,
  terms: pg.ClientConfig,
  found: Found,
  given: Installation,
): Promise<string[]> {
  const application = await roleOf(database.pool)
  const owner = new pg.Pool({ ...terms, max: 2 })
  owner.on('error', () => {})
  try {
    const applied = await bringUpToDate(owner, found, given)
    if ((await roleOf(owner)) !== application) {
      await inTransaction(owner, async (tx) => {
        await tx.query('select pg_advisory_xact_lock($1)', [GRANTING])
        await grantToApplication(tx, application)
      })
    }
    return applied
  } finally {
    await owner.end()
  }
}

/**
 * The same where only one role is known: it is the owner itself, or the owner has prepared everything before.
 * Throws what to do when it has not.
 */
export async function prepareAsOneRole(
  database: Pick<Database, 'pool'>,
  found: Found,
  given: Installation,
): Promise<string[]> {
  const { pool } = database
  if (await ownsSchema(pool)) return bringUpToDate(pool, found, given)
  const missing = await missingMigrations(pool).catch((error: pg.DatabaseError) => {
    throw error.code === '42501' ? new NotPrepared('its tables are not granted to us') : error
  })
  if (missing.length > 0) throw new NotPrepared(`migrations are missing (${missing.join(', ')})`)
  if (!(await readIdentity(pool))) throw new NotPrepared('it does not know yet what it is')
  if (await journalIsForeign(pool)) throw new NotPrepared('it was restored from a dump')
  return []
}

/** The owner has to do something first. */
export class NotPrepared extends Error {
  constructor(why: string) {
    super(
      `Basis data belum siap / the database is not prepared: ${why}.\n` +
        'Jalankan / run "bekal database prepare" dengan / with DATABASE_OWNER_URL (docs/deployment.md).',
    )
  }
}

async function bringUpToDate(owner: pg.Pool, found: Found, given: Installation): Promise<string[]> {
  await continueJournal(owner)
  const applied = await migrate(owner)
  await keepIdentity(owner, found, given)
  return applied
}

async function roleOf(db: pg.Pool): Promise<string> {
  return (await db.query<{ role: string }>('select current_user as role')).rows[0]!.role
}

/** Whether this role may migrate: the schema is its own, or there is none yet and it may make one. */
async function ownsSchema(db: pg.Pool): Promise<boolean> {
  const { rows } = await db.query<{ owns: boolean }>(`
    select coalesce(
      (select pg_has_role(current_user, relowner, 'usage') from pg_class
        where oid = to_regclass('public.schema_migration')),
      has_schema_privilege(current_user, 'public', 'create')) as owns`)
  return rows[0]?.owns ?? false
}
