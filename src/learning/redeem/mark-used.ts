import { one, type Queryable, statement } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import { postEarned } from '../../ledger/earn.ts'
import type { Enrolment } from '../enrolment.ts'

/**
 * What uses up a purchase: its code is redeemed; a session is confirmed, or marked by the institution; a lesson is
 * finished; a test begun; work handed in by the learner, or submitted by the institution; a grade given. To open a lesson
 * is to look, and uses nothing.
 */
export type Use =
  | 'redeemed'
  | 'attended'
  | 'marked'
  | 'lesson'
  | 'test'
  | 'handed_in'
  | 'submitted'
  | 'graded'

const markFirstUse = statement<
  [cardId: string, purchaseId: string, now: Date, use: Use, actor: string, requestId: string],
  'learning/mark-first-use',
  'paid' | 'used'
>(
  'learning/mark-first-use',
  `
  with paid as (
    select card_id, purchase_id, learning_method, redeemed_at is null as unused
    from purchase join course using (course_id)
    where card_id = $1 and purchase_id = $2 and purchase.status = 'paid'
  ),
  used as (
    update purchase set redeemed_at = $3, first_use = $4
    from paid
    where unused and purchase.card_id = paid.card_id and purchase.purchase_id = paid.purchase_id
    returning purchase.card_id, purchase.purchase_id
  ),
  attended as (
    -- To redeem is to attend the first session; who learns alone begins with whatever comes first.
    insert into attendance (card_id, purchase_id, sequence, attended_at, attended_by, marked_because)
    select card_id, purchase_id, 1, $3, $5, case when $4 in ('marked', 'submitted', 'graded') then $4 end
    from paid
    where $4 = 'redeemed' or (unused and learning_method = 'self_paced')
    on conflict do nothing
  ),
  journaled as (
    -- A redeemed code has an event of its own.
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, $5, 'first_used', 'purchase:' || purchase_id, $4, $6 from used where $4 <> 'redeemed'
  )
  select exists (select from paid) as paid, exists (select from used) as used
  `,
)

/**
 * Notes that a purchase is used, once: from then on it cannot be cancelled, its redeem code answers "redeemed" with
 * this moment, and the first part of its price is earned. Every operation that records a use calls this in its transaction, under the lock of the card and with the
 * moment of its record; an attendance is written before this, since it says itself how it came about. `recorded_use` in the schema says what such records are. It is a bug to record a use of what
 * is not paid.
 */
export async function markUsed(
  tx: Queryable,
  { cardId, purchaseId }: Enrolment,
  use: Use,
  now: Date,
  { actor, requestId }: Actor,
): Promise<void> {
  const { paid, used } = await one(tx, markFirstUse, [cardId, purchaseId, now, use, actor, requestId])
  if (!paid) throw new Error('a use was recorded of a purchase that is not paid')
  if (used) await postEarned(tx, [{ cardId, purchaseId }], now)
}
