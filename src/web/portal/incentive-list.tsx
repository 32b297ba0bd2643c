import type { Child } from 'hono/jsx'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDate, type Language } from '../../kernel/wib.ts'
import type { IncentivePlan } from '../../learning/incentives/incentive-plan.ts'
import type { Incentive } from '../../learning/incentives/incentives.ts'
import type { InstalmentState, Payment } from '../../learning/incentives/rules.ts'
import * as parts from '../parts/parts.ts'
import { incentiveWords } from './incentive-words.ts'

interface Shown {
  readonly plan: IncentivePlan
  /** there is an account that may be paid to now */
  readonly hasAccount: boolean
  readonly language: Language
}

/** The instalments of a card's incentive: each with its date, its amount, where it stands and what is to be done. */
export function IncentiveList({ plan, hasAccount, language }: Shown) {
  const said = incentiveWords[language]
  const { instalments, promised, missing, owed } = plan
  if (instalments.length === 0 && !missing && owed === 0) return null
  // A run may have looked before the account was there.
  const told = (one: Incentive): Incentive =>
    one.state === 'no_account' && hasAccount ? { ...one, state: 'due' } : one
  const sumOf = (all: readonly { readonly amount: number }[]) =>
    formatRupiah(all.reduce((total, { amount }) => total + amount, 0))
  return (
    <section class="stack">
      <h2>{said.title}</h2>
      {owed > 0 ? (
        <parts.Notice tone="warning" title={said.title}>
          <p>{said.owed(formatRupiah(owed))}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      {instalments.length > 0 ? <p>{said.lead(sumOf(instalments))}</p> : ''}
      {missing ? <p>{said.missing[missing]}</p> : ''}
      {missing ? <p>{said.promised(sumOf(promised))}</p> : ''}
      <ul class="listing">
        {instalments.map(told).map((one) => (
          <li>
            <Amount payment={one} language={language} />
            <span class="small muted">{next(one, { hasAccount, language })}</span>
            <span class="end">
              <parts.StatusTag tone={tones[one.state]}>{said.states[one.state]}</parts.StatusTag>
            </span>
          </li>
        ))}
        {missing
          ? promised.map((one) => (
              <li>
                <Amount payment={one} language={language} />
              </li>
            ))
          : ''}
      </ul>
    </section>
  )
}

type Counted = Pick<Payment, 'kind' | 'number' | 'amount'>

function Amount({ payment, language }: { payment: Counted; language: Language }) {
  return (
    <>
      <span>{incentiveWords[language][payment.kind](payment.number)}</span>
      <strong class="number end">{formatRupiah(payment.amount)}</strong>
    </>
  )
}

const tones: Readonly<Record<InstalmentState, 'waiting' | 'success' | 'warning' | 'quiet'>> = {
  waits_for_date: 'quiet',
  survey_open: 'warning',
  survey_to_come: 'quiet',
  due: 'waiting',
  held: 'waiting',
  no_account: 'warning',
  ordered: 'waiting',
  paid: 'success',
  failed: 'warning',
}

/** What an instalment waits for, and what its holder does about it. */
function next(one: Incentive, { hasAccount, language }: Pick<Shown, 'hasAccount' | 'language'>): Child {
  const said = incentiveWords[language]
  const on = formatDate(one.dueAt, language)
  switch (one.state) {
    case 'waits_for_date':
      return one.kind === 'survey' ? said.surveyOpensOn(on) : said.waitsUntil(on)
    case 'survey_open':
      return (
        <>
          {said.surveySince(on)} <a href={`/beranda/survei/${one.number}`}>{said.answer}</a>
        </>
      )
    case 'survey_to_come':
      return said.surveyToCome
    case 'held':
      return said.held
    case 'no_account':
    case 'due':
      if (hasAccount) return said.nextRun(on)
      return (
        <>
          {said.noAccount(on)} <a href="/rekening">{said.addAccount}</a>
        </>
      )
    case 'failed':
      return (
        <>
          {said.failed(one.bankReason ?? '')} <a href="/rekening">{said.mendAccount}</a>
        </>
      )
    case 'ordered':
      return said.ordered
    case 'paid':
      return said.paid(on)
  }
}
