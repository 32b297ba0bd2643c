import type { Language } from '../../../kernel/wib.ts'
import type { Certificate } from '../../../learning/certificates/certificates.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import type { Shop } from '../shop.ts'
import { words } from '../words.ts'

interface Waiting {
  readonly shop: Shop
  readonly order: Pick<StorefrontOrder, 'institution'>
  /** the certificates of the finished training */
  readonly held: readonly Certificate[]
  readonly language: Language
}

/** Whose turn it is while the ministry's certificate waits for its grade; nothing where the storefront promises none. */
export function MinistryWaits({ shop, order, held, language }: Waiting) {
  const promised = shop.journey.certificates?.includes('ministry')
  if (!promised || held.some(({ kind }) => kind === 'ministry')) return null
  return <p>{words[language].ministryWaits(order.institution)}</p>
}
