import { maskPhone } from '../../../kernel/phone.ts'
import { type Finding, findAnything } from '../../../staff/search/find.ts'
import type { FoundPerson } from '../../../staff/search/found-person.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo, type Link } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage } from '../page.tsx'
import { placeOfThing, ThingTables } from './found-things.tsx'
import { sealedReason } from './look-reason.ts'
import { words } from './people-words.ts'
import { searchWords } from './search-words.ts'

/** `/konsol/cari`: what was typed is kept sealed in the session, never in an address. */
export async function searchPage(request: ConsoleRequest): Promise<Response> {
  const typed = keptSearch(request)
  const found = typed === undefined ? undefined : await findAnything(request.ctx, request.staff.roles, typed)
  const only = found && onlyPlace(found)
  if (only && request.c.req.query('satu') === 'ya') return goTo(request.c, only)
  return consolePage(
    request,
    { title: words[request.language].search },
    <>
      <SearchForm request={request} />
      {found ? <Results found={found} language={request.language} /> : ''}
      {offers(request, 'see_people') || !offers(request, 'help_people') ? (
        ''
      ) : (
        <p>
          <a href="/konsol/meja">{searchWords[request.language].peopleAtDesk}</a>
        </p>
      )}
    </>,
  )
}

/** Where the search leads straight on, when it found one thing alone. */
function onlyPlace({ people, things }: Finding): Link | undefined {
  if (people.length + things.length !== 1) return undefined
  return people[0] ? `/konsol/orang/${people[0].personId}` : things[0] && placeOfThing(things[0])
}

/** The box of the head with room for a reason, where people can be found. */
function SearchForm({ request }: { request: ConsoleRequest }) {
  const said = words[request.language]
  const { label, hint } = searchWords[request.language]
  return (
    <parts.Form action="/konsol/cari" plain>
      <div class="filters asked">
        <parts.Field name="q" label={label} hint={hint} autocomplete="off" maxlength={200} />
        {offers(request, 'see_people') ? (
          <parts.Field
            name="reason"
            label={said.reason}
            hint={said.reasonHint}
            autocomplete="off"
            maxlength={200}
            optional
          />
        ) : (
          ''
        )}
        <parts.Button>{said.search}</parts.Button>
      </div>
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

function Results({ found, language }: { found: Finding; language: ConsoleRequest['language'] }) {
  const said = searchWords[language]
  const { people, many, things } = found
  if (people.length + things.length === 0)
    return (
      <parts.EmptyState title={said.nothing}>
        <p>{said.nothingText}</p>
      </parts.EmptyState>
    )
  return (
    <>
      {many ? <p>{said.many(people.length)}</p> : ''}
      {people.length > 0 ? <PeopleTable people={people} language={language} /> : ''}
      <ThingTables things={things} language={language} />
    </>
  )
}

function PeopleTable(props: { people: readonly FoundPerson[]; language: ConsoleRequest['language'] }) {
  const said = words[props.language]
  return (
    <parts.Table
      caption={searchWords[props.language].people}
      columns={[
        { label: said.name },
        { label: said.foundBy },
        { label: said.nik, right: true },
        { label: said.phone, right: true },
        { label: said.card },
      ]}
      rows={props.people.map((one) => [
        <a href={`/konsol/orang/${one.personId}`}>{one.name}</a>,
        said.by[one.by],
        maskedNik(one.nikTail),
        maskPhone(one.phone),
        one.cardTail
          ? `…${one.cardTail} ${said.cardStates[one.cardStatus as keyof typeof said.cardStates]}`
          : said.noCard,
      ])}
    />
  )
}

/** All that is ever shown of a NIK. */
export function maskedNik(tail: string): string {
  return `************${tail}`
}
