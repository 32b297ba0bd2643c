import type { LinkUse } from '../../identity/single-use-links.ts'
import type { Journey } from '../journey.ts'

/** The link by which an account of a storefront gets another password, or confirms another email. */
export function accountLink({ id }: Pick<Journey, 'id'>, purpose: 'new_password' | 'new_email'): LinkUse {
  return { realm: id, purpose, label: 'account link' }
}
