import { writeJournal } from '../../card/write-journal.ts'
import { assertClock } from '../../database/clock-check.ts'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { daysLeft, endOfTerm } from '../../kernel/wib.ts'
import { readYear } from '../years.ts'
import {
  type CorrectionRow,
  cardOfCorrection,
  insertCorrection,
  lockCardToCorrect,
  restoreCard,
  selectCorrections,
  selectOpenCorrection,
} from './correction-sql.ts'
import { isSameOperator, nextStep, promisedDays, restoredBefore, type Term } from './rules.ts'

export type RequestRefusal =
  | 'reason_missing'
  | 'card_unknown'
  | 'card_not_revoked'
  | 'year_over'
  | 'correction_open'
export type ApproveRefusal =
  | 'correction_unknown'
  | 'correction_done'
  | 'same_operator'
  | 'card_not_revoked'
  | 'year_over'

/** A correction that was asked for, and what became of it. */
export interface Correction {
  readonly correctionId: string
  readonly cardId: string
  /** the last four digits of the card's number */
  readonly cardTail: string
  readonly reason: string
  readonly requestedBy: string
  readonly requestedAt: Date
  readonly approvedBy: string | undefined
  readonly approvedAt: Date | undefined
  /** rupiah that went back to the card */
  readonly amount: number | undefined
}

export interface Restored {
  readonly cardId: string
  /** rupiah that went back to the card */
  readonly amount: number
  /** first instant at which the first purchase is too late again */
  readonly firstPurchaseBefore: Date
}

/** All corrections, or those that wait for a second operator; the oldest first. */
export async function listCorrections(db: Queryable, openOnly = false): Promise<Correction[]> {
  return (await rows(db, selectCorrections, [openOnly])).map(correctionFrom)
}

/**
 * Asks to restore a wrongly revoked card, with the reason (1 to 500 characters). Nothing changes until somebody else
 * approves it ({@link approveRestore}). A card has one open request at a time.
 */
export async function requestRestore(
  ctx: Context,
  cardId: string,
  reason: string,
  actor: Actor,
): Promise<Outcome<{ readonly correctionId: string }, RequestRefusal>> {
  const why = reason.trim()
  if (why === '' || why.length > 500) return refuse('reason_missing')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const card = await first(tx, lockCardToCorrect, [cardId])
    if (!card) return refuse('card_unknown')
    if (card.status !== 'revoked') return refuse('card_not_revoked')
    if (card.usable_before <= now) return refuse('year_over')
    const made = await first(tx, insertCorrection, [cardId, why, actor.actor, now])
    if (!made) return refuse('correction_open')
    const correctionId = made.correction_id
    await writeJournal(tx, actor, now, [
      {
        act: 'restore_requested',
        subject: `card:${cardId}`,
        cardId,
        reason: why,
        facts: { correction_id: Number(correctionId) },
      },
    ])
    return done({ correctionId })
  })
}

/**
 * Approves a request to restore, and restores: balance, membership, seat, and the whole term again from today. Whoever asked
 * may not approve: said here, and held by the table's own constraint. The holder is told by SMS and email.
 */
export async function approveRestore(
  ctx: Context,
  correctionId: string,
  actor: Actor,
  options: { /** the holder's card page, for the message */ readonly link: string },
): Promise<Outcome<Restored, ApproveRefusal>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const asked = await first(tx, cardOfCorrection, [correctionId])
    if (!asked) return refuse('correction_unknown')
    const cardId = asked.card_id
    const card = await one(tx, lockCardToCorrect, [cardId])
    const correction = await one(tx, selectOpenCorrection, [correctionId])
    if (correction.approved) return refuse('correction_done')
    if (isSameOperator(correction.requested_by, actor.actor)) return refuse('same_operator')
    if (card.status !== 'revoked') return refuse('card_not_revoked')
    // Over this very connection: many that approve at once must not wait for a second one each.
    const rules = (await readYear(tx, card.year))!.rules
    const term = endOfTerm(now, rules.firstPurchaseWithinDays)
    const before = restoredBefore(term, card.usable_before, now)
    if (!before) return refuse('year_over')
    const fresh: Term = {
      status: 'active',
      firstPurchaseBefore: before,
      usableBefore: card.usable_before,
      firstPaidAt: card.first_paid_at ?? undefined,
    }
    const { step, dueAt } = nextStep(fresh, now, rules)
    const { restored, amount } = await one(tx, restoreCard, [
      correctionId,
      cardId,
      now,
      actor.actor,
      actor.requestId,
      before,
      step,
      dueAt,
      options.link,
      // A term that the cut-off shortens promises no more than it has.
      Math.min(promisedDays(rules).days, daysLeft(now, before)),
    ])
    if (restored !== 1) throw new Error('a locked revoked card could not be restored')
    return done({ cardId, amount, firstPurchaseBefore: before })
  })
}

function correctionFrom(row: CorrectionRow): Correction {
  return {
    correctionId: row.correction_id,
    cardId: row.card_id,
    cardTail: row.card_number_tail,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    approvedBy: row.approved_by ?? undefined,
    approvedAt: row.approved_at ?? undefined,
    amount: row.amount ?? undefined,
  }
}
