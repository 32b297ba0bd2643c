import type { Context } from '../../database/context.ts'
import { type IssuerName, issuers } from '../../partners/sign-on/issuers.ts'
import { ensureOwnClient } from '../../partners/sign-on/own-client.ts'
import { openSignOnProvider } from '../../partners/sign-on/provider.ts'
import { signOnClaims } from '../../people/log-in/sign-on-claims.ts'
import { findAccount } from '../../storefronts/accounts/accounts.ts'
import { journeys } from '../../storefronts/journeys.ts'
import { openRelyingParty, providerOf, type RelyingParty } from '../../storefronts/sign-on/relying-party.ts'
import type { WiredDemo } from '../demo/wired-demo.ts'
import { sessionLimits } from '../http/sessions/session.ts'
import { sessions } from '../http/sessions/sessions.ts'
import { kemnakerSite } from '../kemnaker/kemnaker-site.ts'
import { portalSite } from '../portal/portal-site.ts'
import type { IdentityProvider, OpenIdentityProvider } from './identity-provider.ts'
import { providerSite } from './provider-site.tsx'

/** Both identity providers, and the storefronts that are their clients. */
export interface SignOn {
  readonly identityProviders: Readonly<Record<IssuerName, OpenIdentityProvider>>
  /** by the storefront's id */
  readonly parties: ReadonlyMap<string, RelyingParty>
}

export interface SignOnDeps {
  readonly ctx: Context
  /** the address that people see, without a path */
  readonly url: string
  /** where this very process listens */
  readonly loopback: string
  readonly demo: WiredDemo | undefined
  report(fault: unknown, requestId: string): void
}

/** Opens single sign-on; the storefronts must be registered as partners before. */
export async function openSignOn(given: SignOnDeps): Promise<SignOn> {
  const deps = { ...given, url: new URL(given.url).origin }
  const open = async (identityProvider: IdentityProvider): Promise<OpenIdentityProvider> => {
    const { ctx, url } = deps
    const terms = { ctx, issuer: identityProvider.issuer, url, site: providerSite(identityProvider) }
    const report = (fault: unknown) => deps.report(fault, '')
    return { ...identityProvider, provider: await openSignOnProvider({ ...terms, report }) }
  }
  const [programme, kemnaker] = await Promise.all([
    open(programmeIdentityProvider(deps)),
    open(kemnakerIdentityProvider(deps)),
  ])
  const parties = new Map<string, RelyingParty>()
  for (const journey of journeys) {
    const provider = providerOf(journey)
    if (provider) parties.set(journey.id, await openParty(deps, journey.id, provider))
  }
  return { identityProviders: { programme, kemnaker }, parties }
}

function programmeIdentityProvider({ ctx, url, demo }: SignOnDeps): IdentityProvider {
  const secure = url.startsWith('https:')
  return {
    issuer: 'programme',
    ctx,
    secure,
    site: portalSite({ demo }),
    sessions: sessions({ ...ctx, site: 'portal', limits: sessionLimits.portal, secure }),
    logInPath: '/masuk',
    interactionPath: '/masuk/izin',
    accountOf: (session) => session?.personId,
    claimsOf: (personId) => signOnClaims(ctx, personId),
  }
}

function kemnakerIdentityProvider({ ctx, url, demo }: SignOnDeps): IdentityProvider {
  const secure = url.startsWith('https:')
  const limits = sessionLimits.portal
  return {
    issuer: 'kemnaker',
    ctx,
    secure,
    site: kemnakerSite({ demo }),
    sessions: sessions({ ...ctx, site: 'kemnaker', limits, secure }),
    logInPath: '/kemnaker/masuk',
    interactionPath: '/kemnaker/izin',
    accountOf: (session) => session?.accountId,
    async claimsOf(accountId) {
      const account = await findAccount(ctx.db, 'kemnaker', accountId)
      return account && { name: account.name, email: account.email, phone_number: account.phone }
    },
  }
}

async function openParty(
  { ctx, url, loopback }: SignOnDeps,
  storefront: string,
  provider: IssuerName,
): Promise<RelyingParty> {
  const redirectUri = `${url}/${storefront}/masuk/kembali`
  const scopes = [...issuers[provider].scopes]
  const own = { issuer: provider, storefront, redirectUri, postLogoutUri: `${url}/${storefront}`, scopes }
  await ensureOwnClient(ctx, own)
  return openRelyingParty({
    provider,
    issuer: new URL(`${url}${issuers[provider].path}`),
    clientId: storefront,
    clientSecret: () => ensureOwnClient(ctx, own),
    redirectUri,
    scopes,
    // The provider has its public name, but is reached in this very process: no proxy or DNS stands in between.
    fetch: (address, { redirect: _, ...options }) =>
      fetch(address.replace(url, loopback), { ...options, redirect: 'error' } as RequestInit),
  })
}
