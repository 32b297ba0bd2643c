import { formatRupiah } from '../../../kernel/rupiah.ts'
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
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, mostRows } from '../parts/list-parts.tsx'
import { reconciliationWords } from './reconciliation-words.ts'

type Language = ConsoleRequest['language']

const states = ['open', ...decisions] as const

/** `/konsol/keuangan/selisih`: what storefronts say otherwise than we do, by storefront, kind, state and day. */
export async function differencesPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const said = reconciliationWords[language]
  const filter = filterOf(request)
  return listPage(request, {
    title: said.differences,
    lead: said.differencesLead,
    place: '/konsol/keuangan/selisih',
    file: 'selisih',
    columns: columnsOf(language),
    rows: await listDifferences(ctx.db, filter, mostRows(request.c)),
    filter: <DifferencesFilter request={request} filter={filter} />,
    after: (
      <p>
        <a href="/konsol/keuangan/rekonsiliasi">{said.title}</a>
      </p>
    ),
  })
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

function DifferencesFilter({ request, filter }: { request: ConsoleRequest; filter: DifferenceFilter }) {
  const { c, language } = request
  const said = reconciliationWords[language]
  return (
    <Filter action="/konsol/keuangan/selisih" language={language} order={asked(c, 'urut')}>
      <parts.Field name="toko" label={said.storefront} value={filter.clientCode} optional />
      <parts.Field name="hari" label={said.day} value={filter.day} optional />
      <FilterChoice
        name="jenis"
        label={said.what}
        language={language}
        options={partnerKinds.map((value) => ({ value, label: said.kinds[value] }))}
        value={filter.kind}
      />
      <FilterChoice
        name="keadaan"
        label={said.state}
        language={language}
        options={states.map((value) => ({ value, label: stateWord(value, language) }))}
        value={filter.state}
      />
    </Filter>
  )
}

/** A decision, or that none is taken. */
export function stateWord(state: (typeof states)[number], language: Language): string {
  const said = reconciliationWords[language]
  return state === 'open' ? said.open : said.decisions[state]
}

function columnsOf(language: Language): ListColumn<Difference>[] {
  const said = reconciliationWords[language]
  return [
    {
      label: said.number,
      key: 'nomor',
      right: true,
      cell: (one) => one.differenceId,
      show: (one) => <a href={`/konsol/keuangan/selisih/${one.differenceId}`}>{one.differenceId}</a>,
    },
    { label: said.day, key: 'hari', cell: (one) => one.day },
    { label: said.storefront, key: 'toko', cell: (one) => one.party },
    { label: said.what, key: 'jenis', cell: (one) => said.kinds[one.kind] },
    { label: said.of, cell: (one) => one.subject.replace(/^[a-z_]+:/, '') },
    { label: said.ours, cell: (one) => sideOf(one.ours, language) },
    { label: said.theirs, cell: (one) => sideOf(one.theirs, language) },
    { label: said.foundAt, key: 'ditemukan', cell: (one) => one.foundAt },
    { label: said.state, key: 'keadaan', cell: (one) => stateWord(one.decision ?? 'open', language) },
  ]
}

/** What a side says, in one line; a dash where it says nothing. */
export function SideOf(props: { side: Readonly<Record<string, unknown>> | undefined; language: Language }) {
  return sideOf(props.side, props.language)
}

function sideOf(side: Readonly<Record<string, unknown>> | undefined, language: Language): string {
  if (!side) return '-'
  const { sides } = reconciliationWords[language]
  return Object.entries(sides)
    .filter(([name]) => name !== 'invoice_code' && side[name] !== undefined)
    .map(([name, word]) => `${word} ${name === 'amount' ? formatRupiah(Number(side[name])) : side[name]}`)
    .join(', ')
}
