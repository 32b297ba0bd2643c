import type { Context } from '../database/context.ts'
import type { SmsCaps } from '../messages/sms-caps.ts'
import type { BuyingPartner, Purchases } from '../purchase/purchases.ts'
import type { AccountRules } from './accounts/account-rules.ts'

/** What the storefronts stand on. */
export interface Storefronts {
  readonly ctx: Context
  readonly purchases: Purchases
  /** instead of the usual ones */
  readonly accountRules?: AccountRules
  readonly smsCaps?: SmsCaps
  /** the partner record of one of our own storefronts */
  partnerOf(storefront: string): Promise<BuyingPartner>
  /** an address that people can open, from a path */
  link(path: string): string
  /** told after a commit that messages wait */
  onMessages(): void
}
