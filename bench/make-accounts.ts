import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../src/database/context.ts'
import { statement, touched } from '../src/database/sql.ts'
import { hashPassword } from '../src/kernel/secrets/passwords.ts'

/** The sessions of buyers who are logged in, as their browsers hold them. */
export interface LoggedIn {
  readonly count: number
  /** the token in the cookie of one of them */
  token(index: number): string
}

const tokenBytes = 32
const chunk = 10_000

const insertAccounts = statement<
  [
    storefront: string,
    run: string,
    from: number,
    hash: string,
    now: Date,
    tokenHashes: Buffer[],
    csrf: string[],
  ]
>(
  'bench/insert-accounts',
  `
  with wanted as (
    select $3::int + ordinality as n, token_hash, csrf
    from unnest($6::bytea[], $7::text[]) with ordinality as one (token_hash, csrf, ordinality)
  ),
  made as (
    insert into storefront_account (storefront, email, name, phone, password_hash, created_at)
    select $1::text, lower($2::text) || '-' || n || '@contoh.example', 'Pembeli ' || n, null, $4, $5::timestamptz
    from wanted
    returning account_id, email
  )
  insert into web_session (token_hash, site, account_id, csrf, device, created_at, seen_at)
  select token_hash, $1, account_id, csrf, 'Chrome Linux', $5, $5
  from wanted join made on made.email = lower($2) || '-' || n || '@contoh.example'
  `,
)

/** Accounts of a storefront, each logged in once: what argon2 costs is not measured. */
export async function makeAccounts(
  ctx: Context,
  storefront: string,
  run: string,
  count: number,
): Promise<LoggedIn> {
  const tokens = randomBytes(count * tokenBytes)
  const tokenOf = (index: number) =>
    tokens.subarray(index * tokenBytes, (index + 1) * tokenBytes).toString('base64url')
  const hash = await hashPassword('kata sandi untuk mengukur')
  for (let from = 0; from < count; from += chunk) {
    const indexes = Array.from({ length: Math.min(chunk, count - from) }, (_, i) => from + i)
    const hashes = indexes.map((index) => createHash('sha256').update(tokenOf(index)).digest())
    const csrf = indexes.map(() => randomBytes(32).toString('base64url'))
    await touched(ctx.db, insertAccounts, [storefront, run, from, hash, ctx.clock.now(), hashes, csrf])
  }
  return { count, token: tokenOf }
}
