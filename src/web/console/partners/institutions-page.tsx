import { listInstitutions } from '../../../catalogue/courses.ts'
import { comparable } from '../../../kernel/text.ts'
import { suspendedParties } from '../../../suspension/list-suspensions.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice } from '../parts/list-parts.tsx'
import { institutionsWords } from './institutions-words.ts'

const states = ['active', 'suspended'] as const

/** `/konsol/mitra/lembaga`: the institutions, by name and whether they are suspended. */
export async function institutionsPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = institutionsWords[language]
  const words = asked(c, 'cari')
  const state = states.find((one) => one === c.req.query('keadaan'))
  const [found, suspended] = await Promise.all([listInstitutions(ctx), suspendedParties(ctx.db)])
  const all = found
    .map((one) => ({
      ...one,
      state: suspended({ kind: 'institution', id: one.institutionId })
        ? ('suspended' as const)
        : ('active' as const),
    }))
    .filter((one) => comparable(one.name).includes(comparable(words)) && (!state || one.state === state))
  return listPage(request, {
    title: said.title,
    lead: said.lead,
    place: '/konsol/mitra/lembaga',
    file: 'lembaga',
    columns: columnsOf(language),
    rows: all,
    filter: (
      <Filter action="/konsol/mitra/lembaga" language={language} order={asked(c, 'urut')}>
        <parts.Field name="cari" label={said.words} value={words} optional />
        <FilterChoice
          name="keadaan"
          label={said.state}
          language={language}
          options={states.map((one) => ({ value: one, label: said.states[one] }))}
          value={state}
        />
      </Filter>
    ),
  })
}

interface InstitutionNow {
  readonly institutionId: number
  readonly name: string
  readonly count: number
  readonly state: (typeof states)[number]
}

function columnsOf(language: ConsoleRequest['language']): ListColumn<InstitutionNow>[] {
  const said = institutionsWords[language]
  return [
    { label: said.number, key: 'nomor', right: true, cell: (one) => one.institutionId },
    {
      label: said.name,
      key: 'nama',
      cell: (one) => one.name,
      show: (one) => <a href={`/konsol/mitra/lembaga/${one.institutionId}`}>{one.name}</a>,
    },
    { label: said.courses, key: 'pelatihan', right: true, cell: (one) => one.count },
    {
      label: said.state,
      key: 'keadaan',
      cell: (one) => said.states[one.state],
      show: (one) => <StateTag state={one.state} label={said.states[one.state]} />,
    },
  ]
}

/** Whether an institution or a storefront goes on. */
export function StateTag({ state, label }: { state: 'active' | 'suspended'; label: string }) {
  return <parts.StatusTag tone={state === 'active' ? 'success' : 'error'}>{label}</parts.StatusTag>
}
