import type { Context } from '../../database/context.ts'
import { one, type Row, statement } from '../../database/sql.ts'
import { type IncentiveRules, usualIncentive } from '../../kernel/incentive-rules.ts'
import { type Incentive, incentiveOf } from './incentives.ts'
import { incentiveSchedule, type Payment } from './rules.ts'

/** What is still to be done before the first instalment has a date. */
export type Condition = 'purchase' | 'completion' | 'review'

/** What a card's holder is paid in cash, or would be, and what they owe of it. */
export interface IncentivePlan {
  /** with their dates: empty until the first training is finished and reviewed */
  readonly instalments: readonly Incentive[]
  /** what the year would pay, in order, while there are none */
  readonly promised: readonly Pick<Payment, 'kind' | 'number' | 'amount'>[]
  /** what comes next, while there are none */
  readonly missing: Condition | undefined
  /** rupiah that were paid and are not earned any more: the next payment is the less */
  readonly owed: number
}

type ConditionRow = Row<
  'learning/incentive-condition',
  'finished' | 'waits' | 'owed' | { incentive: IncentiveRules | undefined }
>

const conditionOf = statement<[cardId: string], 'learning/incentive-condition', ConditionRow>(
  'learning/incentive-condition',
  `
  select
    card.status, rules -> 'incentive' as incentive,
    exists (
      select from purchase where card_id = $1 and purchase.status = 'paid' and finished_at is not null
    ) as finished,
    exists (
      select from purchase where card_id = $1 and purchase.status = 'paid' and finished_at is null
    ) as waits,
    (
      select coalesce(sum(case when debit = 'owed_person' then amount else -amount end), 0)::int
      from (
        select party_id, debit, credit, amount from entry union all select party_id, debit, credit, amount from payment_entry
      ) moved
      where moved.party_id = card.person_id and 'owed_person' in (debit, credit)
    ) as owed
  from card
  left join programme_year using (year)
  where card.card_id = $1
  `,
)

/** The incentive of a card as its holder is told of it: dates and states, or what is missing for the first one. */
export async function incentivePlan(
  ctx: Pick<Context, 'db' | 'clock'>,
  cardId: string,
): Promise<IncentivePlan> {
  const [instalments, { status, incentive, finished, waits, owed }] = await Promise.all([
    incentiveOf(ctx, cardId),
    one(ctx.db, conditionOf, [cardId]),
  ])
  if (instalments.length > 0 || status === 'revoked')
    return { instalments, promised: [], missing: undefined, owed }
  const promised = incentiveSchedule(incentive ?? usualIncentive, ctx.clock.now())
  const missing = finished ? 'review' : waits ? 'completion' : 'purchase'
  return { instalments, promised, missing: promised.length > 0 ? missing : undefined, owed }
}
