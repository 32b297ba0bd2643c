import type { Row, Statement } from '../../database/sql.ts'
import type { FraudRules } from '../../years/fraud-rules.ts'

/** What a signal has seen about one subject: the same columns whatever it looks at. */
export interface Finding extends Row<'fraud/caps', SureOfFinding> {}

/** Columns that every signal is sure of. */
export type SureOfFinding =
  | 'subjectKind'
  | 'subjectId'
  | 'count'
  | 'lastAt'
  | 'cards'
  | 'purchases'
  | 'people'
  | 'institutions'
  | 'storefronts'

/** When a scan looks: back to `since`, and until `now`. */
export interface Looking {
  readonly since: Date
  readonly now: Date
}

/** One way in which fraud shows: one statement over all that is young, with the year's thresholds. */
export interface Signal {
  readonly find: Statement<readonly unknown[], Finding>
  /** it reads all purchases of its days, and not some by their keys */
  readonly sweeps: boolean
  /** what the statement is asked with */
  asked(looking: Looking, rules: FraudRules): readonly unknown[]
}

/** Declares a signal that begins at something rare; the parameters of its statement are checked here, and nowhere later. */
export function signal<Params extends readonly unknown[]>(
  find: Statement<Params, Finding>,
  asked: (looking: Looking, rules: FraudRules) => Params,
): Signal {
  return { find, asked, sweeps: false }
}

/** Declares a signal that reads every purchase of its days. */
export function sweep<Params extends readonly unknown[]>(
  find: Statement<Params, Finding>,
  asked: (looking: Looking, rules: FraudRules) => Params,
): Signal {
  return { find, asked, sweeps: true }
}

/** What was cleared before, by subject: nothing up to `until` is seen again. A common table of every signal. */
export const clearedBefore = (signal: string) => `
  cleared as (
    select subject_kind, subject_id, max(last_seen_at) as until
    from fraud_case where signal = '${signal}' and state = 'cleared'
    group by subject_kind, subject_id
  )`

/** What was paid and still is since $1, but in the sandbox. */
export const bought = `
  bought as materialized (
    select
      purchase.card_id, purchase_id, course_id, course.institution_id, purchase.partner_id, paid_at, redeemed_at,
      redeemed_email, finished_at, finished_as, first_use, amount + discount as price
    from purchase
    join course using (course_id)
    join partner using (partner_id)
    where purchase.created_at > $1::timestamptz and purchase.status = 'paid' and not partner.sandbox
  )`

/** The end of every signal: its columns, from rows that have them. `figures` is what its sentence is made of. */
export const found = (from: string, figures: string) => `
  select
    subject_kind, subject_id, count, last_at, jsonb_build_object(${figures}) as figures,
    cards, purchases, people, institutions, storefronts
  from ${from}`

/** The columns of {@link found} that a signal has nothing for. */
export const noParties = `
  '{}'::bigint[] as people, '{}'::bigint[] as institutions, '{}'::bigint[] as storefronts`
