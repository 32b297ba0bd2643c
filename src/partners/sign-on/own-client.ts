import type { Context } from '../../database/context.ts'
import { statement, touched } from '../../database/sql.ts'
import { addSignOnClient, findSignOnClient } from './clients.ts'
import { type IssuerName, knownScopes, type Scope } from './issuers.ts'

const correctUris = statement<
  [
    issuer: IssuerName,
    clientId: string,
    redirectUris: string[],
    postLogoutUris: string[],
    scopes: Scope[],
    now: Date,
  ]
>(
  'partners/correct-sign-on-client',
  `
  with corrected as (
    update sign_on_client set redirect_uris = $3, post_logout_uris = $4, scopes = $5
    where issuer = $1 and client_id = $2 and (redirect_uris, post_logout_uris, scopes) is distinct from ($3, $4, $5)
    returning issuer, client_id, scopes
  )
  insert into journal (at, actor, act, subject, request_id, facts)
  select
    $6, 'system:start', 'sign_on_client_corrected', 'partner:' || client_id, 'start',
    jsonb_build_object('issuer', issuer, 'scopes', scopes)
  from corrected
  `,
)

export interface OwnClient {
  readonly issuer: IssuerName
  /** the storefront's id, which is also its client code */
  readonly storefront: string
  readonly redirectUri: string
  readonly postLogoutUri: string
  readonly scopes: readonly string[]
}

/**
 * Makes sure that a storefront of ours is a client of its provider, at the address that people see now. To be repeated
 * at every start. Returns its secret.
 */
export async function ensureOwnClient(ctx: Context, own: OwnClient): Promise<string> {
  const { issuer, storefront, redirectUri, postLogoutUri } = own
  const made = await addSignOnClient(ctx, {
    actor: 'system:start',
    requestId: 'start',
    issuer,
    clientCode: storefront,
    redirectUris: [redirectUri],
    postLogoutUris: [postLogoutUri],
    scopes: own.scopes,
    allowHttp: true,
  })
  if (!made.ok && made.refusal !== 'client_taken')
    throw new Error(`the storefront ${storefront} cannot be a client of ${issuer}: ${made.refusal}`)
  const scopes = knownScopes(issuer, ['openid', ...own.scopes])
  await touched(ctx.db, correctUris, [
    issuer,
    storefront,
    [redirectUri],
    [postLogoutUri],
    scopes,
    ctx.clock.now(),
  ])
  const known = await findSignOnClient(ctx, issuer, storefront)
  if (!known) throw new Error(`the storefront ${storefront} is suspended as a partner`)
  return known.secret
}
