import type { Context } from '../../database/context.ts'
import { first, one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import { trainingOf } from '../completion/completion-facts.ts'
import { type Enrolment, lockLearner } from '../enrolment.ts'
import { markUsed } from '../redeem/mark-used.ts'
import { fileTypeOf } from './file-rules.ts'
import { type HandInRefusal, judgeHandIn, type Scope } from './rules.ts'

/** What a learner hands in: a link or a file. */
export type Work =
  | { readonly url: string; readonly content?: never }
  | { readonly content: Uint8Array; readonly url?: never }

const earlier = statement<
  [cardId: string, purchaseId: string, scope: Scope],
  'learning/earlier-submissions',
  'accepted' | 'times'
>(
  'learning/earlier-submissions',
  `
  select
    coalesce((array_agg(status order by submission_id desc))[1] = 'accepted', false) as accepted,
    count(*)::int as times
  from submission
  where card_id = $1 and purchase_id = $2 and scope = $3 and kind = 'assignment'
  `,
)

const insertFile = statement<
  [cardId: string, purchaseId: string, mediaType: string, content: Buffer],
  'learning/insert-submission-file'
>(
  'learning/insert-submission-file',
  `
  insert into submission_file (card_id, purchase_id, media_type, content) values ($1, $2, $3, $4)
  returning file_id
  `,
)

const insertWork = statement<
  [
    cardId: string,
    purchaseId: string,
    scope: Scope,
    sequence: number,
    url: string | null,
    fileId: string | null,
    now: Date,
    requestId: string,
  ],
  'learning/insert-work'
>(
  'learning/insert-work',
  `
  with submitted as (
    insert into submission (
      card_id, purchase_id, kind, scope, sequence, url_file, file_id, submitted_at, submitted_by
    )
    values ($1, $2, 'assignment', $3, $4, $5, $6, $7, 'card:' || $1::bigint)
    returning card_id, submission_id, scope, sequence, submitted_by
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id, facts)
    select card_id, $7, submitted_by, 'assignment_submitted', 'submission:' || submission_id, $8,
      jsonb_build_object('scope', scope, 'sequence', sequence)
    from submitted
  )
  select submission_id from submitted
  `,
)

/** Hands in what the course asks for, until it is accepted: the newest counts. A file is told by what is in it. */
export function handInWork(
  ctx: Context,
  enrolment: Enrolment,
  scope: Scope,
  work: Work,
  requestId: string,
): Promise<Outcome<{ submissionId: number }, HandInRefusal>> {
  const { cardId, purchaseId } = enrolment
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockLearner, [cardId])
    const training = await trainingOf(tx, enrolment)
    const before = await one(tx, earlier, [cardId, purchaseId, scope])
    const fileType = work.content ? fileTypeOf(work.content) : undefined
    const refused = judgeHandIn({
      open: training?.open ?? false,
      asked: training?.requirement.assignments.includes(scope) ?? false,
      ...before,
      url: work.url,
      file: work.content && { bytes: work.content.byteLength, type: fileType },
    })
    if (refused) return refused
    const file =
      work.content && fileType
        ? await one(tx, insertFile, [cardId, purchaseId, fileType, Buffer.from(work.content)])
        : undefined
    const sequence = scope === 'uk' ? 999 : 1
    const now = ctx.clock.now()
    const kept = [work.url ?? null, file?.fileId ?? null] as const
    const row = await one(tx, insertWork, [cardId, purchaseId, scope, sequence, ...kept, now, requestId])
    await markUsed(tx, enrolment, 'handed_in', now, { actor: `card:${cardId}`, requestId })
    return done({ submissionId: Number(row.submissionId) })
  })
}

/** What a learner sees of an assignment. */
export interface HandedInWork {
  readonly submissionId: number
  readonly scope: Scope
  readonly url: string | undefined
  readonly uploaded: boolean
  readonly submittedAt: Date
  readonly status: 'pending' | 'accepted' | 'failed'
  readonly because: string | undefined
}

const selectWork = statement<
  [cardId: string, purchaseId: string, scope: Scope],
  'learning/work-handed-in',
  'uploaded'
>(
  'learning/work-handed-in',
  `
  select submission_id, scope, url_file as url, file_id is not null as uploaded, submitted_at, status,
    decided_because as because
  from submission
  where card_id = $1 and purchase_id = $2 and scope = $3 and kind = 'assignment'
  order by submission_id desc
  limit 50
  `,
)

/** All that was handed in for an assignment, the newest first. */
export async function workOf(
  ctx: Pick<Context, 'db'>,
  { cardId, purchaseId }: Enrolment,
  scope: Scope,
): Promise<HandedInWork[]> {
  const found = await rows(ctx.db, selectWork, [cardId, purchaseId, scope])
  return found.map((row) => ({ ...row, submissionId: Number(row.submissionId) }))
}

export interface Feedback {
  readonly notes: string
  readonly url: string | undefined
  readonly at: Date
}

const selectFeedback = statement<
  [cardId: string, purchaseId: string, scope: Scope],
  'learning/feedback-on-work',
  'notes'
>(
  'learning/feedback-on-work',
  `
  select notes, url_file as url, submitted_at as at
  from submission
  where card_id = $1 and purchase_id = $2 and scope = $3 and kind = 'feedback' and notes is not null
    and status <> 'failed'
  order by submission_id desc
  limit 50
  `,
)

/** What the institution says of an assignment, the newest first. */
export async function feedbackOn(
  ctx: Pick<Context, 'db'>,
  { cardId, purchaseId }: Enrolment,
  scope: Scope,
): Promise<Feedback[]> {
  return rows(ctx.db, selectFeedback, [cardId, purchaseId, scope])
}

export interface StoredFile {
  readonly mediaType: string
  readonly content: Buffer
}

const selectFile = statement<[submissionId: number, cardId: string | null], 'learning/submission-file'>(
  'learning/submission-file',
  `
  select media_type, content
  from submission join submission_file using (card_id, purchase_id, file_id)
  where submission_id = $1 and ($2::bigint is null or card_id = $2)
  `,
)

/** The uploaded file of a submission; with `cardId` only when it is that card's. */
export async function assignmentFile(
  ctx: Pick<Context, 'db'>,
  submissionId: number,
  cardId?: string,
): Promise<StoredFile | undefined> {
  return first(ctx.db, selectFile, [submissionId, cardId])
}
