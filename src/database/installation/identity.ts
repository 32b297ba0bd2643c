import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import {
  fingerprintOf,
  keyOfSecret,
  type Secrets,
  secretsFrom,
  secretsFromKey,
  unwrapKey,
  wrapKey,
} from '../../kernel/secrets/secrets.ts'
import { first, type Queryable, statement } from '../sql.ts'
import { foreignDatabase } from './foreign-database.ts'

/** What the settings say that the database is. */
export interface Installation {
  readonly mode: 'demo' | 'production'
  readonly secret: string
  /** the demo's secret lies beside the embedded database, which so is the demo's own */
  readonly ownFolder?: boolean
}

/** What a database says that it is. */
export interface Identity {
  readonly mode: 'demo' | 'production'
  readonly fingerprint: string
  readonly sealedKey: Buffer
}

/** What was found: an identity; a database of before they were kept, which fits; or an empty one. */
export type Found = Identity | 'older' | 'empty'

/**
 * Compares the database with the settings, reading only: whoever is refused here has touched nothing. Throws a sentence
 * in both languages that says what to do, when mode or secret is another one.
 */
export async function checkIdentity(
  db: Queryable,
  { mode, secret, ownFolder }: Installation,
): Promise<Found> {
  const identity = await readIdentity(db)
  if (identity) {
    if (identity.mode !== mode)
      throw foreignDatabase(mode === 'demo' ? 'demo_on_production' : 'production_on_demo')
    if (identity.fingerprint !== fingerprintOf(secret))
      throw foreignDatabase('secret', { theirs: identity.fingerprint, ours: fingerprintOf(secret) })
    return identity
  }
  const older = await query<{ there: boolean }>(
    db,
    `select to_regclass('public.person') is not null as there`,
  )
  if (!older?.there) return 'empty'
  await checkOlder(db, mode, ownFolder ?? false)
  if (!(await opensSomething(db, secretsFrom(secret)))) throw foreignDatabase('secret')
  return 'older'
}

const selectIdentity = statement<[], 'database/select-identity'>(
  'database/select-identity',
  'select mode, secret_fingerprint as fingerprint, sealed_key from database_identity',
)

/** The identity of the database, or undefined when it keeps none yet. */
export async function readIdentity(db: Queryable): Promise<Identity | undefined> {
  const table = await query<{ there: boolean }>(
    db,
    `select to_regclass('public.database_identity') is not null as there`,
  )
  if (!table?.there) return undefined
  return first(db, selectIdentity, [])
}

/** Writes down what the database is from now on, as the owner; the first of several processes decides, and all compare. */
export async function keepIdentity(owner: Queryable, found: Found, given: Installation): Promise<void> {
  if (typeof found === 'object') return
  // What an older database has sealed was sealed with keys of the secret itself.
  const key = found === 'older' ? keyOfSecret(given.secret) : randomBytes(32)
  await owner.query(
    `insert into database_identity (mode, secret_fingerprint, sealed_key, made_at)
    values ($1, $2, $3, clock_timestamp()) on conflict do nothing`,
    [given.mode, fingerprintOf(given.secret), wrapKey(given.secret, key)],
  )
}

/** The keys of a database, once it is certain that it is ours. */
export async function openIdentity(db: Queryable, given: Installation): Promise<Secrets> {
  const identity = await checkIdentity(db, given)
  if (typeof identity !== 'object') throw new Error('the database keeps no identity')
  return secretsFromKey(unwrapKey(given.secret, identity.sealedKey))
}

/** What a demo leaves behind, and no production. */
const demoSigns = `
  select exists (select from inbox) or exists (select from demo_clock where offset_ms <> 0)
    or exists (select from partner where sandbox and client_code = 'mitra-uji-01') as demo,
    exists (select from person) or exists (select from partner) or exists (select from programme_year) as used`

async function checkOlder(db: Queryable, mode: Installation['mode'], ownFolder: boolean): Promise<void> {
  const signs = await query<{ demo: boolean; used: boolean }>(db, demoSigns)
  if (mode === 'production' && signs?.demo) throw foreignDatabase('production_on_demo')
  if (mode === 'demo' && signs?.used && !signs.demo && !ownFolder) throw foreignDatabase('demo_on_production')
}

/** Where something is sealed that is there early and stays. */
const sealedPlaces = [
  'select nik_sealed as sealed from person limit 1',
  'select sealed from partner_key limit 1',
  'select sealed_private_key as sealed from issuer_key where sealed_private_key is not null limit 1',
  'select jwk_sealed as sealed from sign_on_key limit 1',
  'select totp_sealed as sealed from staff limit 1',
]

/** Whether these keys open what the database has sealed; where it has sealed nothing yet, any do. */
async function opensSomething(db: Queryable, secrets: Secrets): Promise<boolean> {
  for (const sql of sealedPlaces) {
    const found = await query<{ sealed: Buffer }>(db, sql)
    if (!found) continue
    try {
      secrets.open(found.sealed)
      return true
    } catch {
      return false
    }
  }
  return true
}

async function query<Row extends pg.QueryResultRow>(db: Queryable, sql: string): Promise<Row | undefined> {
  return (await (db as pg.Pool).query<Row>(sql)).rows[0]
}
