import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { one, rows, touched } from '../database/sql.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { type ClaimRefusal, claimRefusal, claimsSince } from './claim-rules.ts'
import * as sql from './claim-sql.ts'
import type { ClaimedIdentity } from './population-registry.ts'

/** The keyed hashes that a NIK and a family card are matched by. */
export interface IdentityKeys {
  readonly nikHash: Buffer
  readonly kkHash: Buffer
}

export function identityKeys(
  { secrets }: Pick<Context, 'secrets'>,
  { nik, kk }: Pick<ClaimedIdentity, 'nik' | 'kk'>,
): IdentityKeys {
  return { nikHash: secrets.hash('nik', nik), kkHash: secrets.hash('kk', kk) }
}

/**
 * Takes the locks of a NIK and its family card, and says whether they may be claimed now by an account (or by nobody
 * of the portal). Whatever the caller writes in the same transaction is decided together with this.
 */
export async function mayClaim(
  tx: pg.PoolClient,
  keys: IdentityKeys,
  accountId: string | null,
  now: Date,
  maxPerFamilyCard: number,
): Promise<Outcome<undefined, ClaimRefusal>> {
  // Always first the NIK, then the family card: two who ask for both never wait for each other.
  await rows(tx, sql.lockKey, [lockOf('nik', keys.nikHash)])
  await rows(tx, sql.lockKey, [lockOf('kk', keys.kkHash)])
  const since = claimsSince(now)
  const facts = await one(tx, sql.selectClaimFacts, [keys.nikHash, keys.kkHash, accountId, since])
  const refusal = claimRefusal(facts, maxPerFamilyCard)
  if (refusal === 'excluded') return refuse(refusal, { belongsTo: facts.excludedBy ?? '' })
  if (refusal) return refuse(refusal)
  if (facts.lapsedElsewhere) await touched(tx, sql.dropLapsedClaim, [keys.nikHash, accountId, since])
  return done(undefined)
}

// The two kinds have keys of their own by their lowest bit.
/** The advisory lock of a NIK or a family card. */
export function lockOf(kind: 'nik' | 'kk', hash: Buffer): string {
  const key = hash.readBigInt64BE(0)
  return String(BigInt.asIntN(64, kind === 'nik' ? key & ~1n : key | 1n))
}
