import type { Context } from '../../database/context.ts'
import { first, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import type { Enrolment } from '../enrolment.ts'
import { markUsed } from '../redeem/mark-used.ts'
import { type GradeRefusal, judgeGrade } from './report-rules.ts'
import { lockTrainingCard, trainingFacts } from './training-facts.ts'

const writeGrade = statement<
  [cardId: string, purchaseId: string, grade: string, now: Date, actor: string, requestId: string]
>(
  'learning/write-grade',
  `
  with graded as (
    insert into grade (card_id, purchase_id, grade, graded_at, graded_by, first_graded_at)
    values ($1, $2, $3, $4, $5, $4)
    on conflict (card_id, purchase_id)
      do update set grade = excluded.grade, graded_at = excluded.graded_at, graded_by = excluded.graded_by
    returning card_id, purchase_id
  )
  insert into journal (card_id, at, actor, act, subject, request_id)
  select card_id, $4, $5, 'graded', 'purchase:' || purchase_id, $6 from graded
  `,
)

/** The grade that the ministry's certificate is to be issued with; none where the storefront's journey ends without one. */
const gradeToCertify = statement<[cardId: string, purchaseId: string], 'learning/grade-to-certify'>(
  'learning/grade-to-certify',
  `
  select grade
  from grade
  join purchase using (card_id, purchase_id)
  join partner using (partner_id)
  where card_id = $1 and purchase_id = $2 and purchase.status = 'paid' and finished_at is not null
    and 'ministry' = any (partner.certificates)
  `,
)

export interface Graded {
  /** of the ministry's certificate, where the grade has brought one */
  readonly certificateId: string | undefined
}

/**
 * Writes an institution's grade for one of its participants: text of up to 20 characters. Where the journey of the
 * storefront ends with two certificates, the ministry's is issued with it as soon as the training is finished.
 */
export async function gradeTraining(
  ctx: Context,
  institutionId: number,
  { enrolment, grade }: { readonly enrolment: Enrolment; readonly grade: string },
  actor: Actor,
): Promise<Outcome<Graded, GradeRefusal>> {
  const { cardId, purchaseId } = enrolment
  const text = grade.trim()
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockTrainingCard, [cardId])
    const refused = judgeGrade(await trainingFacts(tx, enrolment, institutionId), text)
    if (refused) return refused
    const by = [actor.actor, actor.requestId] as const
    const now = ctx.clock.now()
    await touched(tx, writeGrade, [cardId, purchaseId, text, now, ...by])
    await markUsed(tx, enrolment, 'graded', now, actor)
    return done({
      certificateId: await issueGradedCertificate({ db: tx, clock: ctx.clock }, enrolment, actor),
    })
  })
}

/**
 * Issues the ministry's certificate if the training is finished and graded and its journey gives one; for whatever
 * finishes a training, and whatever grades it: the later of the two brings it. Takes part in a transaction.
 */
export async function issueGradedCertificate(
  ctx: Pick<Context, 'clock'> & { readonly db: Queryable },
  { cardId, purchaseId }: Enrolment,
  actor: Actor,
  { replacing = false } = {},
): Promise<string | undefined> {
  const graded = await first(ctx.db, gradeToCertify, [cardId, purchaseId])
  if (!graded) return undefined
  const wanted = { cardId, purchaseId, kind: 'ministry', grade: graded.grade, replacing } as const
  const issued = await issueCertificate(ctx, wanted, actor)
  if (issued.ok) return issued.value.certificateId
  // It was revoked: whether another one takes its place is decided by hand.
  if (issued.refusal === 'certificate_revoked') return undefined
  throw new Error(`a graded training has no certificate: ${issued.refusal}`)
}
