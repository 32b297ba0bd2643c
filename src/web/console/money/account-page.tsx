import { type Account, findAccount } from '../../../money/accounts/accounts.ts'
import { approveAccount, endAccount } from '../../../money/accounts/decide-account.ts'
import { failureWords } from '../../../money/accounts/failure-words.ts'
import { shownAccount } from '../../../money/accounts/providers.ts'
import { accountState } from '../../../money/accounts/rules.ts'
import { AccountTag } from '../../accounts/account-list.tsx'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, consolePage, instant, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { accountsWords } from './accounts-words.ts'

const reasonForm = form((language) => {
  const { reason, reasonHint: hint } = accountsWords[language]
  return { reason: ask.text(field.text(500), reason, { hint, maxlength: 500 }) }
})

/** `/konsol/keuangan/rekening/:account`: what was asked for, what the bank says, and what whoever sits here may decide. */
export async function accountPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const account = await ofPartner(request)
  if (!account) return errorPage(request.c, 404)
  const { ctx, language } = request
  const said = accountsWords[language]
  const state = accountState(account, ctx.clock.now())
  const name = await actorNames(request, [account.askedBy, account.approvedBy, account.endedBy])
  const may = state === 'waiting' && offers(request, 'approve_money')
  return consolePage(
    request,
    { title: `${account.party}: ${shownAccount(account)}`, ...shown },
    <>
      <p>
        <AccountTag state={state} language={language} />
      </p>
      {account.shared ? <parts.Notice tone="warning" title={said.shared} /> : ''}
      <parts.SummaryList rows={factsOf(request, account, name)} />
      {may ? (
        <parts.Form action={`/konsol/keuangan/rekening/${account.accountId}/setujui`} plain>
          <parts.Button>{said.approve}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {!account.endedAt && offers(request, 'run_money') ? (
        <section class="panel stack">
          <h2>{said.end}</h2>
          <parts.Form action={`/konsol/keuangan/rekening/${account.accountId}/hentikan`}>
            {reasonForm.fields(request.c, shown)}
            <parts.Button look="second">{said.end}</parts.Button>
          </parts.Form>
        </section>
      ) : (
        ''
      )}
      <p>
        <a href="/konsol/keuangan/rekening">{said.title}</a>
      </p>
    </>,
  )
}

function factsOf(
  { language }: ConsoleRequest,
  account: Account,
  name: (actor: string) => string,
): parts.SummaryRow[] {
  const said = accountsWords[language]
  const { approvedBy, endedBy, endedBecause, endedReason, usableFrom } = account
  return [
    { label: said.holderAsked, value: account.holderName },
    { label: said.holderAnswered, value: account.verifiedName ?? said.notAnswered },
    { label: said.askedBy, value: name(account.askedBy) },
    { label: said.askedAt, value: instant(account.askedAt, language) },
    ...(approvedBy ? [{ label: said.approvedBy, value: name(approvedBy) }] : []),
    ...(usableFrom ? [{ label: said.usableFrom, value: instant(usableFrom, language) }] : []),
    ...(endedBy ? [{ label: said.endedBy, value: name(endedBy) }] : []),
    ...(endedBecause ? [{ label: said.reason, value: failureWords[language][endedBecause].why }] : []),
    ...(endedReason ? [{ label: said.reason, value: endedReason }] : []),
  ]
}

/** The second person says yes. */
export async function submitAccountApproval(request: ConsoleRequest): Promise<Response> {
  const account = await ofPartner(request)
  if (!account) return errorPage(request.c, 404)
  const approved = await approveAccount(request.deps.accounts, account.accountId, request.actor)
  if (!approved.ok) return accountPage(request, { problem: sentence(request.language, approved) })
  return goTo(request.c, '/konsol/keuangan/rekening?kabar=approved')
}

/** One person stops it. */
export async function submitAccountEnd(request: ConsoleRequest): Promise<Response> {
  const answers = await reasonForm.read(request.c)
  if (!answers.ok) return accountPage(request, answers)
  const account = await ofPartner(request)
  if (!account) return errorPage(request.c, 404)
  const { reason } = answers.values
  const ended = await endAccount(request.deps.accounts, account.accountId, reason, request.actor)
  if (!ended.ok) return accountPage(request, { problem: sentence(request.language, ended) })
  return goTo(request.c, '/konsol/keuangan/rekening?kabar=account_ended')
}

/** The account of the address: those of participants are no matter of this page. */
async function ofPartner({ c, ctx }: ConsoleRequest): Promise<Account | undefined> {
  const id = c.req.param('account') ?? ''
  const account = /^[1-9]\d{0,17}$/.test(id) ? await findAccount(ctx.db, id) : undefined
  return account?.partyKind === 'person' ? undefined : account
}
