import type { Config } from '../config.ts'
import type { Context } from '../database/context.ts'
import { checkerFor } from '../money/accounts/account-checker.ts'
import type { Accounts } from '../money/accounts/accounts.ts'

/** Accounts for payments, with whoever knows their holders. */
export function wireAccounts(terms: {
  readonly ctx: Context
  readonly config: Config
  readonly url: string
  readonly storefronts: Pick<Accounts, 'link' | 'onMessages'>
}): Accounts {
  const { ctx, config, url, storefronts } = terms
  const { link, onMessages } = storefronts
  const { hostname: domain } = new URL(url)
  return { ctx, checker: checkerFor(config), restHours: config.ACCOUNT_REST_HOURS, domain, link, onMessages }
}
