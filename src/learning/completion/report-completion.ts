import type { Context } from '../../database/context.ts'
import { one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { day } from '../../kernel/clock.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import { usualReportRestDays } from '../../kernel/report-rest.ts'
import type { Actor } from '../../kernel/request.ts'
import { fileTypeOf } from '../assignments/file-rules.ts'
import type { Enrolment } from '../enrolment.ts'
import { completeIfReady } from './complete-if-ready.ts'
import { type EvidenceKind, judgeReport, type ReportRefusal } from './report-rules.ts'
import { lockTrainingCard, trainingFacts } from './training-facts.ts'

const restDays = statement<[cardId: string], 'learning/report-rest-days'>(
  'learning/report-rest-days',
  `
  select (rules ->> 'reportRestDays')::int as days
  from card left join programme_year using (year)
  where card_id = $1
  `,
)

const insertReport = statement<
  [
    cardId: string,
    purchaseId: string,
    kind: string,
    link: string | null,
    file: Buffer | null,
    mediaType: string | null,
    note: string | null,
    now: Date,
    restsUntil: Date,
    actor: string,
    requestId: string,
  ],
  'learning/insert-completion-report'
>(
  'learning/insert-completion-report',
  `
  with kept as (
    insert into submission_file (card_id, purchase_id, media_type, content)
    select $1, $2, $6::text, $5::bytea where $5::bytea is not null
    returning file_id
  ),
  reported as (
    insert into completion_report (
      card_id, purchase_id, kind, link, file_id, evidence, reported_at, rests_until, reported_by
    )
    values ($1, $2, $3, $4, (select file_id from kept), $7, $8, $9, $10)
    returning card_id, purchase_id, report_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $8, $10, 'completion_reported', 'purchase:' || purchase_id, $3, $11,
      jsonb_build_object('report', report_id::text, 'restsUntil', $9::timestamptz)
    from reported
  )
  select report_id from reported
  `,
)

/** What shows that a participant has been through what the institution holds: a link, a file, or both. */
export interface Evidence {
  readonly institutionId: number
  /** one of `evidenceKinds`; anything else is refused */
  readonly kind: string
  /** https */
  readonly link?: string | undefined
  /** told by its content, as works that are handed in */
  readonly file?: Uint8Array | undefined
  /** in the institution's words, up to 500 characters */
  readonly note?: string | undefined
}

export interface Reported {
  /** whether the training is finished now: its report was not needed, or its year lets none rest */
  readonly finished: boolean
  /** until then the programme may look at it; then it counts */
  readonly restsUntil: Date
}

/**
 * An institution says, with evidence of a named kind, that a participant has been through what it holds: that stands for
 * lessons and sessions, and for no test or assignment. It counts when the programme has accepted it or when it has rested
 * for the days that the card's year asks for; until then it is shown as reported.
 */
export async function reportCompletion(
  ctx: Context,
  enrolment: Enrolment,
  { institutionId, kind, link = '', file, note = '' }: Evidence,
  actor: Actor,
): Promise<Outcome<Reported, ReportRefusal>> {
  const { cardId, purchaseId } = enrolment
  const words = { link: link.trim(), note: note.trim() }
  const fileType = file ? fileTypeOf(file) : undefined
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockTrainingCard, [cardId])
    const now = ctx.clock.now()
    const given = { kind, ...words, file: file && { bytes: file.byteLength, type: fileType } }
    const refused = judgeReport(await trainingFacts(tx, enrolment, institutionId), given, now)
    if (refused) return refused
    const { days } = await one(tx, restDays, [cardId])
    const restsUntil = new Date(now.getTime() + (days ?? usualReportRestDays) * day)
    await one(tx, insertReport, [
      cardId,
      purchaseId,
      kind as EvidenceKind,
      words.link || null,
      file ? Buffer.from(file) : null,
      fileType,
      words.note || null,
      now,
      restsUntil,
      actor.actor,
      actor.requestId,
    ])
    const finished = await completeIfReady({ db: tx, clock: ctx.clock }, enrolment, actor)
    return done({ finished, restsUntil })
  })
}
