import { z } from 'zod'
import { listInstitutions } from '../../../catalogue/courses.ts'
import { inWib } from '../../../lists/csv-text.ts'
import { type Account, partnerAccounts } from '../../../money/accounts/accounts.ts'
import { askAccountByStaff } from '../../../money/accounts/ask-account.ts'
import { failureWords } from '../../../money/accounts/failure-words.ts'
import { shownAccount } from '../../../money/accounts/providers.ts'
import { accountState } from '../../../money/accounts/rules.ts'
import { listPartners } from '../../../partners/directory/store.ts'
import { suspendedParties } from '../../../suspension/list-suspensions.ts'
import { AccountTag, partyAccountQuestions } from '../../accounts/account-list.tsx'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, instant, Nothing, type Shown } from '../page.tsx'
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
  const accounts = await partnerAccounts(ctx.db)
  if (wantsCsv(request.c)) return accountFile(request, accounts)
  const [partners, institutions, suspended, name] = await Promise.all([
    listPartners(ctx.db),
    listInstitutions(ctx),
    suspendedParties(ctx.db),
    actorNames(
      request,
      accounts.flatMap(({ askedBy, approvedBy }) => [askedBy, approvedBy]),
    ),
  ])
  return consolePage(
    request,
    { title: said.title, csv: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      {accounts.length === 0 ? <Nothing language={language} /> : ''}
      {accounts.length > 0 ? (
        <AccountTable request={request} accounts={accounts} name={name} now={now} suspended={suspended} />
      ) : (
        ''
      )}
      {offers(request, 'run_money') ? (
        <section class="panel stack">
          <h2>{said.newAccount}</h2>
          <p>{said.newAccountText}</p>
          <parts.Form action="/konsol/keuangan/rekening" button={said.ask}>
            {accountForm({ partners, institutions }).fields(request.c, shown)}
          </parts.Form>
        </section>
      ) : (
        ''
      )}
    </>,
  )
}

interface OfRequest {
  readonly request: ConsoleRequest
  readonly name: (actor: string) => string
  readonly now: Date
  readonly suspended: Awaited<ReturnType<typeof suspendedParties>>
}

function AccountTable({
  request,
  accounts,
  name,
  now,
  suspended,
}: OfRequest & { accounts: readonly Account[] }) {
  const { language } = request
  const said = accountsWords[language]
  const isSuspended = ({ partyKind, partyId }: Account) =>
    partyKind !== 'person' && suspended({ kind: partyKind, id: Number(partyId) })
  const why = ({ endedBecause, endedReason }: Account) =>
    [endedBecause && failureWords[language][endedBecause].why, endedReason].filter(Boolean).join(' ')
  return (
    <parts.Table
      caption={said.all}
      columns={[
        { label: said.party },
        { label: said.account },
        { label: said.state },
        { label: said.holderAnswered },
        { label: said.usableFrom },
        { label: said.approvedBy },
        { label: said.reason },
      ]}
      rows={accounts.map((account) => [
        <>
          <a href={`/konsol/keuangan/rekening/${account.accountId}`}>{account.party}</a>
          {isSuspended(account) ? <span class="small"> ({suspensionWords[language].short})</span> : ''}
        </>,
        `${shownAccount(account)}${account.shared ? ` (${said.sharedShort})` : ''}`,
        <AccountTag state={accountState(account, now)} language={language} />,
        account.verifiedName ?? '-',
        instant(account.usableFrom, language),
        account.approvedBy ? name(account.approvedBy) : '-',
        why(account) || '-',
      ])}
    />
  )
}

function accountFile({ c, ctx }: ConsoleRequest, accounts: readonly Account[]): Response {
  const now = ctx.clock.now()
  return csvAnswer(
    c,
    'rekening',
    ['number', 'party', 'provider', 'tail', 'holder', 'state', 'shared', inWib('usable_from')],
    accounts.map((account) => [
      account.accountId,
      account.party,
      account.provider,
      account.numberTail,
      account.verifiedName ?? account.holderName,
      accountState(account, now),
      account.shared ? 'shared' : '',
      account.usableFrom,
    ]),
  )
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
