import { listInstitutions } from '../../../catalogue/courses.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { accountKinds, type TrialBalance } from '../../../ledger/trial-balance.ts'
import { listContracts } from '../../../money/contracts.ts'
import { listPartners } from '../../../partners/directory/store.ts'
import { keptBalance } from '../../../reports/kept-balance.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, type Shown } from '../page.tsx'
import { ContractForm, ContractTable } from './contracts.tsx'
import { moneyWords } from './money-words.ts'

/** `/konsol/keuangan`: where the money of the programme is, and the contracts that split a price. */
export async function moneyPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const [{ at, balance }, contracts, partners, institutions] = await Promise.all([
    keptBalance(ctx),
    listContracts(ctx.db),
    listPartners(ctx.db),
    listInstitutions(ctx),
  ])
  const { accounts, parties } = balance
  const names = new Map<string, string>([
    ...partners.map(({ partnerId, name }) => [`storefront ${partnerId}`, name] as const),
    ...institutions.map(({ institutionId, name }) => [`institution ${institutionId}`, name] as const),
  ])
  const nameOf: NameOf = (account, partyId) => {
    const party = `${account.replace(/^[a-z]+_/, '')} ${partyId}`
    return names.get(party) ?? party
  }
  if (wantsCsv(request.c))
    return csvAnswer(
      request.c,
      'keuangan',
      ['account', 'party', 'rupiah'],
      parties.map(({ account, partyId, amount }) => [account, nameOf(account, partyId), amount]),
    )
  const name = await actorNames(
    request,
    contracts.map(({ approvedBy }) => approvedBy),
  )
  return consolePage(
    request,
    { title: words[language].money, csv: true, ...shown },
    <>
      <p class="lead">{moneyWords[language].positionLead(formatInstant(at, language))}</p>
      <Position accounts={accounts} language={language} />
      <Parties parties={parties} nameOf={nameOf} language={language} />
      <ContractTable contracts={contracts} name={name} language={language} />
      <ContractForm request={request} partners={partners} institutions={institutions} shown={shown} />
    </>,
  )
}

type NameOf = (account: string, partyId: number) => string
type Language = ConsoleRequest['language']

function Position({ accounts, language }: Pick<TrialBalance, 'accounts'> & { language: Language }) {
  const said = moneyWords[language]
  return (
    <parts.Table
      caption={said.position}
      columns={[{ label: said.account }, { label: said.amount, right: true }]}
      rows={accountKinds.map((kind) => [said.accounts[kind], formatRupiah(accounts[kind])])}
    />
  )
}

function Parties(props: Pick<TrialBalance, 'parties'> & { nameOf: NameOf; language: Language }) {
  const said = moneyWords[props.language]
  if (props.parties.length === 0) return ''
  return (
    <parts.Table
      caption={said.byParty}
      columns={[{ label: said.party }, { label: said.account }, { label: said.amount, right: true }]}
      rows={props.parties.map(({ account, partyId, amount }) => [
        props.nameOf(account, partyId),
        said.accounts[account],
        formatRupiah(amount),
      ])}
    />
  )
}
