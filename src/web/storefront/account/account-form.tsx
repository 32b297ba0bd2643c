import type { Child } from 'hono/jsx'
import type { Language } from '../../../kernel/wib.ts'
import type { Shown } from '../../http/forms.ts'
import { onTheWay } from '../../http/next-path.ts'
import { ask } from '../../site/form.tsx'
import type { Href } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { goOnTo, path, type Request, type Shop } from '../shop.ts'
import { accountWords } from './account-words.ts'

/** A page of an account; `shown` says what was wrong with its form. */
export type AccountPage = (c: Request, shop: Shop, accountId: string, shown?: Shown) => Promise<Response>

/** The password that the account has now, for what not everybody may do who finds a phone lying about. */
export const currentPassword = (language: Language, hint?: string) =>
  ask.password(accountWords[language].currentPassword, { hint })

/** The page of one form of the account, with the way back to it. */
export function accountForm(
  c: Request,
  shop: Shop,
  { children, below, ...page }: { title: string; shown: Shown; children: Child; below?: Child },
): Response {
  const back = (
    <p>
      <a href={path(shop, '/akun')}>{accountWords[c.get('language')].cancel}</a>
    </p>
  )
  return showPage(c, { title: page.title, ...page.shown }, [children, below ?? back])
}

/**
 * Where to go on afterwards, if the address names a page of this storefront: forms carry it on in theirs, so that their
 * refusals can be loaded again.
 */
export function nextOf(c: Request, shop: Shop): Href | undefined {
  const wanted = c.req.query('lanjut')
  const next = goOnTo(shop, wanted)
  return next === wanted ? next : undefined
}

/** An address with the one to go on to afterwards. */
export function withNext(address: Href, next: string | undefined): Href {
  return next === undefined ? address : onTheWay(address, next)
}

export function requestIdOf(c: Request): string {
  return c.get('requestId')
}
