import { listInstitutions } from '../../../catalogue/courses.ts'
import { comparable } from '../../../kernel/text.ts'
import { type KeyedPartner, listKeyedPartners } from '../../../partners/directory/keyed-partners.ts'
import { suspendedParties } from '../../../suspension/list-suspensions.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act, asked, Filter, FilterChoice } from '../parts/list-parts.tsx'
import { addForm } from './partner-forms.ts'
import { partnersWords } from './partners-words.ts'

type Language = ConsoleRequest['language']
const kinds = ['storefront', 'institution'] as const

/** A partner with what it is at present. */
export type PartnerNow = KeyedPartner & { readonly state: 'active' | 'suspended' | 'sellsNothing' }

/** All partners, by name. */
export async function partnersNow({ ctx }: Pick<ConsoleRequest, 'ctx'>): Promise<PartnerNow[]> {
  const [all, suspended] = await Promise.all([listKeyedPartners(ctx.db), suspendedParties(ctx.db)])
  return all.map((one) => ({
    ...one,
    state:
      one.status === 'active' && suspended({ kind: 'storefront', id: one.partnerId })
        ? ('sellsNothing' as const)
        : one.status,
  }))
}

/** `/konsol/mitra`: storefronts and others who call the API, and the form that adds one. */
export async function partnersPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = partnersWords[language]
  const words = asked(c, 'cari')
  const kind = kinds.find((one) => one === c.req.query('jenis'))
  const adds = offers(request, 'run_partners')
  const [partners, institutions] = await Promise.all([
    partnersNow(request),
    adds ? listInstitutions(ctx) : [],
  ])
  const found = partners.filter(
    (one) =>
      comparable(`${one.name} ${one.clientCode}`).includes(comparable(words)) && (!kind || one.kind === kind),
  )
  const add = adds ? (
    <Act title={said.add} text={said.addText} action="/konsol/mitra" button={said.add}>
      {addForm(institutions).fields(c, shown)}
    </Act>
  ) : (
    ''
  )
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/mitra',
      file: 'mitra',
      columns: columnsOf(language),
      rows: found,
      filter: (
        <Filter action="/konsol/mitra" language={language} order={asked(c, 'urut')}>
          <parts.Field name="cari" label={said.words} value={words} optional />
          <FilterChoice
            name="jenis"
            label={said.kind}
            language={language}
            options={kinds.map((one) => ({ value: one, label: said.kinds[one] }))}
            value={kind}
          />
        </Filter>
      ),
      after: add,
    },
    shown,
  )
}

const tones = { active: 'success', suspended: 'error', sellsNothing: 'error' } as const

/** Whether a partner's calls are taken. */
export function PartnerTag({ partner, language }: { partner: PartnerNow; language: Language }) {
  const { state } = partner
  return <parts.StatusTag tone={tones[state]}>{partnersWords[language].statuses[state]}</parts.StatusTag>
}

function columnsOf(language: Language): ListColumn<PartnerNow>[] {
  const said = partnersWords[language]
  return [
    {
      label: said.name,
      key: 'nama',
      cell: (one) => one.name,
      show: (one) => <a href={`/konsol/mitra/toko/${one.clientCode}`}>{one.name}</a>,
    },
    { label: said.code, key: 'kode', cell: (one) => one.clientCode },
    { label: said.kind, key: 'jenis', cell: (one) => said.kinds[one.kind] },
    { label: said.mode, key: 'mode', cell: (one) => said.modes[one.sandbox ? 'sandbox' : 'live'] },
    { label: said.keys, cell: (one) => one.keys.map(({ slot }) => said.key(slot)).join(', ') || said.noKey },
    {
      label: said.status,
      key: 'keadaan',
      cell: (one) => said.statuses[one.state],
      show: (one) => <PartnerTag partner={one} language={language} />,
    },
  ]
}
