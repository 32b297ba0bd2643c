import { maskPhone } from '../../../kernel/phone.ts'
import { type Found, findAnything, mostFound } from '../../../staff/find.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { consolePage } from '../page.tsx'
import { sealedReason } from './look-reason.ts'
import { words } from './people-words.ts'

/** `/konsol/cari`: what was typed is kept sealed in the session, never in an address. */
export async function searchPage(request: ConsoleRequest): Promise<Response> {
  const typed = keptSearch(request)
  const found = typed === undefined ? undefined : await findAnything(request.ctx, typed)
  const [only] = found ?? []
  if (found?.length === 1 && only && request.c.req.query('satu') === 'ya')
    return goTo(request.c, `/konsol/orang/${only.personId}`)
  const said = words[request.language]
  return consolePage(
    request,
    { title: said.search },
    <>
      <SearchBox language={request.language} />
      {found ? <Results found={found} language={request.language} /> : ''}
    </>,
  )
}

/** The one search box, for every page that offers it. */
export function SearchBox({ language }: { language: ConsoleRequest['language'] }) {
  const said = words[language]
  return (
    <parts.Form action="/konsol/cari">
      <parts.Field
        name="q"
        label={said.searchLabel}
        hint={said.searchHint}
        autocomplete="off"
        maxlength={200}
      />
      <parts.Field
        name="reason"
        label={said.reason}
        hint={said.reasonHint}
        autocomplete="off"
        maxlength={200}
        optional
      />
      <parts.Button>{said.search}</parts.Button>
    </parts.Form>
  )
}

export async function submitSearch(request: ConsoleRequest): Promise<Response> {
  const form = await readForm(request.c)
  const search = request.ctx.secrets.seal((form.get('q') ?? '').trim().slice(0, 200)).toString('base64')
  await request.deps.sessions.remember(request.c, {
    search,
    lookReason: sealedReason(request, form.get('reason')),
  })
  return goTo(request.c, '/konsol/cari?satu=ya')
}

/** What was typed into the search box, from the session. */
export function keptSearch({ c, ctx }: ConsoleRequest): string | undefined {
  const kept = c.get('session')?.state.search
  return typeof kept === 'string' ? ctx.secrets.open(Buffer.from(kept, 'base64')) : undefined
}

function Results({ found, language }: { found: readonly Found[]; language: ConsoleRequest['language'] }) {
  const said = words[language]
  if (found.length === 0)
    return (
      <parts.EmptyState title={said.nothing}>
        <p>{said.nothingText}</p>
      </parts.EmptyState>
    )
  return (
    <>
      {found.length === mostFound ? <p>{said.many(mostFound)}</p> : ''}
      <parts.Table
        caption={said.search}
        captionHidden
        columns={[
          { label: said.name },
          { label: said.foundBy },
          { label: said.nik, right: true },
          { label: said.phone, right: true },
          { label: said.card },
        ]}
        rows={found.map((one) => [
          <a href={`/konsol/orang/${one.personId}`}>{one.name}</a>,
          said.by[one.by],
          maskedNik(one.nikTail),
          maskPhone(one.phone),
          one.cardTail
            ? `…${one.cardTail} ${said.cardStates[one.cardStatus as keyof typeof said.cardStates]}`
            : said.noCard,
        ])}
      />
    </>
  )
}

/** All that is ever shown of a NIK. */
export function maskedNik(tail: string): string {
  return `************${tail}`
}
