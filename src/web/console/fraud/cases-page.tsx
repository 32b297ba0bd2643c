import { z } from 'zod'
import { caseStateWords, caseWords } from '../../../fraud/case-words.ts'
import { caseStates, type FraudCase, listCases } from '../../../fraud/cases.ts'
import { caseKinds } from '../../../fraud/signals.ts'
import { tellCase } from '../../../fraud/tell-case.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, mostRows } from '../parts/list-parts.tsx'
import { casesWords } from './cases-words.ts'

/** What of the address is no state or signal counts as nothing asked for; `all` is every state. */
const filterOf = z.object({
  keadaan: z.enum([...caseStates, 'all']).catch('open'),
  tanda: z.enum(caseKinds).optional().catch(undefined),
})
type FilterOf = z.infer<typeof filterOf>

/** `/konsol/kecurangan`: cases by state and signal, those that wait first. */
export async function casesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const filter = filterOf.parse({ keadaan: c.req.query('keadaan'), tanda: c.req.query('tanda') })
  const { keadaan, tanda: signal } = filter
  const state = keadaan === 'all' ? undefined : keadaan
  return listPage(request, {
    title: words[language].fraud,
    lead: casesWords[language].lead,
    place: '/konsol/kecurangan',
    file: 'kecurangan',
    columns: columnsOf(language),
    rows: await listCases(ctx.db, { state, signal, most: mostRows(c) }),
    filter: <CasesFilter request={request} filter={filter} />,
  })
}

type Language = ConsoleRequest['language']

function CasesFilter({ request, filter }: { request: ConsoleRequest; filter: FilterOf }) {
  const { c, language } = request
  const said = casesWords[language]
  const states = caseStates.map((state) => ({ value: state, label: caseStateWords[language][state] }))
  return (
    <Filter action="/konsol/kecurangan" language={language} order={asked(c, 'urut')}>
      <parts.Select
        name="keadaan"
        label={said.state}
        options={[...states, { value: 'all', label: said.all }]}
        value={filter.keadaan}
      />
      <FilterChoice
        name="tanda"
        label={said.signal}
        language={language}
        options={caseKinds.map((kind) => ({ value: kind, label: caseWords[language][kind].name }))}
        value={filter.tanda}
      />
    </Filter>
  )
}

function columnsOf(language: Language): ListColumn<FraudCase>[] {
  const said = casesWords[language]
  return [
    { label: said.number, key: 'nomor', right: true, cell: (one) => one.caseId },
    {
      label: said.signal,
      key: 'tanda',
      cell: (one) => tellCase(one, language).name,
      show: (one) => <a href={`/konsol/kecurangan/${one.caseId}`}>{tellCase(one, language).name}</a>,
    },
    { label: said.subject, key: 'tentang', cell: (one) => tellCase(one, language).subject },
    { label: said.count, key: 'banyak', right: true, cell: (one) => one.count },
    { label: said.held, key: 'ditahan', right: true, cell: (one) => one.held },
    {
      label: said.state,
      key: 'keadaan',
      cell: (one) => caseStateWords[language][one.state],
      show: (one) => <CaseTag found={one} language={language} />,
    },
    { label: said.openedAt, key: 'dibuka', cell: (one) => one.openedAt },
    { label: said.lastSeenAt, key: 'terakhir', cell: (one) => one.lastSeenAt },
  ]
}

const tones = { open: 'waiting', cleared: 'success', confirmed: 'error' } as const

/** The state of a case. */
export function CaseTag({ found, language }: { found: FraudCase; language: Language }) {
  return <parts.StatusTag tone={tones[found.state]}>{caseStateWords[language][found.state]}</parts.StatusTag>
}
