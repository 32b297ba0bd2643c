import type { Child } from 'hono/jsx'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDate, formatInstant, type Language } from '../../kernel/wib.ts'
import type { IncentivePlan } from '../../learning/incentives/incentive-plan.ts'
import type { Incentive } from '../../learning/incentives/incentives.ts'
import type { InstalmentState, Payment } from '../../learning/incentives/rules.ts'
import * as parts from '../parts/parts.ts'
import { incentiveWords } from './incentive-words.ts'
import { askAfter } from './next/ask-after-rules.ts'
import { isMended, type PayableAccount } from './next/payable-account.ts'

interface Shown {
  readonly plan: IncentivePlan
  /** where the next payments go; undefined without one */
  readonly account: PayableAccount | undefined
  readonly language: Language
}

/** The instalments of a card's incentive: each with its date, its amount, where it stands and what is to be done. */
export function IncentiveList({ plan, account, language }: Shown) {
  const said = incentiveWords[language]
  const { instalments, promised, missing, owed } = plan
  if (instalments.length === 0 && !missing && owed === 0) return null
  // A run may have looked before the account was there.
  const told = (one: Incentive): Incentive =>
    (one.state === 'no_account' && account) || (one.state === 'failed' && isMended(one, account))
      ? { ...one, state: 'due' }
      : one
  const sumOf = (all: readonly { readonly amount: number }[]) =>
    formatRupiah(all.reduce((total, { amount }) => total + amount, 0))
  return (
    <section class="stack" id="insentif">
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
            <span class="small muted told">{next(one, { account, language })}</span>
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

/** What an instalment waits for, until when at the latest, and what its holder does then. */
function next(one: Incentive, { account, language }: Pick<Shown, 'account' | 'language'>): Child {
  const said = incentiveWords[language]
  const on = formatDate(one.dueAt, language)
  const latest = formatDate(askAfter(one.orderedAt ?? one.dueAt), language)
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
      return <Ask language={language}>{said.surveyToCome(latest)}</Ask>
    case 'held':
      return <Ask language={language}>{said.held(latest)}</Ask>
    case 'no_account':
    case 'due':
      if (account?.state === 'usable') return <Ask language={language}>{said.nextRun(on, latest)}</Ask>
      if (account?.state === 'resting' && account.usableFrom)
        return said.accountRests(on, formatInstant(account.usableFrom, language))
      if (account) return said.accountChecked(on)
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
      return <Ask language={language}>{said.ordered(latest)}</Ask>
    case 'paid':
      return said.paid(on)
  }
}

/** A sentence that ends with a date, and the way to ask once that is over. */
function Ask({ children, language }: { children?: Child; language: Language }) {
  return (
    <>
      {children} <a href="/keberatan?tentang=other">{incentiveWords[language].ask}</a>
    </>
  )
}
