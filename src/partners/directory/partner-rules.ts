export type RoleProblem = 'institution_missing' | 'own_storefront'

export interface Roles {
  readonly kind: 'storefront' | 'institution'
  /** our own storefront of this id, if it is one of ours */
  readonly storefront?: string | undefined
  readonly institutionId?: number | undefined
  readonly actsAsInstitution?: boolean | undefined
}

/** A host such as `toko.example`, that OTP messages are bound to. */
export function isDomain(domain: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain) && domain.length <= 253
}

/** Why a partner cannot be what it is to be: whoever makes an institution's calls is one, and no storefront of ours is. */
export function roleProblem(of: Roles): RoleProblem | undefined {
  if (of.kind !== 'institution' && !of.actsAsInstitution) return undefined
  if (of.institutionId === undefined) return 'institution_missing'
  return of.storefront === undefined ? undefined : 'own_storefront'
}
