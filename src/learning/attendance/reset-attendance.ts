import type { Context } from '../../database/context.ts'
import { one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { postEarned } from '../../ledger/earn.ts'
import { settleIncentives } from '../incentives/settle-incentives.ts'
import { issuedCode } from '../redeem/issued-code.ts'
import { lockCardOfCode } from '../redeem/lock-card-of-code.ts'
import { type AskedCode, type BoughtCode, findBoughtCode } from './bought-code.ts'
import { type CodeRefusal, judgeCode } from './rules.ts'

/** How the sandbox's codes begin that may be used again and again. */
export const resettablePrefix = 'PRAT-'

const resetPurchase = statement<
  [cardId: string, purchaseId: string, now: Date, actor: string, requestId: string],
  'learning/reset-attendance',
  'reset'
>(
  'learning/reset-attendance',
  `
  with reset as (
    update purchase
    set redeemed_at = null, redeemed_email = null, first_use = null, finished_at = null, finished_as = null,
      finish_withdrawn_at = null
    from card
    where purchase.card_id = $1 and purchase_id = $2 and card.card_id = $1 and card.sandbox
    returning purchase.card_id, purchase_id
  ),
  no_attendance as (
    delete from attendance using reset
    where attendance.card_id = reset.card_id and attendance.purchase_id = reset.purchase_id
  ),
  no_confirmation as (
    delete from confirmation using reset
    where confirmation.card_id = reset.card_id and confirmation.purchase_id = reset.purchase_id
  ),
  no_confirmation_email as (
    delete from confirmation_email using reset
    where confirmation_email.card_id = reset.card_id and confirmation_email.purchase_id = reset.purchase_id
  ),
  no_submission as (
    delete from submission using reset
    where submission.card_id = reset.card_id and submission.purchase_id = reset.purchase_id
  ),
  no_submission_file as (
    delete from submission_file using reset
    where submission_file.card_id = reset.card_id and submission_file.purchase_id = reset.purchase_id
  ),
  no_lesson_progress as (
    delete from lesson_progress using reset
    where lesson_progress.card_id = reset.card_id and lesson_progress.purchase_id = reset.purchase_id
  ),
  no_lesson_visit as (
    delete from lesson_visit using reset
    where lesson_visit.card_id = reset.card_id and lesson_visit.purchase_id = reset.purchase_id
  ),
  no_quiz_attempt as (
    delete from quiz_attempt using reset
    where quiz_attempt.card_id = reset.card_id and quiz_attempt.purchase_id = reset.purchase_id
  ),
  no_grade as (
    delete from grade using reset
    where grade.card_id = reset.card_id and grade.purchase_id = reset.purchase_id
  ),
  no_completion_report as (
    delete from completion_report using reset
    where completion_report.card_id = reset.card_id and completion_report.purchase_id = reset.purchase_id
  ),
  no_awaited_completion as (
    delete from awaited_completion using reset
    where awaited_completion.card_id = reset.card_id and awaited_completion.purchase_id = reset.purchase_id
  ),
  revoked as (
    update certificate set revoked_at = $3, revoked_because = 'withdrawn'
    from reset
    where certificate.card_id = reset.card_id and certificate.purchase_id = reset.purchase_id and revoked_at is null
  ),
  no_incentive as (
    delete from incentive using reset
    where incentive.card_id = reset.card_id and incentive.purchase_id = reset.purchase_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, $4, 'attendance_reset', 'purchase:' || purchase_id, 'sandbox', $5 from reset
  )
  select count(*)::int as reset from reset
  `,
)

/**
 * Makes a code of a sandbox card as good as new: nothing of what `recorded_use` counts is left. Refuses `code_unknown`
 * for codes of other cards.
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
    const now = ctx.clock.now()
    const purchase = [before.cardId, before.purchaseId, now, by.actor, by.requestId] as const
    const { reset } = await one(tx, resetPurchase, [...purchase])
    if (reset !== 1) throw new Error('a code of a sandbox card could not be reset')
    await postEarned(tx, [before], now)
    await settleIncentives(tx, [before.cardId], now, by)
    return done({ ...before, redeemedAt: undefined, attended: false })
  })
}
