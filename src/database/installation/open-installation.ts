import pg from 'pg'
import type { Secrets } from '../../kernel/secrets/secrets.ts'
import { handOverToOwner } from '../embedded/embedded-roles.ts'
import { afterMigrations } from '../migrate.ts'
import { type Database, type OpenOptions, openDatabase } from '../open.ts'
import { checkRoles, type RoleFlaw } from '../roles/check-roles.ts'
import { assertClock } from './clock-check.ts'
import { ForeignDatabase } from './foreign-database.ts'
import { checkIdentity, type Found, type Installation, openIdentity } from './identity.ts'
import { NotPrepared, prepareAsOneRole, prepareAsOwner } from './prepare.ts'

export interface InstallationOptions extends OpenOptions, Installation {
  /** a secret that was about to take the place of the other when its process ended, and what to do when it has */
  readonly next?: { readonly secret: string; settle(): void } | undefined
  /** how far this machine's clock may be from the database's */
  readonly clockToleranceMs?: number | undefined
  /** opens all the same where the clock is wrong: for commands that only look */
  readonly anyClock?: boolean
}

/** A database that is known to be ours, migrated, with its keys. */
export interface OpenInstallation {
  readonly database: Database
  readonly secrets: Secrets
  /** names of the migrations that were applied just now */
  readonly applied: readonly string[]
  /** what keeps append-only from being more than advice; the caller decides whether to go on */
  readonly flaws: readonly RoleFlaw[]
}

/**
 * Opens the database that the settings name. Before anything is written or opened with a key it is compared with the
 * settings (mode, secret) and the machine's clock with its own; then it is brought up to date, as its owner.
 * Throws {@link ForeignDatabase} or WrongClock, with a sentence that says what to do.
 */
export async function openInstallation(options: InstallationOptions): Promise<OpenInstallation> {
  const database = await openDatabase(options)
  try {
    if (!options.anyClock)
      await assertClock({ db: database.pool, clockToleranceMs: options.clockToleranceMs })
    const { found, given } = await known(database, options)
    if (database.superuser) await handOverToOwner(database.superuser)
    const applied = database.owner
      ? await prepareAsOwner(database, database.owner, found, given)
      : await prepareAsOneRole(database, found, given)
    const secrets = await openIdentity(database.pool, given)
    return { database, secrets, applied, flaws: await checkRoles(database.pool) }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** What the database is, and by which secret it is ours. */
async function known(
  database: Database,
  options: InstallationOptions,
): Promise<{ found: Found; given: Installation }> {
  try {
    return { found: await look(database, options), given: options }
  } catch (error) {
    if (!(error instanceof ForeignDatabase) || !options.next) throw error
    const given = { ...options, secret: options.next.secret }
    const found = await look(database, given).catch(() => {
      throw error
    })
    options.next.settle()
    return { found, given }
  }
}

const NOT_GRANTED = '42501'
/** A table or a column that is not there yet. */
const HALF_MIGRATED = new Set(['42P01', '42703'])

/** Of processes that start together on an empty database one migrates: the others look at what it leaves. */
async function look(database: Database, given: Installation): Promise<Found> {
  try {
    return await lookNow(database, given)
  } catch (error) {
    if (!HALF_MIGRATED.has((error as pg.DatabaseError).code ?? '')) throw error
    await afterMigrations(database.pool)
    return lookNow(database, given)
  }
}

/** Until the first grants only the owner can look. */
async function lookNow(database: Database, given: Installation): Promise<Found> {
  try {
    return await checkIdentity(database.pool, given)
  } catch (error) {
    if ((error as pg.DatabaseError).code !== NOT_GRANTED) throw error
    if (!database.owner) throw new NotPrepared('its tables are not granted to us')
    const owner = new pg.Pool({ ...database.owner, max: 1 })
    return await checkIdentity(owner, given).finally(() => owner.end())
  }
}
