import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider, { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import { day, hour, minute } from '../../kernel/clock.ts'
import { signOnAdapter } from './adapter.ts'
import { consentedScopes } from './consents.ts'
import { followSite } from './follow-site.ts'
import { claimsByScope, type IssuerName, issuers, knownScopes, type Scope } from './issuers.ts'
import { type PrivateJwk, signOnKeys } from './keys.ts'
import { draw, logOutPage, visitOf } from './provider-pages.ts'
import type { Interaction, SignOnTerms } from './site.ts'

/** A provider of accounts, ready to answer. */
export interface SignOnProvider {
  readonly issuer: IssuerName
  /** the issuer on the wire */
  readonly address: string
  /** Answers a request whose path lies below the issuer's. */
  answer(incoming: IncomingMessage, outgoing: ServerResponse): void
  /** What the authorization of this browser waits for; undefined when it has none that is still open. */
  interaction(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Interaction | undefined>
  /** Answers what was asked; returns the path to go on to. */
  resolve(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    answer: InteractionAnswer,
  ): Promise<string | undefined>
  /** Takes over keys that were made elsewhere; true when there were some. */
  refreshKeys(): Promise<boolean>
}

export type InteractionAnswer =
  | { readonly login: string }
  /** the consent itself is kept by giveConsent */
  | { readonly consented: true }
  | { readonly refused: true }

const seconds = (ms: number) => ms / 1000

/** Opens a provider: authorization code with PKCE for confidential clients, and nothing else. */
export async function openSignOnProvider(terms: SignOnTerms): Promise<SignOnProvider> {
  const { ctx, issuer, url } = terms
  const address = `${url}${issuers[issuer].path}`
  let keys = await signOnKeys(ctx, issuer)
  let provider = build(terms, address, keys)
  let answer = provider.callback()

  return {
    issuer,
    address,
    answer(incoming, outgoing) {
      speakAs(url, incoming)
      const mounted = incoming as IncomingMessage & { originalUrl?: string | undefined }
      mounted.originalUrl = incoming.url
      incoming.url = incoming.url?.slice(issuers[issuer].path.length) ?? '/'
      void answer(incoming, outgoing)
    },
    async interaction(incoming, outgoing) {
      speakAs(url, incoming)
      const open = await provider.interactionDetails(incoming, outgoing).catch(notThere)
      const clientId = String(open?.params.client_id ?? '')
      const client = open && (await provider.Client.find(clientId))
      if (!open || !client) return undefined
      return {
        uid: open.uid,
        asks: open.prompt.name === 'consent' ? 'consent' : 'login',
        afresh: open.prompt.name === 'login' && open.prompt.reasons.some((reason) => reason !== 'no_session'),
        clientId,
        partner: client.clientName ?? clientId,
        scopes: knownScopes(issuer, String(open.params.scope ?? '').split(' ')),
        accountId: open.session?.accountId,
        target: new URL(String(open.params.redirect_uri)).origin,
      }
    },
    async resolve(incoming, outgoing, given) {
      speakAs(url, incoming)
      const result =
        'login' in given
          ? { login: { accountId: given.login, remember: false } }
          : 'consented' in given
            ? { consent: {} }
            : { error: 'access_denied', error_description: 'the holder refused' }
      const returnTo = await provider.interactionResult(incoming, outgoing, result).catch(notThere)
      return returnTo && new URL(returnTo).pathname
    },
    async refreshKeys() {
      const kept = await signOnKeys(ctx, issuer)
      if (kept.map(({ kid }) => kid).join() === keys.map(({ kid }) => kid).join()) return false
      keys = kept
      provider = build(terms, address, keys)
      answer = provider.callback()
      return true
    },
  }
}

/** Whatever host a request was sent to, the issuer stays what it is: nobody else can write it into our answers. */
function speakAs(url: string, incoming: IncomingMessage): void {
  const { host, protocol } = new URL(url)
  incoming.headers['x-forwarded-host'] = host
  incoming.headers['x-forwarded-proto'] = protocol.slice(0, -1)
}

function notThere(fault: unknown): undefined {
  if (fault instanceof errors.SessionNotFound) return undefined
  throw fault
}

function build(terms: SignOnTerms, address: string, keys: readonly PrivateJwk[]): Provider {
  const provider = new Provider(address, configuration(terms, keys))
  provider.proxy = true
  // Faults are reported below; what a client did wrong is its answer, and no fault.
  provider.silent = true
  provider.on('server_error', (_ctx, fault) => terms.report(fault))
  const koa: EventEmitter = provider
  koa.on('error', (fault) => terms.report(fault))
  followSite(provider, terms)
  return provider
}

function configuration(terms: SignOnTerms, keys: readonly PrivateJwk[]): Configuration {
  const { ctx, issuer, site } = terms
  const scopes = [...issuers[issuer].scopes]
  return {
    adapter: signOnAdapter(ctx, issuer),
    jwks: { keys: keys.map((key) => ({ ...key })) as never },
    clientAuthMethods: ['client_secret_basic'],
    responseTypes: ['code'],
    // OpenID Connect Core 3.1.2.1: always required, for clients with one address too.
    allowOmittingSingleRegisteredRedirectUri: false,
    scopes,
    subjectTypes: ['pairwise'],
    pkce: { required: () => true },
    claims: Object.fromEntries(scopes.map((scope) => [scope, [...claimsByScope[scope]]])),
    cookies: cookies(terms),
    ttl: {
      AuthorizationCode: seconds(minute),
      AccessToken: seconds(10 * minute),
      IdToken: seconds(10 * minute),
      // Made anew for every authorization, from the consent that is kept.
      Grant: seconds(hour),
      Interaction: seconds(hour),
      Session: seconds(day / 2),
    },
    features: features(terms),
    pairwiseIdentifier: (_koa, accountId, client) =>
      ctx.secrets.hash('sign-on-subject', `${issuer} ${client.clientId} ${accountId}`).toString('base64url'),
    async findAccount(_koa, accountId) {
      if (!(await site.claimsOf(accountId))) return undefined
      return {
        accountId,
        claims: async () => ({ sub: accountId, ...(await site.claimsOf(accountId)) }),
      }
    },
    loadExistingGrant: (koa) => grantFromConsent(koa, terms),
    interactions: { url: (_koa, interaction) => site.interactionPath(interaction.uid) },
    async renderError(koa, { error }) {
      const status = koa.status >= 400 ? koa.status : 400
      await draw(koa, await site.page({ kind: 'error', error, status }, visitOf(koa)))
    },
  }
}

/** Bound to host and https wherever https is; those of one authorization live below its own path only. */
function cookies({ ctx, issuer, url }: SignOnTerms): NonNullable<Configuration['cookies']> {
  const secure = url.startsWith('https:')
  const bound = (name: string) => (secure ? `__Secure-${issuer}_${name}` : `bekal_${issuer}_${name}`)
  return {
    keys: [ctx.secrets.hash('sign-on-cookies', issuer).toString('base64url')],
    names: {
      session: secure ? `__Host-${issuer}_sso` : `bekal_${issuer}_sso`,
      interaction: bound('interaction'),
      resume: bound('resume'),
    },
    long: { httpOnly: true, sameSite: 'lax', signed: true, path: '/' },
    short: { httpOnly: true, sameSite: 'lax', signed: true },
  }
}

/** What the library can do besides, nearly all of it off. */
function features(terms: SignOnTerms): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (koa) => logOutPage(koa, terms),
      postLogoutSuccessSource: async (koa) =>
        draw(koa, await terms.site.page({ kind: 'logged_out' }, visitOf(koa))),
    },
  }
}

/** The consent that is kept is the only truth; the library's grant is made from it for one authorization. */
async function grantFromConsent(koa: KoaContextWithOIDC, { ctx, issuer }: SignOnTerms) {
  const { client, session, provider } = koa.oidc
  const accountId = session?.accountId
  if (!client || !accountId) return undefined
  const scopes: readonly Scope[] | undefined = await consentedScopes(
    ctx.db,
    { issuer, accountId },
    client.clientId,
  )
  if (!scopes) return undefined
  const grant = new provider.Grant({ accountId, clientId: client.clientId })
  grant.addOIDCScope(scopes.join(' '))
  await grant.save()
  return grant
}
