import type { Context } from '../../database/context.ts'
import { one, type Queryable, rows, statement } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import type { Enrolment } from '../enrolment.ts'
import { trainingOf } from './completion-facts.ts'
import { issueGradedCertificate } from './grade.ts'
import { completion } from './rules.ts'

const finishTraining = statement<
  [cardId: string, purchaseId: string, now: Date, actor: string, requestId: string, because: string],
  { finished: boolean }
>(
  'learning/finish-training',
  `
  with finished as (
    update purchase set finished_at = $3
    where card_id = $1 and purchase_id = $2 and status = 'paid' and finished_at is null
      and (voucher_code is null or redeemed_at is not null)
    returning card_id, purchase_id
  ),
  freed as (
    update card set unfinished_purchase_id = nullif(unfinished_purchase_id, finished.purchase_id)
    from finished
    where card.card_id = finished.card_id and not exists (
      -- then the review frees it
      select from programme_year
      where programme_year.year = card.year and (rules ->> 'secondPurchaseAfterReview')::boolean
    )
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, $4, 'training_finished', 'purchase:' || purchase_id, $6, $5 from finished
  )
  select exists (select from finished) as finished
  `,
)

/**
 * Finishes a training of which nothing is missing any more: issues the institution's certificate, and lets the next
 * one be bought, or reviewed first where the year asks for that. The one place that does; to be called after every
 * piece of evidence, in its transaction and under the lock of the card. True: it was finished by this call.
 */
export async function completeIfReady(
  ctx: Pick<Context, 'clock'> & { readonly db: Queryable },
  enrolment: Enrolment,
  { actor, requestId }: Actor,
): Promise<boolean> {
  const { cardId, purchaseId } = enrolment
  const now = ctx.clock.now()
  const training = await trainingOf(ctx.db, enrolment)
  if (!training?.open || training.finishedAt) return false
  if (completion(training, now).state !== 'done') return false
  const because = training.reported
    ? 'reported_by_institution'
    : training.requirement.lessons
      ? 'all_lessons_finished'
      : 'all_evidence_given'
  const { finished } = await one(ctx.db, finishTraining, [cardId, purchaseId, now, actor, requestId, because])
  if (!finished) return false
  const issued = await issueCertificate(ctx, { ...enrolment, kind: 'institution' }, { actor, requestId })
  if (!issued.ok) throw new Error(`a finished training has no certificate: ${issued.refusal}`)
  await issueGradedCertificate(ctx, enrolment, { actor, requestId })
  return true
}

const freeReviewed = statement<[cardId: string, purchaseId: string], { freed: boolean }>(
  'learning/free-reviewed-card',
  `
  with freed as (
    update card set unfinished_purchase_id = null
    where card_id = $1 and unfinished_purchase_id = $2 and exists (
      select from purchase
      where purchase.card_id = $1 and purchase_id = $2 and finished_at is not null
    )
    returning card_id
  )
  select exists (select from freed) as freed
  `,
)

/** Lets the next training be bought where the year asks for a review first: there is one now. */
export async function freeAfterReview(tx: Queryable, { cardId, purchaseId }: Enrolment): Promise<void> {
  await rows(tx, freeReviewed, [cardId, purchaseId])
}
