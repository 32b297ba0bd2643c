import { minute } from '../../kernel/clock.ts'
import { tokenBuckets } from '../../kernel/token-buckets.ts'
import type { Shop } from './shop.ts'

/** Ten passwords for one email in a quarter of an hour, wherever they come from. */
const tries = tokenBuckets({ quota: 10, windowMs: 15 * minute }, 100_000)

/** Five links to one email in an hour. */
const links = tokenBuckets({ quota: 5, windowMs: 60 * minute }, 100_000)

/** Counts a password that is tried for an email; the minutes to wait, 0 when it may be checked. */
export function tryPassword(shop: Shop, email: string): number {
  return Math.ceil(tries.take(keyOf(shop, email), nowOf(shop)) / 60)
}

/** Counts a link that is asked for; the minutes to wait, 0 when it may be sent. */
export function tryLink(shop: Shop, email: string): number {
  return Math.ceil(links.take(keyOf(shop, email), nowOf(shop)) / 60)
}

function keyOf(shop: Shop, email: string): string {
  return `${shop.journey.id} ${email}`
}

function nowOf(shop: Shop): number {
  return shop.storefronts.ctx.clock.now().getTime()
}
