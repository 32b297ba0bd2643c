import type { Context as RequestContext } from 'hono'
import type { Journey } from '../../storefronts/journey.ts'
import type { RelyingParty } from '../../storefronts/sign-on/relying-party.ts'
import type { Storefronts } from '../../storefronts/storefronts.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'
import { goTo, type Href, type ShopLink } from '../site/link.ts'

/** What the pages of one storefront are drawn from. */
export interface Shop {
  readonly journey: Journey
  readonly storefronts: Storefronts
  readonly sessions: Sessions
  /** how buyers log in whose accounts are kept elsewhere; absent where the storefront keeps them */
  readonly signOn?: RelyingParty | undefined
  /** the largest balance that any card can hold, in rupiah */
  maxGrant(): Promise<number>
}

export type Request = RequestContext<Web>

/** An address below this storefront. */
export function path(shop: Pick<Shop, 'journey'>, rest: ShopLink = ''): Href {
  return `/${shop.journey.id}${rest}` as Href
}

/** A local address to go on to after a login, or the storefront's own home; never another site. */
export function goOnTo(shop: Shop, wanted: string | undefined | null): Href {
  const home = path(shop)
  const here = wanted === home || wanted?.startsWith(`${home}/`)
  return wanted && here && /^(\/[\w-]+)+$/.test(wanted) ? (wanted as Href) : home
}

/** Leads on to the page of an order. */
export function toOrder(c: Request, shop: Shop, orderNo: string): Response {
  return goTo(c, path(shop, `/pesanan/${orderNo}`))
}
