import { listInstitutions } from '../../../catalogue/courses.ts'
import { comparable } from '../../../kernel/text.ts'
import { suspendedParties } from '../../../suspension/list-suspensions.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, Nothing, whole } from '../page.tsx'
import { asked, Filter, FilterChoice, onPage, Pages, rowsAsked } from '../parts/list-parts.tsx'
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
  if (wantsCsv(c))
    return csvAnswer(
      c,
      'lembaga',
      ['institution', 'name', 'listed_courses', 'state'],
      all.map((one) => [one.institutionId, one.name, one.count, one.state]),
    )
  const { offset } = rowsAsked(c, false)
  const shown = all.slice(offset, offset + onPage)
  return consolePage(
    request,
    { title: said.title, csv: true },
    <>
      <p class="lead">{said.lead}</p>
      <Filter action="/konsol/mitra/lembaga" language={language}>
        <parts.Field name="cari" label={said.words} value={words} optional />
        <FilterChoice
          name="keadaan"
          label={said.state}
          language={language}
          options={states.map((one) => ({ value: one, label: said.states[one] }))}
          value={state}
        />
      </Filter>
      {shown.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <InstitutionTable institutions={shown} language={language} />
      )}
      <Pages request={request} total={all.length} />
    </>,
  )
}

interface InstitutionNow {
  readonly institutionId: number
  readonly name: string
  readonly count: number
  readonly state: (typeof states)[number]
}

function InstitutionTable(props: {
  institutions: readonly InstitutionNow[]
  language: ConsoleRequest['language']
}) {
  const { institutions, language } = props
  const said = institutionsWords[language]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={[
        { label: said.number, right: true },
        { label: said.name },
        { label: said.courses, right: true },
        { label: said.state },
      ]}
      rows={institutions.map((one) => [
        String(one.institutionId),
        <a href={`/konsol/mitra/lembaga/${one.institutionId}`}>{one.name}</a>,
        whole(one.count, language),
        <StateTag state={one.state} label={said.states[one.state]} />,
      ])}
    />
  )
}

/** Whether an institution or a storefront goes on. */
export function StateTag({ state, label }: { state: 'active' | 'suspended'; label: string }) {
  return <parts.StatusTag tone={state === 'active' ? 'success' : 'error'}>{label}</parts.StatusTag>
}
