import type { Context } from '../../database/context.ts'
import type { IssuerName } from '../../partners/sign-on/issuers.ts'
import type { SignOnProvider } from '../../partners/sign-on/provider.ts'
import type { HolderClaims } from '../../partners/sign-on/site.ts'
import type { Session } from '../http/sessions/session.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import type { Page } from '../site/addresses.ts'
import type { Site } from '../site/site.ts'

/** A site that keeps accounts for others: the programme's portal, the ministry's account site. */
export interface IdentityProvider {
  readonly issuer: IssuerName
  readonly ctx: Context
  readonly site: Site
  readonly sessions: Sessions
  /** the site is reached by https */
  readonly secure: boolean
  /** the address of its login; with `?lanjut=` it goes on there */
  readonly logInPath: Page
  /** below this every authorization has a page, by its uid */
  readonly interactionPath: string
  accountOf(session: Session | undefined): string | undefined
  claimsOf(accountId: string): Promise<HolderClaims | undefined>
}

/** An identity provider whose OpenID provider is open. */
export interface OpenIdentityProvider extends IdentityProvider {
  readonly provider: SignOnProvider
}
