import { z } from 'zod'
import { listInstitutions } from '../../../catalogue/courses.ts'
import { type Account, partnerAccounts } from '../../../money/accounts/accounts.ts'
import { askAccountByStaff } from '../../../money/accounts/ask-account.ts'
import { failureWords } from '../../../money/accounts/failure-words.ts'
import { shownAccount } from '../../../money/accounts/providers.ts'
import { accountState } from '../../../money/accounts/rules.ts'
import { listPartners } from '../../../partners/directory/store.ts'
import { suspendedParties } from '../../../suspension/list-suspensions.ts'
import { AccountTag, partyAccountQuestions } from '../../accounts/account-list.tsx'
import { accountWords } from '../../accounts/account-words.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { sentence } from '../refusal-words.ts'
import { accountsWords } from './accounts-words.ts'
import { suspensionWords } from './suspension-words.ts'

interface Parties {
  readonly partners: Awaited<ReturnType<typeof listPartners>>
  readonly institutions: Awaited<ReturnType<typeof listInstitutions>>
}

const accountForm = ({ partners, institutions }: Parties) =>
  form((language) => ({
    party: ask.select(z.string().regex(/^(institution|storefront):\d{1,9}$/), accountsWords[language].party, [
      ...partners
        .filter(({ kind }) => kind === 'storefront')
        .map(({ partnerId, name }) => ({ value: `storefront:${partnerId}`, label: name })),
      ...institutions.map(({ institutionId, name }) => ({
        value: `institution:${institutionId}`,
        label: name,
      })),
    ]),
    ...partyAccountQuestions(language),
  }))

/** `/konsol/keuangan/rekening`: the accounts of institutions and storefronts, and what waits for a second person. */
export async function accountsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = accountsWords[language]
  const now = ctx.clock.now()
  const [accounts, partners, institutions, suspended] = await Promise.all([
    partnerAccounts(ctx.db),
    listPartners(ctx.db),
    listInstitutions(ctx),
    suspendedParties(ctx.db),
  ])
  const name = await actorNames(
    request,
    accounts.flatMap(({ askedBy, approvedBy }) => [askedBy, approvedBy]),
  )
  const form = offers(request, 'run_money') ? (
    <section class="panel stack">
      <h2>{said.newAccount}</h2>
      <p>{said.newAccountText}</p>
      <parts.Form action="/konsol/keuangan/rekening" button={said.ask}>
        {accountForm({ partners, institutions }).fields(request.c, shown)}
      </parts.Form>
    </section>
  ) : (
    ''
  )
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/keuangan/rekening',
      file: 'rekening',
      columns: columnsOf({ request, name, now, suspended }),
      rows: accounts,
      after: form,
    },
    shown,
  )
}

interface OfRequest {
  readonly request: ConsoleRequest
  readonly name: (actor: string) => string
  readonly now: Date
  readonly suspended: Awaited<ReturnType<typeof suspendedParties>>
}

function columnsOf({ request, name, now, suspended }: OfRequest): ListColumn<Account>[] {
  const { language } = request
  const said = accountsWords[language]
  const isSuspended = ({ partyKind, partyId }: Account) =>
    partyKind !== 'person' && suspended({ kind: partyKind, id: Number(partyId) })
  const short = (account: Account) => (isSuspended(account) ? ` (${suspensionWords[language].short})` : '')
  const why = ({ endedBecause, endedReason }: Account) =>
    [endedBecause && failureWords[language][endedBecause].why, endedReason].filter(Boolean).join(' ')
  return [
    {
      label: said.party,
      key: 'pihak',
      cell: (account) => `${account.party}${short(account)}`,
      show: (account) => (
        <>
          <a href={`/konsol/keuangan/rekening/${account.accountId}`}>{account.party}</a>
          <span class="small">{short(account)}</span>
        </>
      ),
    },
    {
      label: said.account,
      cell: (account) => `${shownAccount(account)}${account.shared ? ` (${said.sharedShort})` : ''}`,
    },
    {
      label: said.state,
      key: 'keadaan',
      cell: (account) => accountWords[language].states[accountState(account, now)],
      show: (account) => <AccountTag state={accountState(account, now)} language={language} />,
    },
    { label: said.holderAnswered, key: 'pemilik', cell: (account) => account.verifiedName },
    { label: said.usableFrom, key: 'mulai', cell: (account) => account.usableFrom },
    { label: said.approvedBy, cell: (account) => account.approvedBy && name(account.approvedBy) },
    { label: said.reason, cell: why },
  ]
}

/** Asks for an account; another person approves it once the bank has named its holder. */
export async function askForAccount(request: ConsoleRequest): Promise<Response> {
  const answers = await accountForm({ partners: [], institutions: [] }).read(request.c)
  if (!answers.ok) return accountsPage(request, answers)
  const { party, provider, number, holder_name: holderName } = answers.values
  const [kind = '', id = ''] = party.split(':')
  const asked = {
    party: { kind: kind === 'storefront' ? ('storefront' as const) : ('institution' as const), id },
    provider,
    number,
    holderName,
    language: request.language,
  }
  const made = await askAccountByStaff(request.deps.accounts, asked, request.actor)
  if (!made.ok)
    return accountsPage(request, { problem: sentence(request.language, made), typed: answers.typed })
  return goTo(request.c, '/konsol/keuangan/rekening?kabar=asked')
}
