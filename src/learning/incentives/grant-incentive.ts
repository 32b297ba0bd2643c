import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, statement } from '../../database/sql.ts'
import { type IncentiveRules, usualIncentive } from '../../kernel/incentive-rules.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Enrolment } from '../enrolment.ts'
import { postAndTell } from './post-and-tell.ts'
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
    insert into incentive (card_id, kind, number, purchase_id, amount, due_at, answered_at, created_at)
    select $1, kind, payment.number, $2, amount, "dueAt", survey_answer.answered_at, $3
    from jsonb_to_recordset($6::jsonb) as payment (kind text, number smallint, amount int, "dueAt" timestamptz)
    -- where the incentive was planned once before
    left join survey_answer
      on survey_answer.card_id = $1 and survey_answer.number = payment.number and kind = 'survey'
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
 * Plans the incentive of a card's year, once: by the first training that is finished and reviewed. What is due at once goes
 * into the ledger, the rest by its day. Returns how many payments were planned. Takes part in the review's transaction, under the lock of the card.
 */
export function grantIncentive(
  ctx: Pick<Context, 'clock'> & { readonly db: Queryable },
  enrolment: Enrolment,
  actor: Actor,
): Promise<number> {
  const now = ctx.clock.now()
  return planIncentive(ctx.db, enrolment, { now, from: now }, actor)
}

/** The same by a calendar that began at an instant. */
export async function planIncentive(
  tx: Queryable,
  { cardId, purchaseId }: Enrolment,
  { now, from }: { readonly now: Date; readonly from: Date },
  { actor, requestId }: Actor,
): Promise<number> {
  const year = await first(tx, yearOfCard, [cardId, purchaseId])
  if (!year) return 0
  const payments = incentiveSchedule(year.incentive ?? usualIncentive, from)
  if (payments.length === 0) return 0
  const planned = [cardId, purchaseId, now, actor, requestId, JSON.stringify(payments)] as const
  const { granted } = await one(tx, insertIncentive, [...planned])
  if (granted > 0) await postAndTell(tx, [cardId], now, { actor, requestId })
  return granted
}
