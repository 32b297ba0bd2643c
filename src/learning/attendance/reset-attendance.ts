import type { Context } from '../../database/context.ts'
import { one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { issuedCode } from '../redeem/issued-code.ts'
import { lockCardOfCode } from '../redeem/lock-card-of-code.ts'
import { type AskedCode, type BoughtCode, findBoughtCode } from './bought-code.ts'
import { type CodeRefusal, judgeCode } from './rules.ts'

/** How the sandbox's codes begin that may be used again and again. */
export const resettablePrefix = 'PRAT-'

const resetPurchase = statement<
  [cardId: string, purchaseId: string, now: Date, actor: string, requestId: string],
  { reset: number }
>(
  'learning/reset-attendance',
  `
  with reset as (
    update purchase set redeemed_at = null, redeemed_email = null
    from card
    where purchase.card_id = $1 and purchase_id = $2 and card.card_id = $1 and card.sandbox
    returning purchase.card_id, purchase_id
  ),
  unattended as (
    delete from attendance using reset
    where attendance.card_id = reset.card_id and attendance.purchase_id = reset.purchase_id
  ),
  unasked as (
    delete from confirmation using reset
    where confirmation.card_id = reset.card_id and confirmation.purchase_id = reset.purchase_id
  ),
  unmailed as (
    delete from confirmation_email mail using reset
    where mail.card_id = reset.card_id and mail.purchase_id = reset.purchase_id
  ),
  unsubmitted as (
    delete from submission using reset
    where submission.card_id = reset.card_id and submission.purchase_id = reset.purchase_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, $4, 'attendance_reset', 'purchase:' || purchase_id, 'sandbox', $5 from reset
  )
  select count(*)::int as reset from reset
  `,
)

/**
 * Makes a code of a sandbox card as good as new: not redeemed, nothing attended, nothing handed in. Refuses
 * `code_unknown` for codes of other cards.
 */
export function resetAttendance(
  ctx: Context,
  asked: AskedCode,
  by: Actor,
): Promise<Outcome<BoughtCode, CodeRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCardOfCode, [await issuedCode(tx, asked.code, 'redeem'), 'redeem'])
    const before = await findBoughtCode(tx, asked)
    const refused = judgeCode(before, { ...asked, sandboxOnly: true })
    if (refused || !before) return refused ?? refuse('code_unknown')
    const purchase = [before.cardId, before.purchaseId, ctx.clock.now(), by.actor, by.requestId] as const
    const { reset } = await one(tx, resetPurchase, [...purchase])
    if (reset !== 1) throw new Error('a code of a sandbox card could not be reset')
    return done({ ...before, redeemedAt: undefined, attended: false })
  })
}
