import { generate } from '@digitalbazaar/ed25519-multikey'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'

/** A key of the issuer, without its private half. */
export interface IssuerKey {
  readonly issuerKeyId: number
  /** multibase, as did.json has it */
  readonly publicKey: string
  readonly createdAt: Date
  readonly retiredAt: Date | undefined
  readonly compromised: boolean
}

const allKeys = statement<[], 'learning/issuer-keys'>(
  'learning/issuer-keys',
  `
  select issuer_key_id, public_key, created_at, retired_at, compromised
  from issuer_key order by issuer_key_id desc
  `,
)

/** Every key there ever was, the newest first. */
export function issuerKeys(db: Queryable): Promise<IssuerKey[]> {
  return rows(db, allKeys, [])
}

const currentKey = statement<[], 'learning/current-issuer-key', 'sealedPrivateKey'>(
  'learning/current-issuer-key',
  'select issuer_key_id, public_key, sealed_private_key from issuer_key where retired_at is null',
)

const insertKey = statement<
  [publicKey: string, sealedPrivateKey: Buffer, now: Date, actor: string, requestId: string]
>(
  'learning/insert-issuer-key',
  `
  with made as (
    insert into issuer_key (public_key, sealed_private_key, created_at) values ($1, $2, $3)
    -- two processes that start together, or two rotations at once, make one key
    on conflict ((retired_at is null)) where retired_at is null do nothing
    returning issuer_key_id
  )
  insert into journal (at, actor, act, subject, request_id)
  select $3, $4, 'issuer_key_created', 'issuer_key:' || issuer_key_id, $5 from made
  `,
)

const retireKey = statement<[now: Date, compromised: boolean, actor: string, requestId: string]>(
  'learning/retire-issuer-key',
  `
  with retired as (
    update issuer_key set retired_at = $1, compromised = $2, sealed_private_key = null
    where retired_at is null
    returning issuer_key_id
  )
  insert into journal (at, actor, act, subject, reason, request_id)
  select $1, $3, 'issuer_key_retired', 'issuer_key:' || issuer_key_id,
    case when $2 then 'compromised' else 'rotated' end, $4
  from retired
  `,
)

/** Makes the first key of an installation; does nothing where there is one. Called at every start. */
export async function ensureIssuerKey(ctx: Context): Promise<void> {
  if (await first(ctx.db, currentKey, [])) return
  await makeKey(ctx, ctx.db, { actor: 'system:start', requestId: 'start' })
}

/**
 * Retires the key that signs and makes the next one. What the old one signed stays verifiable, unless it is said to be
 * compromised: then did.json names it no more, and holders download their certificates again.
 */
export async function rotateIssuerKey(
  ctx: Context,
  { compromised = false }: { compromised?: boolean },
  actor: Actor,
): Promise<IssuerKey> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, retireKey, [ctx.clock.now(), compromised, actor.actor, actor.requestId])
    await makeKey(ctx, tx, actor)
    const [newest] = await issuerKeys(tx)
    if (!newest) throw new Error('a rotation left no key')
    return newest
  })
}

const distrustKey = statement<
  [issuerKeyId: number, now: Date, actor: string, requestId: string],
  'learning/distrust-issuer-key',
  'known' | 'signs'
>(
  'learning/distrust-issuer-key',
  `
  with distrusted as (
    update issuer_key set compromised = true
    where issuer_key_id = $1 and retired_at is not null and not compromised
    returning issuer_key_id
  ),
  journaled as (
    insert into journal (at, actor, act, subject, request_id)
    select $2, $3, 'issuer_key_distrusted', 'issuer_key:' || issuer_key_id, $4 from distrusted
  )
  select count(*) > 0 as known, coalesce(bool_or(retired_at is null), false) as signs
  from issuer_key where issuer_key_id = $1
  `,
)

/** Why a key is not distrusted. */
export const issuerKeyRefusals = refusalWords({
  id: {
    key_unknown: 'Kunci penerbit bernomor itu tidak ada: bekal issuer-key show.',
    key_signs: 'Kunci ini sedang dipakai menandatangani: ganti dengan rotate --compromised.',
  },
  en: {
    key_unknown: 'There is no issuer key of this number: bekal issuer-key show.',
    key_signs: 'This key signs now: rotate it with --compromised instead.',
  },
})

/**
 * Publishes a retired key no more, when it turns out that somebody else had it. Refused for the key that signs now: that
 * one is rotated as compromised.
 */
export async function distrustIssuerKey(
  ctx: Context,
  issuerKeyId: number,
  { actor, requestId }: Actor,
): Promise<Outcome<undefined, 'key_unknown' | 'key_signs'>> {
  const { known, signs } = await one(ctx.db, distrustKey, [issuerKeyId, ctx.clock.now(), actor, requestId])
  if (!known) return refuse('key_unknown')
  return signs ? refuse('key_signs') : done(undefined)
}

async function makeKey(ctx: Context, db: Queryable, { actor, requestId }: Actor): Promise<void> {
  const { publicKeyMultibase, secretKeyMultibase } = await generate()
  const sealed = ctx.secrets.seal(secretKeyMultibase)
  await rows(db, insertKey, [publicKeyMultibase, sealed, ctx.clock.now(), actor, requestId])
}

/** The key that signs, opened. */
export async function openCurrentKey(ctx: Context): Promise<{
  readonly issuerKeyId: number
  readonly publicKey: string
  readonly privateKey: string
}> {
  const { sealedPrivateKey, ...key } = await one(ctx.db, currentKey, [])
  return { ...key, privateKey: ctx.secrets.open(sealedPrivateKey) }
}
