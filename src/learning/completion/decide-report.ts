import type { Context } from '../../database/context.ts'
import { first, one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { StoredFile } from '../assignments/hand-in.ts'
import { completeIfReady } from './complete-if-ready.ts'
import type { EvidenceKind } from './report-rules.ts'

/** A completion that an institution reported and nobody of the programme has decided, as whoever decides it sees it. */
export interface WaitingReport {
  readonly reportId: number
  readonly institution: string
  readonly courseCode: string
  readonly course: string
  readonly kind: EvidenceKind
  readonly link: string | undefined
  /** an uploaded file, which reportFile reads */
  readonly uploaded: boolean
  readonly note: string | undefined
  readonly reportedAt: Date
  readonly restsUntil: Date
  /** it does not count by resting: its training was said to be finished before, and was not */
  readonly mustBeDecided: boolean
}

const selectWaiting = statement<
  [reportId: number | null, most: number],
  'learning/waiting-reports',
  'kind' | 'uploaded' | 'mustBeDecided'
>(
  'learning/waiting-reports',
  `
  select
    report_id, institution.name as institution, course_code, course.title as course, kind, link,
    file_id is not null as uploaded, evidence as note, reported_at, rests_until,
    finish_withdrawn_at is not null as must_be_decided
  from completion_report
  join purchase using (card_id, purchase_id)
  join course using (course_id)
  join institution using (institution_id)
  where verdict is null and purchase.status = 'paid' and finished_at is null
    and ($1::bigint is null or report_id = $1)
  order by report_id
  limit $2
  `,
)

/** Reports that nobody has decided and that have finished nothing yet, the oldest first, at most `most`. */
export async function waitingReports(ctx: Pick<Context, 'db'>, most: number): Promise<WaitingReport[]> {
  return (await rows(ctx.db, selectWaiting, [null, most])).map(numbered)
}

/** One of them; undefined when there is none of this number, or it waits no more. */
export async function waitingReport(
  ctx: Pick<Context, 'db'>,
  reportId: number,
): Promise<WaitingReport | undefined> {
  const row = await first(ctx.db, selectWaiting, [reportId, 1])
  return row && numbered(row)
}

function numbered<Report extends { reportId: string }>(row: Report) {
  return { ...row, reportId: Number(row.reportId) }
}

const selectReportFile = statement<[reportId: number, institutionId: number | null], 'learning/report-file'>(
  'learning/report-file',
  `
  select media_type, content
  from completion_report report
  join submission_file using (card_id, purchase_id, file_id)
  join purchase using (card_id, purchase_id)
  join course using (course_id)
  where report_id = $1 and ($2::int is null or institution_id = $2)
  `,
)

/** The uploaded file of a report; with `institutionId` only when it is that institution's. */
export async function reportFile(
  ctx: Pick<Context, 'db'>,
  reportId: number,
  institutionId?: number,
): Promise<StoredFile | undefined> {
  return first(ctx.db, selectReportFile, [reportId, institutionId])
}

const lockCardOfReport = statement<[reportId: number], 'learning/lock-card-of-report'>(
  'learning/lock-card-of-report',
  `
  select card_id from card
  where card_id = (select card_id from completion_report where report_id = $1)
  for no key update
  `,
)

const reportToDecide = statement<[reportId: number], 'learning/report-to-decide', 'decided' | 'counted'>(
  'learning/report-to-decide',
  `
  select card_id, purchase_id, verdict is not null as decided,
    finished_at is not null or purchase.status <> 'paid' as counted
  from completion_report join purchase using (card_id, purchase_id)
  where report_id = $1
  `,
)

const decide = statement<
  [reportId: number, verdict: string, now: Date, actor: string, requestId: string, reason: string],
  'learning/decide-report',
  'decided'
>(
  'learning/decide-report',
  `
  with decided as (
    update completion_report
    set verdict = $2, decided_at = $3, decided_by = $4, decided_because = case $2 when 'refused' then $6 end
    where report_id = $1 and verdict is null
    returning card_id, purchase_id, report_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $3, $4, 'completion_report_' || $2, 'purchase:' || purchase_id, $6, $5,
      jsonb_build_object('report', report_id::text)
    from decided
  )
  select count(*)::int as decided from decided
  `,
)

/** Why a report is not decided, in the order in which the reasons are looked at. */
export const decideReportRefusals = refusalWords({
  id: {
    reason_too_long: 'Alasan paling banyak 500 karakter. Ringkaslah.',
    report_unknown: 'Laporan itu tidak ada. Pilih dari daftarnya.',
    report_decided: 'Laporan itu sudah diputuskan. Lembaga bisa melapor lagi.',
    report_over:
      'Laporan itu tidak menentukan apa-apa lagi: pelatihannya sudah selesai atau dibatalkan. Bila belum selesai, cabut sertifikatnya (bekal certificate revoke).',
  },
  en: {
    reason_too_long: 'A reason has 500 characters at most. Shorten it.',
    report_unknown: 'There is no such report. Choose one of the list.',
    report_decided: 'That report is decided. The institution can report anew.',
    report_over:
      'Nothing hangs on that report any more: its training is finished or cancelled. If it was not finished, revoke its certificate (bekal certificate revoke).',
  },
  also: [reasonRefusals],
})
export type DecideReportRefusal = ReasonOf<typeof decideReportRefusals>

export interface ReportDecision {
  readonly verdict: 'accepted' | 'refused'
  /** needed to refuse: the institution reads it, and the journal keeps it; up to 500 characters */
  readonly reason: string
}

/**
 * The programme's check of a report, once and while it still matters: accepted, it counts at once; refused, it counts
 * never, and the institution may report anew. `report_over`: the training is finished or its purchase cancelled meanwhile.
 */
export async function decideReport(
  ctx: Context,
  reportId: number,
  { verdict, reason }: ReportDecision,
  by: Actor,
): Promise<Outcome<{ reportId: number; finished: boolean }, DecideReportRefusal>> {
  const because = reason.trim()
  if (verdict === 'refused' && because === '') return refuse('reason_missing')
  if ([...because].length > 500) return refuse('reason_too_long')
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCardOfReport, [reportId])
    const found = await first(tx, reportToDecide, [reportId])
    if (!found) return refuse('report_unknown')
    if (found.decided) return refuse('report_decided')
    if (found.counted) return refuse('report_over')
    const now = ctx.clock.now()
    const { decided } = await one(tx, decide, [reportId, verdict, now, by.actor, by.requestId, because])
    if (decided !== 1) throw new Error('a report under its lock was not decided')
    const enrolment = { cardId: found.cardId, purchaseId: found.purchaseId }
    return done({ reportId, finished: await completeIfReady({ db: tx, clock: ctx.clock }, enrolment, by) })
  })
}
