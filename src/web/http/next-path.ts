import type { Context } from 'hono'
import type { Href, Link, Target } from '../site/link.ts'

/** Where a login goes on to (`?lanjut=`): a page below `root`, or `root` itself; never another site, nor the login. */
export function nextBelow(c: Context, root: Link): Href {
  const wanted = c.req.query('lanjut') ?? ''
  const page = /^(\/[\w-]+)+$/.test(wanted) && wanted.startsWith(`${root}/`)
  return (page && wanted !== `${root}/masuk` ? wanted : root) as Href
}

/** An address with where to go on afterwards, unless it goes on to `home` anyway. */
export function onTheWay(address: Link | Target, next: string, home?: string): Href {
  return (next === home ? address : `${address}?lanjut=${encodeURIComponent(next)}`) as Href
}
