import type { Context } from 'hono'

/** Where a login goes on to (`?lanjut=`): a page below `root`, or `root` itself; never another site, nor the login. */
export function nextBelow(c: Context, root: string): string {
  const wanted = c.req.query('lanjut') ?? ''
  const page = /^(\/[\w-]+)+$/.test(wanted) && wanted.startsWith(`${root}/`)
  return page && wanted !== `${root}/masuk` ? wanted : root
}

/** An address with where to go on afterwards, unless it goes on to `home` anyway. */
export function onTheWay(address: string, next: string, home?: string): string {
  return next === home ? address : `${address}?lanjut=${encodeURIComponent(next)}`
}
