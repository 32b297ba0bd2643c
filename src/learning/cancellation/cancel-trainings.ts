import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { rows, statement, touched } from '../../database/sql.ts'
import { lockCards } from '../../purchase/authorize-sql.ts'
import { cancelPurchases, type ToCancel } from '../../purchase/cancel/cancel-purchases.ts'
import type { Enrolment } from '../enrolment.ts'
import { settleIncentives } from '../incentives/settle-incentives.ts'

const endLearning = statement<
  [cardIds: string[], purchaseIds: string[], now: Date, actor: string, requestId: string]
>(
  'learning/end-learning',
  `
  with cancelled as (
    select card_id, purchase_id from unnest($1::bigint[], $2::bigint[]) as cancelled (card_id, purchase_id)
  ),
  awaited as (
    delete from awaited_completion using cancelled
    where awaited_completion.card_id = cancelled.card_id and awaited_completion.purchase_id = cancelled.purchase_id
  ),
  unpaid as (
    delete from incentive using cancelled
    where incentive.card_id = cancelled.card_id and incentive.purchase_id = cancelled.purchase_id
    returning incentive.card_id, incentive.purchase_id, incentive.amount
  ),
  revoked as (
    update certificate set revoked_at = $3, revoked_because = 'withdrawn'
    from cancelled
    where certificate.card_id = cancelled.card_id and certificate.purchase_id = cancelled.purchase_id
      and revoked_at is null
    returning certificate.card_id, status_index
  )
  insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
  select card_id, $3, $4, 'certificate_revoked', 'certificate:' || status_index, 'withdrawn', $5, '{}'::jsonb from revoked
  union all
  select
    card_id, $3, $4, 'incentive_withdrawn', 'purchase:' || purchase_id, 'cancelled', $5,
    jsonb_build_object('payments', count(*), 'amount', sum(amount))
  from unpaid group by card_id, purchase_id
  `,
)

/**
 * Cancels trainings whatever became of them, in a transaction: their purchases ({@link cancelPurchases}), the certificates
 * that hold, and the incentive that they brought: what is payable of it is taken back. What was recorded of their use stays. Returns those that were
 * paid until now.
 */
export async function cancelTrainings(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  trainings: readonly Enrolment[],
  toCancel: ToCancel,
): Promise<readonly Enrolment[]> {
  await rows(tx, lockCards, [trainings.map(({ cardId }) => cardId)])
  const cancelled = await cancelPurchases(tx, ctx, trainings, toCancel)
  const { actor, requestId } = toCancel.actor
  const ids = [cancelled.map(({ cardId }) => cardId), cancelled.map(({ purchaseId }) => purchaseId)] as const
  const now = ctx.clock.now()
  await touched(tx, endLearning, [...ids, now, actor, requestId])
  await settleIncentives(tx, ids[0], now, toCancel.actor)
  return cancelled
}
