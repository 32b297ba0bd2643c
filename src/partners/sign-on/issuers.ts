/** Our two providers of accounts: the programme's, and one like the ministry's, apart from programme and storefronts. */
export type IssuerName = 'programme' | 'kemnaker'

/** What may be passed on, by scope, and under which claims; `openid` alone passes nothing but an identifier. */
export const claimsByScope = {
  openid: ['sub'],
  profile: ['name'],
  email: ['email'],
  phone: ['phone_number'],
  prakerja: ['no_prakerja'],
} as const

export type Scope = keyof typeof claimsByScope

/** The version of the words on the consent page: a new one makes every holder be asked again. */
export const scopeVersion = 1

interface Issuer {
  /** below the address that people see; the issuer's name on the wire ends with it */
  readonly path: string
  readonly scopes: readonly Scope[]
}

export const issuers: Readonly<Record<IssuerName, Issuer>> = {
  programme: { path: '/oidc', scopes: ['openid', 'profile', 'email', 'phone', 'prakerja'] },
  kemnaker: { path: '/kemnaker/oidc', scopes: ['openid', 'profile', 'email', 'phone'] },
}

export const issuerNames = Object.keys(issuers) as IssuerName[]

/** The known scopes among those that were asked for, each once, in our order. */
export function knownScopes(issuer: IssuerName, asked: Iterable<string>): Scope[] {
  const wanted = new Set(asked)
  return issuers[issuer].scopes.filter((scope) => wanted.has(scope))
}
