import { z } from 'zod'
import { caseKinds, handles, kindsSeen } from '../../../cases/kinds.ts'
import { lateCases, listOpenCases, type OpenCase, whoseCases } from '../../../cases/queue.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, mostRows } from '../parts/list-parts.tsx'
import { aboutCase, placeOfCase } from './case-place.ts'
import { LegalClock } from './legal-clock.tsx'
import { queueWords } from './queue-words.ts'

/** What of the address names nothing counts as nothing asked for. */
const filterOf = z.object({
  jenis: z.enum(caseKinds).optional().catch(undefined),
  milik: z.enum(whoseCases).optional().catch(undefined),
  keadaan: z.enum(lateCases).optional().catch(undefined),
})
type FilterOf = z.infer<typeof filterOf>

/** `/konsol/kasus`: everything that waits for a decision and that whoever looks may see, by when it is due. */
export async function queuePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, staff, language } = request
  const said = queueWords[language]
  const filter = filterOf.parse({
    jenis: c.req.query('jenis'),
    milik: c.req.query('milik'),
    keadaan: c.req.query('keadaan'),
  })
  const { jenis: kind, milik: whose, keadaan: state } = filter
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/kasus',
      file: 'kasus',
      columns: columnsOf(request),
      rows: await listOpenCases(ctx, staff, { kind, whose, state, most: mostRows(c) }),
      filter: <QueueFilter request={request} filter={filter} />,
      after: (
        <p>
          <a href="/konsol/kasus/jawaban">{said.canned}</a>
        </p>
      ),
    },
    shown,
  )
}

function QueueFilter({ request, filter }: { request: ConsoleRequest; filter: FilterOf }) {
  const { c, language, staff } = request
  const said = queueWords[language]
  const choices = [
    ['jenis', said.kind, kindsSeen(staff.roles), said.kinds],
    ['milik', said.whose, whoseCases, said.whoses],
    ['keadaan', said.state, lateCases, said.states],
  ] as const
  return (
    <Filter action="/konsol/kasus" language={language} order={asked(c, 'urut')}>
      {choices.map(([name, label, values, words]) => (
        <FilterChoice
          name={name}
          label={label}
          language={language}
          options={values.map((value) => ({
            value,
            label: (words as Record<string, string>)[value] ?? value,
          }))}
          value={filter[name]}
        />
      ))}
    </Filter>
  )
}

function columnsOf(request: ConsoleRequest): ListColumn<OpenCase>[] {
  const { language } = request
  const said = queueWords[language]
  const person: ListColumn<OpenCase> = {
    label: said.person,
    cell: (one) => one.personId,
    show: (one) =>
      one.personId ? (
        <a href={`/konsol/orang/${one.personId}`}>
          {said.toPerson}
          <span class="hidden"> {one.subject}</span>
        </a>
      ) : (
        '-'
      ),
  }
  return [
    {
      label: said.number,
      key: 'nomor',
      cell: (one) => one.subject,
      // Kinds that are counted from one on each have a number 1: those are told apart by their kind.
      show: (one) => (
        <a href={placeOfCase(one)}>
          {/^\d+$/.test(one.subject) ? `${said.kinds[one.kind]} ${one.subject}` : one.subject}
        </a>
      ),
    },
    { label: said.kind, key: 'jenis', cell: (one) => said.kinds[one.kind] },
    { label: said.about, key: 'tentang', cell: (one) => aboutCase(one, language) },
    { label: said.openedAt, key: 'dibuka', cell: (one) => one.openedAt },
    {
      label: said.due,
      key: 'tenggat',
      cell: (one) => one.dueAt,
      show: (one) => (
        <>
          {formatDeadline(one.dueAt, language)}
          <LegalClock request={request} kind={one.kind} dueAt={one.dueAt} />
        </>
      ),
    },
    {
      label: said.state,
      key: 'keadaan',
      cell: (one) => caseStateOf(request, one).word,
      show: (one) => <CaseState request={request} open={one} />,
    },
    {
      label: said.owner,
      key: 'pemilik',
      cell: (one) => one.owner && ownerOf(one, request),
      show: (one) => <Owner request={request} open={one} />,
    },
    ...(offers(request, 'see_people') ? [person] : []),
  ]
}

/** Whether a case waits, is late, or waits for a second person. */
export function CaseState({ request, open }: { request: ConsoleRequest; open: OpenCase }) {
  const { tone, word } = caseStateOf(request, open)
  return <parts.StatusTag tone={tone}>{word}</parts.StatusTag>
}

function caseStateOf({ ctx, language }: ConsoleRequest, open: OpenCase) {
  const said = queueWords[language]
  if (open.dueAt <= ctx.clock.now()) return { tone: 'error', word: said.late } as const
  return { tone: 'waiting', word: open.needsSecond ? said.states.second : said.open } as const
}

/** Whose it is, and who stands in; nobody's can be taken here. */
function Owner({ request, open }: { request: ConsoleRequest; open: OpenCase }) {
  const said = queueWords[request.language]
  if (open.owner || !handles(request.staff.roles, open.kind)) return <span>{ownerOf(open, request)}</span>
  return (
    <parts.Form action="/konsol/kasus/ambil" plain>
      <parts.Hidden values={{ kind: open.kind, subject: open.subject }} />
      <parts.Button look="plain">
        {said.take}
        <span class="hidden"> {open.subject}</span>
      </parts.Button>
    </parts.Form>
  )
}

/** The owner of a case by name, with their deputy. */
export function ownerOf({ owner, deputy }: OpenCase, { language }: ConsoleRequest): string {
  const said = queueWords[language]
  if (!owner) return said.nobody
  return deputy ? `${owner}, ${said.standsIn(deputy)}` : owner
}
