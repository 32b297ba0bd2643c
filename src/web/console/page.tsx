import type { Child } from 'hono/jsx'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { actorNamesOf } from '../../staff/actor-names.ts'
import type { Shown as FormShown } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import type { Page } from '../site/addresses.ts'
import { showPage } from '../site/show-page.tsx'
import { actorWord } from '../words/actors.ts'
import type { ConsoleRequest } from './console-request.ts'
import { words } from './console-words.ts'
import { fileAddress } from './csv.ts'
import { newsWords } from './news-words.ts'

/** What a page shows again: a form with what is wrong in it, or why what was just asked for was not done. */
export interface Shown extends FormShown {
  readonly problem?: string | undefined
}

/** A page of the console: its heading, what was just done or refused, and the rest. */
export function consolePage(
  { c, language }: ConsoleRequest,
  page: { readonly title: string; readonly csv?: boolean; readonly files?: Page } & Shown,
  content: Child,
): Response {
  const news = c.req.method === 'GET' ? newsWords[language][c.req.query('kabar') ?? ''] : undefined
  const { title, problem } = page
  const problems = problem === undefined ? (page.problems ?? []) : [{ field: '', message: problem }]
  const failed = problems.length > 0
  const above = news && !failed ? <parts.Notice tone="success" title={news} /> : ''
  const file = (page.csv || page.files) && (
    <p class="small">
      <a href={fileAddress(c, 'csv', page.files)}>{words[language].csv}</a>
      {page.files ? (
        <>
          {' · '}
          <a href={fileAddress(c, 'xlsx', page.files)}>{words[language].xlsx}</a>
        </>
      ) : (
        ''
      )}
    </p>
  )
  return showPage(
    c,
    {
      ...{ title, problems, above, width: 'full', scripted: false },
      ...(file && { beside: file }),
      ...(failed && { status: 409 }),
    },
    content,
  )
}

/** What an empty table shows. */
export function Nothing({ language }: { language: Language }) {
  const said = words[language]
  return (
    <parts.EmptyState title={said.none}>
      <p>{said.noneText}</p>
    </parts.EmptyState>
  )
}

/** Names actors as people know them: whoever has a name by it, all others by what they are. */
export async function actorNames(
  { ctx, language }: ConsoleRequest,
  actors: Iterable<string | undefined>,
): Promise<(actor: string) => string> {
  return named(await actorNamesOf(ctx.db, actors), language)
}

/** The same for rows that came with the names of their actors. */
export function namesIn(
  rows: readonly { readonly actor: string; readonly actorName: string | undefined }[],
  language: Language,
): (actor: string) => string {
  const names = rows.flatMap(({ actor, actorName }) => (actorName ? [[actor, actorName] as const] : []))
  return named(new Map(names), language)
}

function named(names: ReadonlyMap<string, string>, language: Language): (actor: string) => string {
  return (actor) => (actor.startsWith('staff:') && names.get(actor)) || actorWord(actor, names, language)
}

/** An instant in a table, or a dash. */
export function instant(at: Date | undefined, language: Language): string {
  return at ? formatInstant(at, language) : '-'
}

/** `12.345`, as numbers are written in Indonesia; `12,345` in English. */
export function whole(count: number, language: Language): string {
  return count.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
}
