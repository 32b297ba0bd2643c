import { listInstitutions } from '../../../catalogue/courses.ts'
import { comparable } from '../../../kernel/text.ts'
import { type KeyedPartner, listKeyedPartners } from '../../../partners/directory/keyed-partners.ts'
import { suspendedParties } from '../../../suspension/list-suspensions.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, Nothing, type Shown } from '../page.tsx'
import { Act, asked, Filter, FilterChoice, onPage, Pages, rowsAsked } from '../parts/list-parts.tsx'
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
  const found = (await partnersNow(request)).filter(
    (one) =>
      comparable(`${one.name} ${one.clientCode}`).includes(comparable(words)) && (!kind || one.kind === kind),
  )
  if (wantsCsv(c)) return partnerFile(request, found)
  const { offset } = rowsAsked(c, false)
  const partners = found.slice(offset, offset + onPage)
  return consolePage(
    request,
    { title: said.title, csv: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <Filter action="/konsol/mitra" language={language}>
        <parts.Field name="cari" label={said.words} value={words} optional />
        <FilterChoice
          name="jenis"
          label={said.kind}
          language={language}
          options={kinds.map((one) => ({ value: one, label: said.kinds[one] }))}
          value={kind}
        />
      </Filter>
      {partners.length === 0 ? <Nothing language={language} /> : <PartnerTable {...{ partners, language }} />}
      <Pages request={request} total={found.length} />
      {offers(request, 'run_partners') ? (
        <Act title={said.add} text={said.addText} action="/konsol/mitra" button={said.add}>
          {addForm(await listInstitutions(ctx)).fields(c, shown)}
        </Act>
      ) : (
        ''
      )}
    </>,
  )
}

const tones = { active: 'success', suspended: 'error', sellsNothing: 'error' } as const

/** Whether a partner's calls are taken. */
export function PartnerTag({ partner, language }: { partner: PartnerNow; language: Language }) {
  const { state } = partner
  return <parts.StatusTag tone={tones[state]}>{partnersWords[language].statuses[state]}</parts.StatusTag>
}

function PartnerTable(props: { partners: readonly PartnerNow[]; language: Language }) {
  const { partners, language } = props
  const said = partnersWords[language]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={[said.name, said.code, said.kind, said.mode, said.keys, said.status].map((label) => ({
        label,
      }))}
      rows={partners.map((one) => [
        <a href={`/konsol/mitra/toko/${one.clientCode}`}>{one.name}</a>,
        one.clientCode,
        said.kinds[one.kind],
        said.modes[one.sandbox ? 'sandbox' : 'live'],
        one.keys.map(({ slot }) => said.key(slot)).join(', ') || said.noKey,
        <PartnerTag partner={one} language={language} />,
      ])}
    />
  )
}

function partnerFile({ c }: ConsoleRequest, partners: readonly PartnerNow[]): Response {
  return csvAnswer(
    c,
    'mitra',
    ['client_code', 'name', 'kind', 'domain', 'institution', 'mode', 'keys', 'state'],
    partners.map((one) => [
      ...[one.clientCode, one.name, one.kind, one.domain, one.institutionId ?? ''],
      ...[one.sandbox ? 'sandbox' : 'live', one.keys.length, one.state],
    ]),
  )
}
