import { day } from '../../kernel/clock.ts'
import type { IncentiveRules } from '../../kernel/incentive-rules.ts'

export type IncentiveKind = 'completion' | 'survey'

/** One instalment as it is planned. */
export interface Payment {
  readonly kind: IncentiveKind
  /** 1 is the first */
  readonly number: number
  /** rupiah */
  readonly amount: number
  readonly dueAt: Date
}

/**
 * What the first finished and reviewed training brings, from the moment of its review on: the first payment at once,
 * the others one after another; a survey's with each payment but the first.
 */
export function incentiveSchedule(rules: IncentiveRules, from: Date): Payment[] {
  const after = (times: number) => new Date(from.getTime() + times * rules.everyDays * day)
  const some = (count: number, kind: IncentiveKind, amount: number, first: number): Payment[] =>
    Array.from({ length: count }, (_, at) => ({ kind, number: at + 1, amount, dueAt: after(at + first) }))
  return [
    ...some(rules.completionPayments, 'completion', rules.completionRupiah, 0),
    ...some(rules.surveyPayments, 'survey', rules.surveyRupiah, 1),
  ].sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
}

/**
 * Where an instalment stands. `waits_for_date`: nothing but time is missing; `survey_open`: its survey is to be answered now;
 * `survey_to_come`: its date is there, and the programme has no survey of this number; `due`: in the ledger, and goes with the
 * next payment run; `held`: the programme looks at it first; `no_account`: a run found none that it may be paid to; `ordered`
 * and `paid`: as its payment says; `failed`: the bank said no, and it goes again, by the same reference, once it is mended.
 */
export type InstalmentState =
  | 'waits_for_date'
  | 'survey_open'
  | 'survey_to_come'
  | 'due'
  | 'held'
  | 'no_account'
  | 'ordered'
  | 'paid'
  | 'failed'

/** What became of a payment: its state, and of its last line in a run the state and the gate that stopped it. */
export interface PaymentFacts {
  readonly payment: string | undefined
  readonly line: string | undefined
  readonly waitsBecause: string | undefined
}

export interface InstalmentFacts extends PaymentFacts {
  readonly kind: IncentiveKind
  readonly dueAt: Date
  readonly answeredAt: Date | undefined
  readonly postedAt: Date | undefined
  /** the programme has a survey of its number */
  readonly surveyThere: boolean
}

/** The state of an instalment: the one place that says it, for pages, commands and tests. */
export function stateOfInstalment(facts: InstalmentFacts, now: Date): InstalmentState {
  if (facts.postedAt) return stateOfPayment(facts)
  if (facts.dueAt > now) return 'waits_for_date'
  if (facts.kind === 'survey' && !facts.answeredAt)
    return facts.surveyThere ? 'survey_open' : 'survey_to_come'
  return 'due'
}

function stateOfPayment({ payment, line, waitsBecause }: PaymentFacts): InstalmentState {
  if (payment === 'ordered' || payment === 'paid') return payment
  // The account that the bank refused stops the next run, too: it is to be mended.
  if (line === 'refused' || line === 'returned' || waitsBecause === 'account_refused') return 'failed'
  if (waitsBecause === 'on_hold') return 'held'
  return waitsBecause === 'no_account' || waitsBecause === 'account_shared' ? 'no_account' : 'due'
}
