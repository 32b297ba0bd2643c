import { type Refusal, sentenceOf } from '../../../kernel/refusal.ts'
import { type OwnAccountRefusal, ownAccountRefusals } from '../../../money/accounts/account-refusals.ts'
import { accountsOf } from '../../../money/accounts/accounts.ts'
import { withdrawAccount } from '../../../money/accounts/decide-account.ts'
import { failedBecause } from '../../../money/accounts/failure-words.ts'
import { askOwnAccount, type OwnAccount, sendAccountCode } from '../../../money/accounts/own-account.ts'
import { shownAccount } from '../../../money/accounts/providers.ts'
import { accountState } from '../../../money/accounts/rules.ts'
import { nameOfPerson } from '../../../registration/person-data.ts'
import { AccountList, accountQuestions } from '../../accounts/account-list.tsx'
import { type Shown, wrong } from '../../http/forms.ts'
import { EnterCode } from '../../identity/enter-code.tsx'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { portalPage, type RegisterDeps, type Request, type VisitorPage } from '../register/visitor.tsx'
import { ownAccountWords } from './account-words.ts'

const accountForm = form(accountQuestions)
const codeForm = form((language) => ({ ...accountQuestions(language), otp: ask.otp() }))

/** `/rekening`: where the incentive is paid to, what waits, and the form for the next one. */
export const accountPage: VisitorPage<string, Shown> = async (c, deps, personId, shown = {}) => {
  const { ctx, restHours } = deps.accounts
  const language = c.get('language')
  const said = ownAccountWords[language]
  const now = ctx.clock.now()
  const accounts = await accountsOf(ctx.db, { kind: 'person', id: personId })
  const current = accounts.find((account) => accountState(account, now) === 'usable')
  const waits = accounts[0] && !accounts[0].endedAt
  const because = current || waits ? undefined : (accounts[0]?.endedBecause ?? 'no_account')
  return portalPage(
    c,
    { title: said.title, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <p>{said.name(await nameOfPerson(deps.registrations.ctx, personId))}</p>
      {because ? (
        <parts.Notice tone="warning" title={said.failedTitle}>
          <p>{failedBecause(because, language)}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      <AccountList accounts={accounts} now={now} language={language} withdraw="/rekening/batal" />
      <section class="panel stack">
        <h2>{current ? said.change : said.first}</h2>
        {current ? <p>{said.changeText(restHours)}</p> : ''}
        <parts.Form action="/rekening" button={said.send}>
          {accountForm.fields(c, shown)}
        </parts.Form>
      </section>
    </>,
  )
}

/** Sends a code to the registered phone, good for this account alone; also once more. */
export const askForCode: VisitorPage<string> = async (c, deps, personId) => {
  const answers = await accountForm.read(c)
  if (!answers.ok) return accountPage(c, deps, personId, answers)
  const asked = { ...answers.values, language: c.get('language') }
  const sent = await sendAccountCode(deps.accounts, personId, asked)
  if (sent.ok) return codePage(c, deps, asked, { code: sent.value })
  // Who comes back to a code that is on its way may type it.
  if (sent.refusal === 'code_too_soon')
    return codePage(c, deps, asked, { code: { waitSeconds: sent.facts.waitSeconds ?? 0 } })
  return accountPage(c, deps, personId, wrong('number', sentence(c, sent), answers.typed))
}

type Code = Parameters<typeof EnterCode>[0]['code']

function codePage(
  c: Request,
  { accounts }: RegisterDeps,
  { provider, number }: OwnAccount,
  { code, problem }: { readonly code: Code; readonly problem?: string },
): Response {
  const said = ownAccountWords[c.get('language')]
  const account = shownAccount({ provider, numberTail: number.slice(-4) })
  return portalPage(
    c,
    { title: said.codeTitle, ...wrong('otp', problem) },
    <>
      <p class="lead">{said.codeFor(account)}</p>
      <EnterCode
        code={code}
        now={accounts.ctx.clock.now()}
        action="/rekening/kode"
        again="/rekening"
        button={said.confirm}
        error={problem}
        goesWith={{ provider, number }}
      />
      <p>
        <a href="/rekening">{said.other}</a>
      </p>
    </>,
  )
}

/** Takes the code; the page of accounts says what came of it. */
export const confirmAccount: VisitorPage<string> = async (c, deps, personId) => {
  const language = c.get('language')
  const account = await accountForm.read(c)
  if (!account.ok) return accountPage(c, deps, personId, account)
  const asked = { ...account.values, language }
  const answers = await codeForm.read(c)
  const again = { code: { waitSeconds: 0 } }
  if (!answers.ok) return codePage(c, deps, asked, { ...again, problem: answers.errors.otp ?? '' })
  const given = { code: answers.values.otp, requestId: c.get('requestId') }
  const made = await askOwnAccount(deps.accounts, personId, asked, given)
  if (made.ok) return goTo(c, '/rekening')
  const problem = sentence(c, made)
  const ofCode = ['code_wrong', 'code_expired', 'too_many_tries', 'codes_locked', 'code_not_sent']
  return ofCode.includes(made.refusal)
    ? codePage(c, deps, asked, { ...again, problem })
    : accountPage(c, deps, personId, wrong('number', problem, account.typed))
}

/** Stops a change that is not in use yet: stopping needs no code. */
export const withdrawOwn: VisitorPage<string> = async (c, deps, personId) => {
  const by = { actor: `person:${personId}`, requestId: c.get('requestId') }
  await withdrawAccount(deps.accounts, { kind: 'person', id: personId }, by)
  return goTo(c, '/rekening')
}

function sentence(c: Request, { refusal, facts }: Refusal<OwnAccountRefusal>): string {
  return sentenceOf(ownAccountRefusals, refusal, facts, c.get('language'))
}
