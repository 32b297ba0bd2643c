import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, statement } from '../../database/sql.ts'
import { type IncentiveRules, usualIncentive } from '../../kernel/incentive-rules.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Enrolment } from '../enrolment.ts'
import { incentiveSchedule } from './rules.ts'

const yearOfCard = statement<
  [cardId: string, purchaseId: string],
  'learning/incentive-rules-of-card',
  { incentive: IncentiveRules | undefined }
>(
  'learning/incentive-rules-of-card',
  `
  select rules -> 'incentive' as incentive
  from card
  join purchase using (card_id)
  left join programme_year using (year)
  where card.card_id = $1 and purchase_id = $2 and finished_at is not null and purchase.status = 'paid'
    and not exists (select from incentive where incentive.card_id = $1)
  `,
)

const insertIncentive = statement<
  [cardId: string, purchaseId: string, now: Date, actor: string, requestId: string, payments: string],
  'learning/insert-incentive',
  'granted'
>(
  'learning/insert-incentive',
  `
  with granted as (
    insert into incentive (card_id, kind, number, purchase_id, amount, due_at, created_at)
    select $1, kind, number, $2, amount, "dueAt", $3
    from jsonb_to_recordset($6::jsonb) as payment (kind text, number smallint, amount int, "dueAt" timestamptz)
    on conflict do nothing
    returning card_id, amount
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $3, $4, 'incentive_due', 'purchase:' || $2::bigint, 'first_training_reviewed', $5,
      jsonb_build_object('payments', count(*), 'amount', sum(amount))
    from granted group by card_id
  )
  select count(*)::int as granted from granted
  `,
)

/**
 * Makes the incentive of a card's year due, once: by the first training that is finished and reviewed. Returns how
 * many payments were planned. Takes part in the review's transaction, under the lock of the card.
 */
export async function grantIncentive(
  ctx: Pick<Context, 'clock'> & { readonly db: Queryable },
  { cardId, purchaseId }: Enrolment,
  { actor, requestId }: Actor,
): Promise<number> {
  const year = await first(ctx.db, yearOfCard, [cardId, purchaseId])
  if (!year) return 0
  const now = ctx.clock.now()
  const payments = incentiveSchedule(year.incentive ?? usualIncentive, now)
  if (payments.length === 0) return 0
  const planned = [cardId, purchaseId, now, actor, requestId, JSON.stringify(payments)] as const
  return (await one(ctx.db, insertIncentive, [...planned])).granted
}
