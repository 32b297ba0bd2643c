import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../../approvals/approvals.ts'
import type { Context } from '../../database/context.ts'
import { first, type Queryable, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { type Enrolment, lockLearner } from '../enrolment.ts'
import { cancelTrainings } from './cancel-trainings.ts'
import { type CancellationRefusal, reasonOf } from './cancellation-refusals.ts'

type PurchaseRefusal = Extract<
  CancellationRefusal,
  'purchase_unknown' | 'purchase_not_paid' | 'reason_missing' | 'reason_too_long'
>

const purchaseToCancel = statement<[cardId: string, purchaseId: string], 'learning/purchase-to-cancel'>(
  'learning/purchase-to-cancel',
  'select status from purchase where card_id = $1 and purchase_id = $2',
)

/** What two people of the programme approve: that one purchase of a card is cancelled, used or not, and why. */
export async function cancelPurchaseAct(
  db: Queryable,
  { cardId, purchaseId }: Enrolment,
  because: string,
): Promise<Outcome<TwoPersonAct, PurchaseRefusal>> {
  const purchase = await first(db, purchaseToCancel, [cardId, purchaseId])
  if (!purchase) return refuse('purchase_unknown')
  if (purchase.status !== 'paid') return refuse('purchase_not_paid')
  const reason = reasonOf(because)
  if (!reason.ok) return reason
  return done({
    act: 'cancel_purchase',
    subject: `card:${cardId}`,
    facts: { purchase: purchaseId, because: reason.value },
  })
}

/**
 * Cancels a purchase, once two people of the programme have approved it, whatever became of its training: the price is back
 * on the card at once, whoever still owes whom; its certificates hold no more.
 */
export async function cancelPurchase(
  ctx: Context,
  training: Enrolment,
  because: string,
  { actor, link }: { readonly actor: Actor; readonly link: string },
): Promise<Outcome<null, PurchaseRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await first(tx, lockLearner, [training.cardId])
    const act = await cancelPurchaseAct(tx, training, because)
    if (!act.ok) return act
    const approval = await takeApproval(tx, act.value, actor, ctx.clock.now())
    if (!approval.ok) return approval
    const reason = `dibatalkan program: ${because.trim()}`
    await cancelTrainings(tx, ctx, [training], { by: 'cancelled_by_programme', reason, actor, link })
    return done(null)
  })
}
