import { z } from 'zod'
import { caseKinds, handles, kindsSeen } from '../../../cases/kinds.ts'
import { lateCases, listOpenCases, type OpenCase, whoseCases } from '../../../cases/queue.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import { inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, instant, Nothing, type Shown } from '../page.tsx'
import { aboutCase, placeOfCase } from './case-place.ts'
import { queueWords } from './queue-words.ts'

const most = 500

/** What of the address names nothing counts as nothing asked for. */
const filterOf = z.object({
  jenis: z.enum(caseKinds).optional().catch(undefined),
  milik: z.enum(whoseCases).optional().catch(undefined),
  keadaan: z.enum(lateCases).optional().catch(undefined),
})
type Filter = z.infer<typeof filterOf>

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
  const cases = await listOpenCases(ctx, staff, { kind, whose, state, most })
  if (wantsCsv(c)) return queueFile(request, cases)
  return consolePage(
    request,
    { title: said.title, csv: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <FilterForm request={request} filter={filter} />
      {cases.length === 0 ? <Nothing language={language} /> : <QueueTable request={request} cases={cases} />}
      <p>
        <a href="/konsol/kasus/jawaban">{said.canned}</a>
      </p>
    </>,
  )
}

function FilterForm({ request, filter }: { request: ConsoleRequest; filter: Filter }) {
  const said = queueWords[request.language]
  const choice = (words: Readonly<Record<string, string>>, values: readonly string[]) => [
    { value: '', label: said.all },
    ...values.map((value) => ({ value, label: words[value] ?? value })),
  ]
  const asked = [
    ['jenis', said.kind, choice(said.kinds, kindsSeen(request.staff.roles))],
    ['milik', said.whose, choice(said.whoses, whoseCases)],
    ['keadaan', said.state, choice(said.states, lateCases)],
  ] as const
  return (
    <form method="get" action="/konsol/kasus" class="form" novalidate aria-label={said.filter}>
      {asked.map(([name, label, options]) => (
        <parts.Select name={name} label={label} options={options} value={filter[name] ?? ''} short />
      ))}
      <button type="submit" class="button">
        {said.show}
      </button>
    </form>
  )
}

function QueueTable({ request, cases }: { request: ConsoleRequest; cases: readonly OpenCase[] }) {
  const { language } = request
  const said = queueWords[language]
  const linked = offers(request, 'see_people')
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={[
        { label: said.number },
        { label: said.kind },
        { label: said.about },
        { label: said.openedAt },
        { label: said.due },
        { label: said.state },
        { label: said.owner },
        ...(linked ? [{ label: said.person }] : []),
      ]}
      rows={cases.map((one) => [
        <a href={placeOfCase(one)}>{one.subject}</a>,
        said.kinds[one.kind],
        aboutCase(one, language),
        instant(one.openedAt, language),
        formatDeadline(one.dueAt, language),
        <CaseState request={request} open={one} />,
        <Owner request={request} open={one} />,
        ...(linked
          ? [
              one.personId ? (
                <a href={`/konsol/orang/${one.personId}`}>
                  {said.toPerson}
                  <span class="hidden"> {one.subject}</span>
                </a>
              ) : (
                '-'
              ),
            ]
          : []),
      ])}
    />
  )
}

/** Whether a case waits, is late, or waits for a second person. */
export function CaseState({ request, open }: { request: ConsoleRequest; open: OpenCase }) {
  const said = queueWords[request.language]
  const late = open.dueAt <= request.ctx.clock.now()
  if (late) return <parts.StatusTag tone="error">{said.late}</parts.StatusTag>
  return <parts.StatusTag tone="waiting">{open.needsSecond ? said.states.second : said.open}</parts.StatusTag>
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

function queueFile({ c, language }: ConsoleRequest, cases: readonly OpenCase[]): Response {
  const said = queueWords[language]
  return csvAnswer(
    c,
    'kasus',
    [
      ...['number', 'kind', 'about', 'person', inWib('opened_at'), inWib('due_at'), 'owner', 'deputy'],
      ...['second_person', inWib('escalated_at')],
    ],
    cases.map((one) => [
      ...[one.subject, said.kinds[one.kind], aboutCase(one, language), one.personId],
      ...[one.openedAt, one.dueAt, one.owner, one.deputy],
      ...[one.needsSecond ? 'waits' : '', one.escalatedAt],
    ]),
  )
}
