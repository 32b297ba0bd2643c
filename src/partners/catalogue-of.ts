import type { CatalogueOf } from '../catalogue/partner-catalogue.ts'
import type { Partner } from './directory.ts'

/** Which courses a partner may know of by its roles: those it is offered, those it teaches. */
export function catalogueOf({
  partnerId,
  institutionId,
  roles,
}: Pick<Partner, 'partnerId' | 'institutionId' | 'roles'>): CatalogueOf {
  return {
    partnerId: roles.includes('storefront') ? partnerId : undefined,
    institutionId: roles.includes('institution') ? institutionId : undefined,
  }
}

/** The roles of a partner: its kind, and its second role if it has one. */
export function rolesOf(row: { kind: Partner['kind']; actsAsInstitution: boolean }): Partner['roles'] {
  return row.actsAsInstitution ? [row.kind, 'institution'] : [row.kind]
}
