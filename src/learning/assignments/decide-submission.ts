import type { Context } from '../../database/context.ts'
import { first, one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { completeIfReady } from '../completion/complete-if-ready.ts'
import type { Scope, SubmissionKind } from './rules.ts'

/** A submission that waits to be accepted or not, as whoever decides it sees it. */
export interface PendingSubmission {
  readonly submissionId: number
  readonly kind: SubmissionKind
  readonly scope: Scope
  readonly sequence: number
  readonly courseCode: string
  readonly institution: string
  readonly urlFile: string | undefined
  /** an uploaded file, which assignmentFile reads */
  readonly uploaded: boolean
  readonly notes: string | undefined
  readonly submittedAt: Date
}

const selectPending = statement<
  [submissionId: number | null, most: number],
  'learning/pending-submissions',
  'uploaded'
>(
  'learning/pending-submissions',
  `
  select
    submission_id, kind, scope, sequence, course_code, institution.name as institution, url_file,
    file_id is not null as uploaded, notes, submitted_at
  from submission
  join purchase using (card_id, purchase_id)
  join course using (course_id)
  join institution using (institution_id)
  where submission.status = 'pending' and ($1::bigint is null or submission_id = $1)
  order by submission_id
  limit $2
  `,
)

/** What waits to be decided, the oldest first, at most `most`. */
export async function pendingSubmissions({ db }: Context, most: number): Promise<PendingSubmission[]> {
  const found = await rows(db, selectPending, [null, most])
  return found.map((row) => ({ ...row, submissionId: Number(row.submissionId) }))
}

/** One of them; undefined when there is none of this number, or it waits no more. */
export async function pendingSubmission(
  { db }: Pick<Context, 'db'>,
  submissionId: number,
): Promise<PendingSubmission | undefined> {
  const row = await first(db, selectPending, [submissionId, 1])
  return row && { ...row, submissionId: Number(row.submissionId) }
}

const lockCardOfSubmission = statement<[submissionId: number]>(
  'learning/lock-card-of-submission',
  `
  select card_id from card
  where card_id = (select card_id from submission where submission_id = $1)
  for no key update
  `,
)

const submissionToDecide = statement<[submissionId: number], 'learning/submission-to-decide'>(
  'learning/submission-to-decide',
  'select card_id, purchase_id, status from submission where submission_id = $1',
)

const decide = statement<
  [submissionId: number, status: string, now: Date, actor: string, requestId: string, reason: string],
  'learning/decide-submission',
  'decided'
>(
  'learning/decide-submission',
  `
  with decided as (
    update submission set status = $2, decided_at = $3, decided_by = $4, decided_because = nullif($6, '')
    where submission_id = $1 and status = 'pending'
    returning card_id, submission_id, kind, status
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, $4, kind || '_' || status, 'submission:' || submission_id, $6, $5 from decided
  )
  select count(*)::int as decided from decided
  `,
)

export const submissionRefusals = refusalWords({
  id: {
    reason_missing: 'Tulis di --reason mengapa gagal: lembaga perlu tahu.',
    submission_unknown: 'Kiriman bernomor itu tidak ada: bekal assignment list menunjukkan yang menunggu.',
    submission_decided: 'Kiriman ini sudah diputuskan. Lembaga bisa mengirim yang lain.',
    file_unknown: 'Kiriman ini tidak punya berkas. Lihat tautannya.',
  },
  en: {
    reason_missing: 'Say in --reason why it failed: the institution has to know.',
    submission_unknown: 'There is no submission of this number: bekal assignment list shows those that wait.',
    submission_decided: 'This submission was decided before. The institution can hand in another.',
    file_unknown: 'This submission has no uploaded file. See its link.',
  },
})
export type DecideRefusal = Exclude<ReasonOf<typeof submissionRefusals>, 'file_unknown'>

/**
 * Accepts or fails what was handed in, once; to fail it takes a reason, which its learner reads. What is accepted may
 * be the last thing that the training waited for.
 */
export async function decideSubmission(
  ctx: Context,
  submissionId: number,
  { verdict, reason }: { readonly verdict: 'accepted' | 'failed'; readonly reason: string },
  by: Actor,
): Promise<Outcome<{ submissionId: number }, DecideRefusal>> {
  if (verdict === 'failed' && reason.trim() === '') return refuse('reason_missing')
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCardOfSubmission, [submissionId])
    const found = await first(tx, submissionToDecide, [submissionId])
    if (!found) return refuse('submission_unknown')
    if (found.status !== 'pending') return refuse('submission_decided')
    const change = [submissionId, verdict, ctx.clock.now(), by.actor, by.requestId, reason.trim()] as const
    await one(tx, decide, [...change])
    await completeIfReady({ db: tx, clock: ctx.clock }, found, by)
    return done({ submissionId })
  })
}
