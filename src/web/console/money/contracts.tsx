import { z } from 'zod'
import type { listInstitutions } from '../../../catalogue/courses.ts'
import { formatPercent } from '../../../kernel/percent.ts'
import { formatDate } from '../../../kernel/wib.ts'
import type { Contract } from '../../../money/contracts.ts'
import type { listPartners } from '../../../partners/directory/store.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { moneyWords } from './money-words.ts'

/** Every contract there is and was, and who approved it. */
export function ContractTable(props: {
  contracts: readonly Contract[]
  name: (actor: string) => string
  language: ConsoleRequest['language']
}) {
  const { contracts, name, language } = props
  const said = moneyWords[language]
  return (
    <>
      <h2>{said.contracts}</h2>
      <p>{contracts.length === 0 ? said.noContracts : said.contractsLead}</p>
      {contracts.length > 0 ? (
        <parts.Table
          caption={said.contracts}
          captionHidden
          columns={[
            { label: said.storefront },
            { label: said.institution },
            { label: said.commission, right: true },
            { label: said.from },
            { label: said.approvedBy },
          ]}
          rows={contracts.map((one) => [
            one.storefront,
            one.institution ?? said.allOthers,
            formatPercent(one.commissionBp, language),
            formatDate(one.holdsFrom, language),
            one.approvedBy ? name(one.approvedBy) : '-',
          ])}
        />
      ) : (
        ''
      )}
    </>
  )
}

interface Parties {
  readonly partners: Awaited<ReturnType<typeof listPartners>>
  readonly institutions: Awaited<ReturnType<typeof listInstitutions>>
}

/** The questions of a contract. */
export const contractForm = ({ partners, institutions }: Parties) =>
  form((language) => {
    const said = moneyWords[language]
    const option = (id: number, name: string) => ({ value: String(id), label: name })
    const storefronts = partners
      .filter(({ kind }) => kind === 'storefront')
      .map(({ partnerId, name }) => option(partnerId, name))
    const ofAll = { value: 'all', label: said.allOthers }
    const own = institutions.map(({ institutionId, name }) => option(institutionId, name))
    return {
      storefront: ask.select(field.whole(1, 2_000_000_000), said.storefront, storefronts),
      institution: ask.select(z.string().regex(/^(all|\d{1,9})$/), said.institution, [ofAll, ...own]),
      percent: ask.text(field.percent(), said.commission, { hint: said.percentHint, short: true }),
      from: ask.text(field.date(), said.from, { hint: said.fromHint, type: 'date', short: true }),
    }
  })

/** The form that asks for a contract, for whoever may. */
export function ContractForm(props: Parties & { request: ConsoleRequest; shown: Shown }) {
  const { request, shown } = props
  const said = moneyWords[request.language]
  if (!offers(request, 'run_money')) return ''
  return (
    <section class="panel stack">
      <h2>{said.newContract}</h2>
      <parts.Form action="/konsol/keuangan/kontrak" button={said.askContract}>
        {contractForm(props).fields(request.c, shown)}
      </parts.Form>
    </section>
  )
}
