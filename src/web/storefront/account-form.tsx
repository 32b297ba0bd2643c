import type { Child } from 'hono/jsx'
import { onTheWay } from '../http/next-path.ts'
import { formPage, type Shown } from '../identity/form-page.tsx'
import { accountWords } from './account-words.ts'
import { goOnTo, path, type Request, type Shop } from './shop.ts'

/** The page of one form of the account, with the way back to it. */
export function accountForm(
  c: Request,
  shop: Shop,
  { children, below, ...page }: { title: string; shown: Shown; children: Child; below?: Child },
): Promise<Response> {
  const back = (
    <p>
      <a href={path(shop, '/akun')}>{accountWords[c.get('language')].cancel}</a>
    </p>
  )
  return formPage(c, shop.sessions, { ...page, children: [children, below ?? back] })
}

/**
 * Where to go on afterwards, if the address names a page of this storefront: forms carry it on in theirs, so that their
 * refusals can be loaded again.
 */
export function nextOf(c: Request, shop: Shop): string | undefined {
  const wanted = c.req.query('lanjut')
  return wanted && goOnTo(shop, wanted) === wanted ? wanted : undefined
}

/** An address with the one to go on to afterwards. */
export function withNext(address: string, next: string | undefined): string {
  return next === undefined ? address : onTheWay(address, next)
}

export function requestIdOf(c: Request): string {
  return c.get('requestId')
}
