import type { Context } from '../../database/context.ts'
import { rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Enrolment } from '../enrolment.ts'
import { completeIfReady } from './complete-if-ready.ts'
import { judgeReport, type ReportRefusal } from './desk-rules.ts'
import { lockTrainingCard, trainingFacts } from './training-facts.ts'

const insertReport = statement<
  [cardId: string, purchaseId: string, evidence: string, now: Date, actor: string]
>(
  'learning/insert-completion-report',
  `
  insert into completion_report (card_id, purchase_id, evidence, reported_at, reported_by)
  values ($1, $2, $3, $4, $5)
  on conflict (card_id, purchase_id)
    do update set evidence = excluded.evidence, reported_at = excluded.reported_at, reported_by = excluded.reported_by
  `,
)

export interface Evidence {
  readonly institutionId: number
  /** what shows it, in the institution's words: a score, a work, a list; up to 500 characters */
  readonly text: string
}

/**
 * An institution says, with evidence, that a participant has been through what it holds: that stands for lessons and
 * sessions. The evidence is kept; the training is finished if nothing else is missing (a test or an assignment that the
 * course asks for here).
 * @returns whether it is finished now
 */
export async function reportCompletion(
  ctx: Context,
  enrolment: Enrolment,
  { institutionId, text }: Evidence,
  actor: Actor,
): Promise<Outcome<{ readonly finished: boolean }, ReportRefusal>> {
  const { cardId, purchaseId } = enrolment
  const evidence = text.trim()
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockTrainingCard, [cardId])
    const now = ctx.clock.now()
    const refused = judgeReport(await trainingFacts(tx, enrolment, institutionId), evidence, now)
    if (refused) return refused
    await touched(tx, insertReport, [cardId, purchaseId, evidence, now, actor.actor])
    await writeJournal(tx, actor, now, [
      { act: 'completion_reported', subject: `purchase:${purchaseId}`, cardId, reason: evidence },
    ])
    return done({ finished: await completeIfReady({ db: tx, clock: ctx.clock }, enrolment, actor) })
  })
}
