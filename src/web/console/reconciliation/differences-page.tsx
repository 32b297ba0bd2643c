import { formatRupiah } from '../../../kernel/rupiah.ts'
import { inWib } from '../../../lists/csv-text.ts'
import { partnerKinds } from '../../../reconciliation/compare-rules.ts'
import {
  type Difference,
  type DifferenceFilter,
  decisions,
  listDifferences,
} from '../../../reconciliation/differences.ts'
import { isDay } from '../../../reconciliation/read-day.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, instant, Nothing } from '../page.tsx'
import { reconciliationWords } from './reconciliation-words.ts'

type Language = ConsoleRequest['language']

const onPage = 500
const inFile = 100_000
const states = ['open', ...decisions] as const

/** `/konsol/keuangan/selisih`: what storefronts say otherwise than we do, by storefront, kind, state and day. */
export async function differencesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = reconciliationWords[language]
  const filter = filterOf(request)
  const file = wantsCsv(c)
  const differences = await listDifferences(ctx.db, filter, file ? inFile : onPage)
  if (file) return differencesFile(request, differences)
  return consolePage(
    request,
    { title: said.differences, csv: true },
    <>
      <p class="lead">{said.differencesLead}</p>
      <FilterForm filter={filter} language={language} />
      {differences.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <DifferenceTable differences={differences} language={language} />
      )}
      <p>
        <a href="/konsol/keuangan/rekonsiliasi">{said.title}</a>
      </p>
    </>,
  )
}

function filterOf({ c }: ConsoleRequest): DifferenceFilter {
  const day = c.req.query('hari') ?? ''
  return {
    clientCode: c.req.query('toko')?.trim() || undefined,
    kind: partnerKinds.find((kind) => kind === c.req.query('jenis')),
    state: states.find((state) => state === c.req.query('keadaan')),
    day: isDay(day) ? day : undefined,
  }
}

function FilterForm({ filter, language }: { filter: DifferenceFilter; language: Language }) {
  const said = reconciliationWords[language]
  const any = { value: '', label: said.all }
  return (
    <form method="get" action="/konsol/keuangan/selisih" class="form" novalidate>
      <parts.Field name="toko" label={said.storefront} value={filter.clientCode} optional short />
      <parts.Field name="hari" label={said.day} value={filter.day} optional short />
      <parts.Select
        name="jenis"
        label={said.what}
        value={filter.kind}
        optional
        options={[any, ...partnerKinds.map((value) => ({ value, label: said.kinds[value] }))]}
      />
      <parts.Select
        name="keadaan"
        label={said.state}
        value={filter.state}
        optional
        options={[any, ...states.map((value) => ({ value, label: stateWord(value, language) }))]}
      />
      <parts.Button look="second">{said.filter}</parts.Button>
    </form>
  )
}

/** A decision, or that none is taken. */
export function stateWord(state: (typeof states)[number], language: Language): string {
  const said = reconciliationWords[language]
  return state === 'open' ? said.open : said.decisions[state]
}

function DifferenceTable(props: { differences: readonly Difference[]; language: Language }) {
  const { differences, language } = props
  const said = reconciliationWords[language]
  return (
    <parts.Table
      caption={said.differences}
      captionHidden
      columns={[
        { label: said.number, right: true },
        { label: said.day },
        { label: said.storefront },
        { label: said.what },
        { label: said.of },
        { label: said.ours },
        { label: said.theirs },
        { label: said.foundAt },
        { label: said.state },
      ]}
      rows={differences.map((one) => [
        <a href={`/konsol/keuangan/selisih/${one.differenceId}`}>{one.differenceId}</a>,
        one.day,
        one.party ?? '-',
        said.kinds[one.kind],
        one.subject.replace(/^[a-z_]+:/, ''),
        <SideOf side={one.ours} language={language} />,
        <SideOf side={one.theirs} language={language} />,
        instant(one.foundAt, language),
        stateWord(one.decision ?? 'open', language),
      ])}
    />
  )
}

/** What a side says, in one line; a dash where it says nothing. */
export function SideOf(props: { side: Readonly<Record<string, unknown>> | undefined; language: Language }) {
  const { side, language } = props
  if (!side) return '-'
  const { sides } = reconciliationWords[language]
  return Object.entries(sides)
    .filter(([name]) => name !== 'invoice_code' && side[name] !== undefined)
    .map(([name, word]) => `${word} ${name === 'amount' ? formatRupiah(Number(side[name])) : side[name]}`)
    .join(', ')
}

function differencesFile({ c }: ConsoleRequest, differences: readonly Difference[]): Response {
  return csvAnswer(
    c,
    'selisih',
    [
      ...['number', 'day', 'storefront', 'kind', 'subject', 'ours', 'theirs', inWib('found_at')],
      ...['decision', 'because', 'decided_by', inWib('decided_at')],
    ],
    differences.map((one) => [
      ...[one.differenceId, one.day, one.clientCode, one.kind, one.subject],
      ...[one.ours && JSON.stringify(one.ours), one.theirs && JSON.stringify(one.theirs), one.foundAt],
      ...[one.decision, one.decidedBecause, one.decidedBy, one.decidedAt],
    ]),
  )
}
