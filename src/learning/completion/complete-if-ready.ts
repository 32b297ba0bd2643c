import type { Context } from '../../database/context.ts'
import { one, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import { usualReviewReminderDays } from '../../kernel/review-reminder.ts'
import { postEarned } from '../../ledger/earn.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import type { Enrolment } from '../enrolment.ts'
import { grantIncentive } from '../incentives/grant-incentive.ts'
import { type Training, trainingOf } from './completion-facts.ts'
import { issueGradedCertificate } from './grade.ts'
import { type Basis, completion, finishesAt } from './rules.ts'

const finishTraining = statement<
  [
    cardId: string,
    purchaseId: string,
    now: Date,
    actor: string,
    requestId: string,
    because: string,
    basis: Basis,
  ],
  'learning/finish-training',
  'finished' | 'reviewed'
>(
  'learning/finish-training',
  `
  with finished as (
    update purchase set finished_at = $3, finished_as = $7
    where card_id = $1 and purchase_id = $2 and status = 'paid' and finished_at is null
      and (voucher_code is null or redeemed_at is not null)
    returning card_id, purchase_id
  ),
  reviewed as (
    -- of a training that was finished once before
    select from finished join review using (card_id, purchase_id)
  ),
  freed as (
    update card set unfinished_purchase_id = nullif(unfinished_purchase_id, finished.purchase_id)
    from finished
    where card.card_id = finished.card_id and (exists (select from reviewed) or not exists (
      -- then the review frees it
      select from programme_year
      where programme_year.year = card.year and (rules ->> 'secondPurchaseAfterReview')::boolean
    ))
  ),
  awaited as (
    delete from awaited_completion using finished
    where awaited_completion.card_id = finished.card_id and awaited_completion.purchase_id = finished.purchase_id
  ),
  -- In a week, or as the year says, in the morning: job remind-of-reviews.
  reminded as (
    insert into awaited_review (card_id, purchase_id, due_at)
    select finished.card_id, finished.purchase_id, (
      ($3::timestamptz at time zone 'Asia/Jakarta')::date + days
      + make_interval(hours => coalesce((rules ->> 'remindersFromHour')::int, 8))
    ) at time zone 'Asia/Jakarta'
    from finished
    join card using (card_id)
    left join programme_year using (year)
    cross join lateral (select coalesce((rules ->> 'reviewReminderDays')::int, ${usualReviewReminderDays}) as days) rule
    where days > 0 and not exists (select from reviewed)
    on conflict (card_id, purchase_id) do update set due_at = excluded.due_at
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $3, $4, 'training_finished', 'purchase:' || purchase_id, $6, $5, jsonb_build_object('as', $7)
    from finished
  )
  select exists (select from finished) as finished, exists (select from reviewed) as reviewed
  `,
)

const awaitCompletion = statement<[cardId: string, purchaseId: string, dueAt: Date]>(
  'learning/await-completion',
  `
  insert into awaited_completion (card_id, purchase_id, due_at) values ($1, $2, $3)
  on conflict (card_id, purchase_id) do update set due_at = excluded.due_at
  `,
)

const awaitNoMore = statement<[cardId: string, purchaseId: string]>(
  'learning/await-no-more',
  'delete from awaited_completion where card_id = $1 and purchase_id = $2',
)

/**
 * Finishes a training of which nothing is missing any more: the rest of its price is earned, the institution's
 * certificate is issued, and the next one may be bought, or reviewed first where the year asks for that. What misses nothing but time is put down for the job
 * that finishes it then. The one place that does; to be called after every piece of evidence, in its transaction and
 * under the lock of the card. True: it was finished by this call.
 */
export async function completeIfReady(
  ctx: Pick<Context, 'clock'> & { readonly db: Queryable },
  enrolment: Enrolment,
  { actor, requestId }: Actor,
): Promise<boolean> {
  const { cardId, purchaseId } = enrolment
  const now = ctx.clock.now()
  const training = await trainingOf(ctx.db, enrolment)
  if (!training?.open || training.finishedAt) {
    await touched(ctx.db, awaitNoMore, [cardId, purchaseId])
    return false
  }
  const judged = completion(training, now)
  if (judged.state !== 'done') {
    const dueAt = finishesAt(judged)
    if (dueAt) await touched(ctx.db, awaitCompletion, [cardId, purchaseId, dueAt])
    else await touched(ctx.db, awaitNoMore, [cardId, purchaseId])
    return false
  }
  const facts = [becauseOf(training, judged.basis), judged.basis] as const
  const { finished, reviewed } = await one(ctx.db, finishTraining, [
    cardId,
    purchaseId,
    now,
    actor,
    requestId,
    ...facts,
  ])
  if (!finished) return false
  await postEarned(ctx.db, [enrolment], now)
  await certify(ctx, enrolment, training, { actor, requestId })
  // It was reviewed when it was finished for the first time.
  if (reviewed) await grantIncentive(ctx, enrolment, { actor, requestId })
  return true
}

function becauseOf(training: Training, basis: Basis): string {
  if (basis === 'reported') return 'reported_by_institution'
  return training.requirement.lessons ? 'all_lessons_finished' : 'all_evidence_given'
}

async function certify(
  ctx: Parameters<typeof completeIfReady>[0],
  enrolment: Enrolment,
  { withdrawnAt }: Training,
  actor: Actor,
): Promise<void> {
  const replacing = withdrawnAt !== undefined
  const issued = await issueCertificate(ctx, { ...enrolment, kind: 'institution', replacing }, actor)
  if (!issued.ok) throw new Error(`a finished training has no certificate: ${issued.refusal}`)
  await issueGradedCertificate(ctx, enrolment, actor, { replacing })
}

const freeReviewed = statement<[cardId: string, purchaseId: string], 'learning/free-reviewed-card', 'freed'>(
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
