import * as oidc from 'openid-client'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Journey } from '../journey.ts'

/** Where a storefront's accounts are kept, when it does not keep them itself. */
export type AccountProvider = 'programme' | 'kemnaker'

/** The provider of a storefront's accounts; undefined when it keeps them itself. */
export function providerOf({ account }: Journey): AccountProvider | undefined {
  if (account === 'programme') return 'programme'
  return account === 'external' ? 'kemnaker' : undefined
}

/** What a storefront is told of a buyer whose account is kept elsewhere. */
export interface Identity {
  /** the provider's name for the buyer at this storefront, and only there */
  readonly subject: string
  readonly name: string
  readonly email: string
  readonly phone: string | undefined
  /** 16 digits, where the buyer let it pass */
  readonly cardNumber: string | undefined
}

/** What must be kept in the browser's session between going and coming back. */
export interface Departure {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Why nobody is logged in after coming back. */
export const signOnRefusals = ['consent_refused', 'sign_on_stale', 'sign_on_failed'] as const
export type SignOnRefusal = (typeof signOnRefusals)[number]

/** A storefront as the client of an account provider. */
export interface RelyingParty {
  readonly provider: AccountProvider
  /** Where to send the browser, and what to keep for its return. */
  depart(): Promise<{ to: URL; kept: Departure }>
  /**
   * Takes the browser's return: exchanges the code, checks the ID token, and asks who that is. `query` is what came
   * back in the address. A provider that cannot be reached is a fault, and thrown.
   */
  arrive(query: string, kept: Departure): Promise<Outcome<Identity, SignOnRefusal>>
}

export interface RelyingPartyTerms {
  readonly provider: AccountProvider
  readonly issuer: URL
  readonly clientId: string
  /** asked for anew when it is no longer taken: it may have been rotated */
  clientSecret(): Promise<string>
  readonly redirectUri: string
  readonly scopes: readonly string[]
  /** how the provider is reached from here */
  readonly fetch: oidc.CustomFetch
}

/** Opens a storefront's side of single sign-on; the provider is asked for its addresses on first use. */
export function openRelyingParty(terms: RelyingPartyTerms): RelyingParty {
  let discovered: Promise<oidc.Configuration> | undefined
  const discover = () => {
    discovered ??= configure(terms).catch((fault) => {
      discovered = undefined
      throw fault
    })
    return discovered
  }
  return {
    provider: terms.provider,
    async depart() {
      const verifier = oidc.randomPKCECodeVerifier()
      const kept = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier }
      const to = oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: terms.redirectUri,
        scope: terms.scopes.join(' '),
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: kept.state,
        nonce: kept.nonce,
      })
      return { to, kept }
    },
    async arrive(query, kept) {
      const given = new URLSearchParams(query)
      // Compared before anything is asked: an answer to another question says nothing about this browser.
      if (given.get('state') !== kept.state) return refuse('sign_on_stale')
      if (given.get('error') === 'access_denied') return refuse('consent_refused')
      const config = await discover()
      try {
        return await identityOf(config, new URL(`${terms.redirectUri}?${given}`), kept)
      } catch (fault) {
        if (fault instanceof oidc.WWWAuthenticateChallengeError) discovered = undefined
        if (isRefusal(fault)) return refuse('sign_on_failed')
        throw fault
      }
    },
  }
}

async function configure(terms: RelyingPartyTerms): Promise<oidc.Configuration> {
  const { issuer, clientId } = terms
  const clientSecret = await terms.clientSecret()
  const plain = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(
    issuer,
    clientId,
    { client_secret: clientSecret },
    oidc.ClientSecretBasic(clientSecret),
    { [oidc.customFetch]: terms.fetch, execute: [...plain, oidc.enableNonRepudiationChecks] },
  )
}

async function identityOf(
  config: oidc.Configuration,
  back: URL,
  kept: Departure,
): Promise<Outcome<Identity, SignOnRefusal>> {
  const tokens = await oidc.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: kept.verifier,
    expectedState: kept.state,
    expectedNonce: kept.nonce,
    idTokenExpected: true,
  })
  const subject = tokens.claims()?.sub
  if (!subject) return refuse('sign_on_failed')
  const facts = await oidc.fetchUserInfo(config, tokens.access_token, subject)
  const { name, email } = facts
  if (!name || !email) return refuse('sign_on_failed')
  const card = facts.no_prakerja
  return done({
    subject,
    name,
    email,
    phone: facts.phone_number,
    cardNumber: typeof card === 'string' && /^\d{16}$/.test(card) ? card : undefined,
  })
}

/** The provider said no, or its answer did not hold; anything else is a fault on the way. */
function isRefusal(fault: unknown): boolean {
  return (
    fault instanceof oidc.ResponseBodyError ||
    fault instanceof oidc.AuthorizationResponseError ||
    fault instanceof oidc.WWWAuthenticateChallengeError ||
    (fault instanceof oidc.ClientError && fault.cause === undefined)
  )
}
