import type { CatalogueOf } from '../../catalogue/partner-catalogue.ts'
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
