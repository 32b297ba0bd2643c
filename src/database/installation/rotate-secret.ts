import { fingerprintOf, unwrapKey, wrapKey } from '../../kernel/secrets/secrets.ts'
import { first, type Queryable, statement } from '../sql.ts'

const replaceSecret = statement<[from: string, to: string, sealedKey: Buffer], 'database/replace-secret'>(
  'database/replace-secret',
  `
  update database_identity
  set secret_fingerprint = $2, sealed_key = $3, rotated_at = clock_timestamp()
  where secret_fingerprint = $1
  returning secret_fingerprint
  `,
)

const lockIdentity = statement<[], 'database/lock-identity'>(
  'database/lock-identity',
  'select sealed_key, secret_fingerprint as fingerprint from database_identity for update',
)

export interface Rotated {
  /** fingerprints */
  readonly from: string
  readonly to: string
}

/**
 * Seals the database's key under another secret, in the transaction of its owner `tx`: everything that was sealed or
 * hashed stays as it is. Undefined when the database is no longer opened by `from`.
 */
export async function rotateSecret(tx: Queryable, from: string, to: string): Promise<Rotated | undefined> {
  const kept = await first(tx, lockIdentity, [])
  if (kept?.fingerprint !== fingerprintOf(from)) return undefined
  const sealed = wrapKey(to, unwrapKey(from, kept.sealedKey))
  const prints = { from: kept.fingerprint, to: fingerprintOf(to) }
  const replaced = await first(tx, replaceSecret, [prints.from, prints.to, sealed])
  return replaced && prints
}
