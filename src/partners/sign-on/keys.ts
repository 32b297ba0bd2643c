import { generateKeyPair, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import type { Context } from '../../database/context.ts'
import { rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { day } from '../../kernel/clock.ts'
import type { Actor } from '../../kernel/request.ts'
import type { IssuerName } from './issuers.ts'

const generate = promisify(generateKeyPair)

/** How long a key is still published after a newer one took over: longer than anything that it signed is valid. */
const keptMs = day

const insert = statement<[issuer: IssuerName, kid: string, sealed: Buffer, now: Date]>(
  'partners/insert-sign-on-key',
  'insert into sign_on_key (issuer, kid, jwk_sealed, created_at) values ($1, $2, $3, $4)',
)

const select = statement<[issuer: IssuerName], 'partners/select-sign-on-keys'>(
  'partners/select-sign-on-keys',
  'select kid, jwk_sealed from sign_on_key where issuer = $1 order by created_at desc, kid',
)

const forget = statement<[Date]>(
  'partners/forget-sign-on-keys',
  `
  delete from sign_on_key as old
  where exists (
    select from sign_on_key as newer
    where newer.issuer = old.issuer and newer.created_at > old.created_at and newer.created_at < $1
  )
  `,
)

/** A private key in the form that the provider's library takes. */
export type PrivateJwk = Readonly<Record<string, unknown>> & { readonly kid: string }

/** The keys of an issuer, the one that signs first. The first key is made when there is none. */
export async function signOnKeys(ctx: Context, issuer: IssuerName): Promise<PrivateJwk[]> {
  const kept = await rows(ctx.db, select, [issuer])
  if (kept.length > 0) return kept.map(({ jwkSealed }) => JSON.parse(ctx.secrets.open(jwkSealed)))
  await addKey(ctx, issuer, { actor: 'system:start', requestId: 'start' })
  return signOnKeys(ctx, issuer)
}

/** Makes a new key that signs from now on; the ones before it stay published for a day. Returns its name. */
export function rotateSignOnKey(ctx: Context, issuer: IssuerName, by: Actor): Promise<string> {
  return addKey(ctx, issuer, by)
}

/** Removes keys that nothing valid can be signed with any more; returns how many. For the timetable. */
export function forgetOldSignOnKeys(ctx: Context): Promise<number> {
  return touched(ctx.db, forget, [new Date(ctx.clock.now().getTime() - keptMs)])
}

async function addKey(ctx: Context, issuer: IssuerName, by: Actor): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  const kid = randomUUID()
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
  const now = ctx.clock.now()
  await inTransaction(ctx.db, async (client) => {
    await touched(client, insert, [issuer, kid, ctx.secrets.seal(JSON.stringify(jwk)), now])
    await writeJournal(client, by, now, [
      { event: 'sign_on_key_made', subject: `issuer:${issuer}`, facts: { kid } },
    ])
  })
  return kid
}
