import type { Config } from '../config.ts'
import type { Context } from '../database/context.ts'
import { phoneCodeRules } from '../identity/phone-code-rules.ts'
import type { Outbox } from '../messages/outbox/outbox-worker.ts'
import type { PartnerDirectory } from '../partners/directory/directory.ts'
import type { Purchases } from '../purchase/purchases.ts'
import { accountRules } from '../storefronts/accounts/account-rules.ts'
import type { Storefronts } from '../storefronts/storefronts.ts'
import { smsCapsOf } from './sms-caps-of.ts'

interface StorefrontTerms {
  readonly front: Context
  readonly config: Config
  readonly purchases: Purchases
  readonly directory: PartnerDirectory
  readonly outbox: Outbox
  readonly link: (path: string) => string
}

/** What our own storefronts stand on: each buys as the partner that it is registered as. */
export function wireStorefronts(terms: StorefrontTerms): Storefronts {
  const { front, config, purchases, directory, outbox, link } = terms
  return {
    ctx: front,
    purchases,
    async partnerOf(storefront) {
      const partner = await directory.find(storefront)
      if (!partner) throw new Error(`storefront ${storefront} is not registered as a partner`)
      return partner
    },
    smsCaps: smsCapsOf(config),
    accountRules: {
      ...accountRules,
      linkMinutes: config.ACCOUNT_LINK_MINUTES,
      codes: { ...phoneCodeRules, minutes: config.PHONE_OTP_MINUTES },
    },
    link,
    onMessages: () => outbox.wake(),
  }
}
