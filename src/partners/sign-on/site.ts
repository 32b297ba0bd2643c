import type { Context } from '../../database/context.ts'
import type { IssuerName, Scope } from './issuers.ts'

/** What is told of a holder, where a consent lets it pass; a claim that is unknown is left out. */
export interface HolderClaims {
  readonly name: string
  readonly email?: string | undefined
  /** E.164 */
  readonly phone_number?: string | undefined
  /** 16 digits */
  readonly no_prakerja?: string | undefined
}

/** A page that a provider shows itself; login and consent are pages of the site it belongs to. */
export type ProviderPage =
  | {
      readonly kind: 'log_out'
      /** where its form goes, with this token */
      readonly action: string
      readonly token: string
      /** who is going on afterwards, if a partner asked */
      readonly partner: string | undefined
      /** where the browser is sent then, when that is another site */
      readonly target: string | undefined
    }
  | { readonly kind: 'logged_out' }
  | { readonly kind: 'error'; readonly error: string; readonly status: number }

/** The browser that a request came from, as far as a site needs it. */
export interface Visit {
  /** the header `Cookie` */
  readonly cookies: string
  /** path and query */
  readonly url: string
}

/**
 * The site that a provider belongs to. Its session alone says who is logged in: the provider follows it, so that a
 * phone that changed hands never passes on somebody else's facts.
 */
export interface SignOnSite {
  /** who is logged in at the site; undefined for nobody */
  accountOf(visit: Visit): Promise<string | undefined>
  /** Ends that session; returns what the browser is told, as values of `Set-Cookie`. */
  logOut(visit: Visit): Promise<readonly string[]>
  /** what the provider may pass on of an account; undefined when there is none of this id */
  claimsOf(accountId: string): Promise<HolderClaims | undefined>
  page(page: ProviderPage, visit: Visit): Promise<Response>
  /** where login and consent of one authorization are asked */
  interactionPath(uid: string): string
}

/** What an authorization waits for, as the site's page needs it. */
export interface Interaction {
  readonly uid: string
  readonly asks: 'login' | 'consent'
  /** the partner wants a login of now, whoever is logged in already */
  readonly afresh: boolean
  readonly clientId: string
  /** the partner, as people know it */
  readonly partner: string
  readonly scopes: readonly Scope[]
  /** whom the provider takes the visitor for */
  readonly accountId: string | undefined
  /** the partner's site, to which the browser goes in the end */
  readonly target: string
}

/** What a provider is opened with. */
export interface SignOnTerms {
  readonly ctx: Context
  readonly issuer: IssuerName
  /** the address that people see, without a path */
  readonly url: string
  readonly site: SignOnSite
  report(fault: unknown): void
}
