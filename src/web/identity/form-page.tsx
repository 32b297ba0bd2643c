import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Typed } from '../http/forms.ts'
import type { Sessions } from '../http/sessions.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import type { FieldProblem } from '../parts/notice.tsx'
import * as parts from '../parts/parts.ts'

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

/** The page of one form: what is wrong with it before everything, then its heading. */
export async function formPage(
  c: Context<Web>,
  sessions: Sessions,
  page: { title: string; shown?: Shown; news?: Child; children: Child },
): Promise<Response> {
  await sessions.ensure(c)
  const problems = page.shown?.problems ?? []
  return show(
    c,
    <parts.Page view={viewOf(c)} title={page.title} failed={problems.length > 0}>
      <parts.ErrorSummary problems={problems} />
      {page.news ?? ''}
      <h1>{page.title}</h1>
      {page.children}
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
}
