import type { Child } from 'hono/jsx'
import type { Typed } from '../http/forms.ts'
import { onTheWay } from '../http/next-path.ts'
import { show, viewOf } from '../http/site.ts'
import type { FieldProblem } from '../parts/notice.tsx'
import * as parts from '../parts/parts.ts'
import { accountWords } from './account-words.ts'
import { goOnTo, path, type Request, type Shop } from './shop.ts'

/** A form as it is shown again. */
export interface Shown {
  readonly problems?: readonly FieldProblem[]
  readonly errors?: Readonly<Record<string, string>>
  readonly typed?: Typed
}

/** What is wrong with one field, or with a whole form where the name is empty. */
export function wrong(field: string, message: string, typed: Typed = {}): Shown {
  return { problems: [{ field, message }], errors: field ? { [field]: message } : {}, typed }
}

/** A field of a form that is shown again, by its name. */
export function asked(shown: Shown, name: string) {
  return { name, value: shown.typed?.[name], error: shown.errors?.[name] }
}

/** The page of one form of the account, with the way back to it. */
export async function formPage(
  c: Request,
  shop: Shop,
  page: { title: string; shown: Shown; children: Child; below?: Child },
): Promise<Response> {
  await shop.sessions.ensure(c)
  const problems = page.shown.problems ?? []
  return show(
    c,
    <parts.Page view={viewOf(c)} title={page.title} failed={problems.length > 0}>
      <parts.ErrorSummary problems={problems} />
      <h1>{page.title}</h1>
      {page.children}
      {page.below ?? (
        <p>
          <a href={path(shop, '/akun')}>{accountWords[c.get('language')].cancel}</a>
        </p>
      )}
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
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
