import type pg from 'pg'
import { grantWith } from '../appeals/answer-appeal.ts'
import { approvalRefusals } from '../approvals/approvals.ts'
import { deciderRefusals, whoDecides } from '../approvals/who-decides.ts'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { first, one, type Queryable, rows } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { daysLeft, endOfTerm } from '../kernel/wib.ts'
import { lockSeatsToRestore, returnSeat } from '../waves/seats/return-seat.ts'
import { readYear } from '../years/years.ts'
import {
  cardOfCorrection,
  insertCorrection,
  lockCardToCorrect,
  restoreCard,
  selectCorrections,
  selectOpenCorrection,
  withdrawCorrection,
} from './correction-sql.ts'
import { nextStep, promisedDays, restoredBefore, type Term } from './rules.ts'

/** Why a card is not restored; differs: another amount would go back than the one that was asked for. */
export const correctionRefusals = refusalWords({
  id: {
    card_unknown: 'Kartu itu tidak ada. Periksa 16 angkanya.',
    card_not_revoked: 'Kartu itu tidak dicabut: tidak ada yang perlu dipulihkan.',
    year_over: 'Tahun program sudah berakhir: dana tidak bisa dipakai lagi. Beri tahu pemegangnya.',
    correction_open:
      'Permintaan memulihkan kartu ini sudah menunggu. Lihat daftar koreksi (bekal correction list).',
    correction_unknown: 'Koreksi itu tidak ada. Pilih dari daftarnya.',
    correction_done: 'Koreksi itu sudah disetujui. Tidak perlu apa-apa lagi.',
    correction_differs:
      'Jumlah yang akan kembali bukan lagi yang diminta. Tarik permintaan itu, lalu minta lagi.',
  },
  en: {
    card_unknown: 'There is no such card. Check its 16 digits.',
    card_not_revoked: 'The card is not revoked: there is nothing to restore.',
    year_over: 'The programme year is over: its money cannot be used any more. Tell the holder.',
    correction_open:
      'A request to restore this card waits already. See the list of corrections (bekal correction list).',
    correction_unknown: 'There is no such correction. Choose one of the list.',
    correction_done: 'This correction was approved before. There is nothing to do.',
    correction_differs:
      'Another amount would go back than the one that was asked for. Withdraw the request, then ask again.',
  },
  also: [deciderRefusals, reasonRefusals, only(approvalRefusals, 'second_person_needed')],
})
export type CorrectionRefusal = ReasonOf<typeof correctionRefusals>
export type RequestRefusal = Exclude<
  CorrectionRefusal,
  'correction_unknown' | 'correction_done' | 'correction_differs' | 'second_person_needed'
>
export type ApproveRefusal = Exclude<CorrectionRefusal, 'reason_missing' | 'card_unknown' | 'correction_open'>

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
  /** rupiah that are to go back to the card; none for what was asked for before amounts were named */
  readonly askedAmount: number | undefined
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
export function listCorrections(db: Queryable, openOnly = false): Promise<Correction[]> {
  return rows(db, selectCorrections, [openOnly])
}

/**
 * Asks to restore a wrongly revoked card, with the reason (1 to 500 characters). Nothing changes until somebody else
 * approves it ({@link approveRestore}): this card, with the rupiah that it lost. A card has one open request at a time.
 */
export async function requestRestore(
  ctx: Context,
  cardId: string,
  reason: string,
  actor: Actor,
): Promise<Outcome<{ readonly correctionId: string }, RequestRefusal>> {
  return inTransaction(ctx.db, (tx) => requestRestoreIn(tx, ctx, { cardId, reason }, actor))
}

/** The same in the caller's transaction. */
export async function requestRestoreIn(
  tx: pg.PoolClient,
  ctx: Context,
  { cardId, reason }: { readonly cardId: string; readonly reason: string },
  actor: Actor,
): Promise<Outcome<{ readonly correctionId: string }, RequestRefusal>> {
  const why = reason.trim()
  if (why === '' || why.length > 500) return refuse('reason_missing')
  const now = ctx.clock.now()
  const maker = await whoDecides(tx, actor, now)
  if (!maker.ok) return maker
  const card = await first(tx, lockCardToCorrect, [cardId])
  if (!card) return refuse('card_unknown')
  if (card.status !== 'revoked') return refuse('card_not_revoked')
  if (card.usableBefore <= now) return refuse('year_over')
  const made = await first(tx, insertCorrection, [cardId, why, actor.actor, now])
  if (!made) return refuse('correction_open')
  const correctionId = made.correctionId
  await writeJournal(tx, actor, now, [
    {
      event: 'restore_requested',
      subject: `card:${cardId}`,
      cardId,
      reason: why,
      facts: { correction_id: Number(correctionId), amount: made.askedAmount },
    },
  ])
  return done({ correctionId })
}

/**
 * Approves a request to restore, and restores: balance, membership, seat, and the whole term again from today. Whoever asked
 * may not approve: said here, and held by the table's own constraint. The holder is told by SMS and email. An appeal that it was
 * asked for by is granted with it.
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
    const checker = await whoDecides(tx, actor, now)
    if (!checker.ok) return checker
    const asked = await first(tx, cardOfCorrection, [correctionId])
    if (!asked) return refuse('correction_unknown')
    const { cardId, year } = asked
    await lockSeatsToRestore(tx, year)
    const card = await one(tx, lockCardToCorrect, [cardId])
    const correction = await one(tx, selectOpenCorrection, [correctionId])
    if (correction.done) return refuse('correction_done')
    if (correction.withdrawn) return refuse('correction_unknown')
    if (correction.makerId === checker.value.staffId) return refuse('second_person_needed')
    if (card.status !== 'revoked') return refuse('card_not_revoked')
    if (!correction.same) return refuse('correction_differs')
    // Over this very connection: many that approve at once must not wait for a second one each.
    const rules = (await readYear(tx, card.year))!.rules
    const term = endOfTerm(now, rules.firstPurchaseWithinDays)
    const before = restoredBefore(term, card.usableBefore, now)
    if (!before) return refuse('year_over')
    const fresh: Term = {
      status: 'active',
      firstPurchaseBefore: before,
      usableBefore: card.usableBefore,
      firstPaidAt: card.firstPaidAt,
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
    await returnSeat(tx, { cardId, year, correctionId, actor, now })
    const appeals = new URL('/keberatan', options.link).href
    await grantWith(tx, ctx, correctionId, appeals, actor)
    return done({ cardId, amount, firstPurchaseBefore: before })
  })
}

/** Takes back a request to restore. Anybody of the staff may: stopping needs no second person. */
export async function withdrawRestore(
  ctx: Context,
  correctionId: string,
  actor: Actor,
): Promise<Outcome<null, 'correction_unknown'>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const withdrawn = await first(tx, withdrawCorrection, [correctionId, actor.actor, now])
    if (!withdrawn) return refuse('correction_unknown')
    const cardId = withdrawn.cardId
    const facts = { correction_id: Number(correctionId) }
    await writeJournal(tx, actor, now, [
      { event: 'restore_withdrawn', subject: `card:${cardId}`, cardId, facts },
    ])
    return done(null)
  })
}
