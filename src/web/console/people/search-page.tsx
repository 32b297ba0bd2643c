import { maskPhone } from '../../../kernel/phone.ts'
import { type Found, findAnything, mostFound } from '../../../staff/find.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import type { Desk } from '../desk.ts'
import { consolePage } from '../page.tsx'
import { sealedReason } from './look-reason.ts'
import { words } from './people-words.ts'

/** `/konsol/cari`: what was typed is kept sealed in the session, never in an address. */
export async function searchPage(desk: Desk): Promise<Response> {
  const typed = keptSearch(desk)
  const found = typed === undefined ? undefined : await findAnything(desk.ctx, typed)
  const [only] = found ?? []
  if (found?.length === 1 && only && desk.c.req.query('satu') === 'ya')
    return goTo(desk.c, `/konsol/orang/${only.personId}`)
  const said = words[desk.language]
  return consolePage(
    desk,
    { title: said.search },
    <>
      <SearchBox language={desk.language} />
      {found ? <Results found={found} language={desk.language} /> : ''}
    </>,
  )
}

/** The one search box, for every page that offers it. */
export function SearchBox({ language }: { language: Desk['language'] }) {
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

export async function submitSearch(desk: Desk): Promise<Response> {
  const form = await readForm(desk.c)
  const search = desk.ctx.secrets.seal((form.get('q') ?? '').trim().slice(0, 200)).toString('base64')
  await desk.deps.sessions.remember(desk.c, {
    search,
    lookReason: sealedReason(desk, form.get('reason')),
  })
  return goTo(desk.c, '/konsol/cari?satu=ya')
}

/** What was typed into the search box, from the session. */
export function keptSearch({ c, ctx }: Desk): string | undefined {
  const kept = c.get('session')?.state.search
  return typeof kept === 'string' ? ctx.secrets.open(Buffer.from(kept, 'base64')) : undefined
}

function Results({ found, language }: { found: readonly Found[]; language: Desk['language'] }) {
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
