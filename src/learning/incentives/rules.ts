import { day } from '../../kernel/clock.ts'
import type { IncentiveRules } from '../../kernel/incentive-rules.ts'

export type IncentiveKind = 'completion' | 'survey'

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
