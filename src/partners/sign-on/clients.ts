import { randomBytes } from 'node:crypto'
import type { Context } from '../../database/context.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { partnerRefusals } from '../directory/register-partner.ts'
import { journalPartner } from '../directory/store.ts'
import { type IssuerName, knownScopes, type Scope } from './issuers.ts'
import { redirectRefusal, redirectRefusals } from './redirect-rules.ts'

/** A partner as it may ask for logins. */
export interface SignOnClient {
  readonly issuer: IssuerName
  /** also the partner's client code */
  readonly clientId: string
  readonly name: string
  readonly redirectUris: readonly string[]
  readonly postLogoutUris: readonly string[]
  readonly scopes: readonly Scope[]
  readonly createdAt: Date
  readonly secretChangedAt: Date
  /** from then on it logs nobody in */
  readonly endedAt: Date | undefined
}

type ClientRow = Row<'partners/list-sign-on-clients', { scopes: Scope[] }>

const list = statement<[], 'partners/list-sign-on-clients', ClientRow>(
  'partners/list-sign-on-clients',
  `
  select issuer, sign_on_client.client_id, partner.name, redirect_uris, post_logout_uris, scopes,
    sign_on_client.created_at, secret_changed_at, ended_at
  from sign_on_client join partner using (partner_id)
  order by issuer, sign_on_client.client_id
  `,
)

/** Every client of both providers; never their secrets. */
export function listSignOnClients(db: Queryable): Promise<SignOnClient[]> {
  return rows(db, list, [])
}

const insert = statement<
  [
    issuer: IssuerName,
    clientCode: string,
    sealed: Buffer,
    redirectUris: readonly string[],
    postLogoutUris: readonly string[],
    scopes: readonly Scope[],
    now: Date,
  ],
  'partners/insert-sign-on-client'
>(
  'partners/insert-sign-on-client',
  `
  insert into sign_on_client
    (issuer, client_id, partner_id, secret_sealed, redirect_uris, post_logout_uris, scopes, created_at, secret_changed_at)
  select $1, client_code, partner_id, $3, $4, $5, $6, $7, $7 from partner where client_code = $2
  on conflict (issuer, client_id) do update set
    secret_sealed = excluded.secret_sealed, redirect_uris = excluded.redirect_uris,
    post_logout_uris = excluded.post_logout_uris, scopes = excluded.scopes,
    secret_changed_at = excluded.secret_changed_at, ended_at = null
  where sign_on_client.ended_at is not null
  returning client_id
  `,
)

const partnerKnown = statement<[clientCode: string], 'partners/partner-known', 'known'>(
  'partners/partner-known',
  'select exists (select from partner where client_code = $1) as known',
)

export interface NewSignOnClient extends Actor {
  readonly issuer: IssuerName
  readonly clientCode: string
  readonly redirectUris: readonly string[]
  readonly postLogoutUris?: readonly string[]
  readonly scopes: readonly string[]
  /** plain http is for machines at home only: `localhost`, and everywhere in the demo */
  readonly allowHttp?: boolean
}

/** Why a partner is no client of single sign-on, or none any more. */
export const clientRefusals = refusalWords({
  id: {
    client_taken: 'Mitra ini sudah menjadi klien: beri rahasia baru dengan rotate-secret.',
    client_unknown: 'Mitra ini bukan klien masuk tunggal: tambahkan dulu.',
  },
  en: {
    client_taken: 'This partner is a client already: give it a new secret by rotate-secret.',
    client_unknown: 'This partner is no client of single sign-on: add it first.',
  },
  also: [only(partnerRefusals, 'partner_unknown'), redirectRefusals],
})
export type ClientRefusal = Exclude<ReasonOf<typeof clientRefusals>, 'client_unknown'>

/** Makes a partner a client of a provider. Its secret is in the answer, and shown by nothing else ever again. */
export async function addSignOnClient(
  ctx: Context,
  wanted: NewSignOnClient,
): Promise<Outcome<{ clientId: string; secret: string; scopes: readonly Scope[] }, ClientRefusal>> {
  const { issuer, clientCode, redirectUris, postLogoutUris = [] } = wanted
  const wrong = redirectRefusal(redirectUris, postLogoutUris, wanted.allowHttp ?? false)
  if (wrong) return refuse(wrong)
  const scopes = knownScopes(issuer, ['openid', ...wanted.scopes])
  const secret = newSecret()
  const now = ctx.clock.now()
  return inTransaction(ctx.db, async (client) => {
    const sealed = ctx.secrets.seal(secret)
    const made = await first(client, insert, [
      issuer,
      clientCode,
      sealed,
      redirectUris,
      postLogoutUris,
      scopes,
      now,
    ])
    if (!made) {
      const known = (await first(client, partnerKnown, [clientCode]))?.known
      return refuse(known ? 'client_taken' : 'partner_unknown')
    }
    await journalPartner(client, wanted, now, 'sign_on_client_added', { issuer, scopes })
    return done({ clientId: made.clientId, secret, scopes })
  })
}

const changeSecret = statement<[issuer: IssuerName, clientId: string, sealed: Buffer, now: Date]>(
  'partners/change-sign-on-secret',
  `
  update sign_on_client set secret_sealed = $3, secret_changed_at = $4
  where issuer = $1 and client_id = $2 and ended_at is null
  `,
)

/** Gives a client a new secret; the one before it ends at once. */
export async function rotateSignOnSecret(
  ctx: Context,
  change: Actor & { readonly issuer: IssuerName; readonly clientCode: string },
): Promise<Outcome<{ secret: string }, 'client_unknown'>> {
  const { issuer, clientCode } = change
  const secret = newSecret()
  const now = ctx.clock.now()
  return inTransaction(ctx.db, async (client) => {
    const sealed = ctx.secrets.seal(secret)
    if ((await touched(client, changeSecret, [issuer, clientCode, sealed, now])) === 0)
      return refuse('client_unknown')
    await journalPartner(client, change, now, 'sign_on_secret_rotated', { issuer })
    return done({ secret })
  })
}

const find = statement<
  [issuer: IssuerName, clientId: string],
  'partners/find-sign-on-client',
  Pick<ClientRow, 'name' | 'redirectUris' | 'postLogoutUris' | 'scopes'> & { secretSealed: Buffer }
>(
  'partners/find-sign-on-client',
  `
  select partner.name, redirect_uris, post_logout_uris, scopes, secret_sealed
  from sign_on_client join partner using (partner_id)
  where issuer = $1 and sign_on_client.client_id = $2 and partner.status = 'active' and ended_at is null
  `,
)

/** A client as its provider needs it, with its secret; suspended partners have none. */
export async function findSignOnClient(ctx: Context, issuer: IssuerName, clientId: string) {
  const row = await first(ctx.db, find, [issuer, clientId])
  return row && { ...row, secret: ctx.secrets.open(row.secretSealed) }
}

/** 256 bits: nobody tries these out. */
function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
