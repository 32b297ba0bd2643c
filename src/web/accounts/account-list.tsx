import { z } from 'zod'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import type { Account } from '../../money/accounts/accounts.ts'
import { failureWords } from '../../money/accounts/failure-words.ts'
import { providerChoices, providerIds, shownAccount } from '../../money/accounts/providers.ts'
import { type AccountState, accountState } from '../../money/accounts/rules.ts'
import { field } from '../http/form-fields.ts'
import * as parts from '../parts/parts.ts'
import { ask } from '../site/form.tsx'
import type { Target } from '../site/link.ts'
import { accountWords } from './account-words.ts'

/** The questions of every account. */
export const accountQuestions = (language: Language) => {
  const said = accountWords[language]
  return {
    provider: ask.select(z.enum(providerIds), said.provider, providerChoices()),
    number: ask.text(field.text(40), said.number, {
      hint: said.numberHint,
      inputmode: 'numeric',
      autocomplete: 'off',
      maxlength: 40,
    }),
  }
}

/** ... whose holder is no person that the programme knows. */
export const partyAccountQuestions = (language: Language) => {
  const said = accountWords[language]
  return {
    ...accountQuestions(language),
    holder_name: ask.text(field.name(140), said.holderName, { hint: said.holderHint, maxlength: 140 }),
  }
}

export const accountTones = {
  checking: 'waiting',
  waiting: 'waiting',
  resting: 'waiting',
  usable: 'success',
  succeeded: 'quiet',
  ended: 'warning',
} as const satisfies Record<AccountState, string>

/** Where an account stands, in a word. */
export function AccountTag({ state, language }: { state: AccountState; language: Language }) {
  return <parts.StatusTag tone={accountTones[state]}>{accountWords[language].states[state]}</parts.StatusTag>
}

interface ListProps {
  readonly accounts: readonly Account[]
  readonly now: Date
  readonly language: Language
  /** what stops a change that is not in use yet */
  readonly withdraw: Target
}

const pending: readonly AccountState[] = ['checking', 'waiting', 'resting']

/** The accounts of one party: what is paid to, what waits, and the last one that could not be used; then those before. */
export function AccountList({ accounts, now, language, withdraw }: ListProps) {
  const said = accountWords[language]
  const stateOf = (account: Account) => accountState(account, now)
  const newest = accounts[0]
  const open = accounts.filter(
    (account) => account === newest || ['usable', ...pending].includes(stateOf(account)),
  )
  const before = accounts.filter((account) => !open.includes(account))
  return (
    <>
      {open.map((account) => (
        <AccountPanel account={account} state={stateOf(account)} language={language} withdraw={withdraw} />
      ))}
      {before.length > 0 ? (
        <parts.Table
          caption={said.history}
          columns={[{ label: said.account }, { label: said.askedAt }, { label: said.state }]}
          rows={before.map((account) => [
            shownAccount(account),
            formatInstant(account.askedAt, language),
            <AccountTag state={stateOf(account)} language={language} />,
          ])}
        />
      ) : (
        ''
      )}
    </>
  )
}

type PanelProps = { account: Account; state: AccountState } & Pick<ListProps, 'language' | 'withdraw'>

function AccountPanel({ account, state, language, withdraw }: PanelProps) {
  const said = accountWords[language]
  const failed = account.endedBecause && failureWords[language][account.endedBecause]
  return (
    <section class="panel stack">
      <h2>{shownAccount(account)}</h2>
      <p>
        <AccountTag state={state} language={language} />
      </p>
      {state === 'checking' ? <p>{said.checkingText}</p> : ''}
      <parts.SummaryList
        rows={[
          { label: said.holder, value: account.verifiedName ?? account.holderName },
          { label: said.askedAt, value: formatInstant(account.askedAt, language) },
          ...(account.usableFrom && state !== 'ended'
            ? [{ label: said.usableFrom, value: formatInstant(account.usableFrom, language) }]
            : []),
          ...(failed ? [{ label: said.reason, value: failed.why }] : []),
          ...(account.endedReason ? [{ label: said.reason, value: account.endedReason }] : []),
          ...(failed ? [{ label: said.whatNow, value: failed.next }] : []),
        ]}
      />
      {pending.includes(state) ? (
        <parts.Form action={withdraw} plain>
          <parts.Button look="second">{said.withdraw}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </section>
  )
}
