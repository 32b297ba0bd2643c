import type { Context } from '../database/context.ts'
import { first, one, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { issueCertificate } from './certificates/issue-certificate.ts'

/** A purchase, as the key to what it opened. */
export interface Enrolment {
  readonly cardId: string
  readonly purchaseId: string
}

const finishedLessons = statement<[cardId: string, purchaseId: string], { lesson: number }>(
  'learning/finished-lessons',
  'select lesson from lesson_progress where card_id = $1 and purchase_id = $2 order by lesson',
)

/** The numbers of the lessons that were finished. */
export async function lessonsFinished(ctx: Context, { cardId, purchaseId }: Enrolment): Promise<number[]> {
  return (await rows(ctx.db, finishedLessons, [cardId, purchaseId])).map(({ lesson }) => lesson)
}

const lockEnrolledCard = statement<[cardId: string]>(
  'learning/lock-enrolled-card',
  'select card_id from card where card_id = $1 for no key update',
)

const insertProgress = statement<
  [cardId: string, purchaseId: string, lesson: number, now: Date],
  { number: number }
>(
  'learning/insert-progress',
  `
  with redeemed as (
    -- attending for the first time is what redeeming is: from then on the purchase cannot be cancelled
    update purchase set redeemed_at = $4
    where card_id = $1 and purchase_id = $2 and status = 'paid' and redeemed_at is null and voucher_code is null
  )
  insert into lesson_progress (card_id, purchase_id, lesson, finished_at)
  select card_id, purchase_id, lesson.number, $4
  from purchase join lesson using (course_id)
  where card_id = $1 and purchase_id = $2 and status = 'paid' and lesson.number = $3
    -- "trainingIsOpen" in redeem/rules.ts says the same
    and (voucher_code is null or redeemed_at is not null)
  on conflict (card_id, purchase_id, lesson) do update set finished_at = lesson_progress.finished_at
  returning lesson as number
  `,
)

const finishTraining = statement<
  [cardId: string, purchaseId: string, now: Date, requestId: string],
  { finished: boolean }
>(
  'learning/finish-training',
  `
  with finished as (
    update purchase set finished_at = $3
    where card_id = $1 and purchase_id = $2 and status = 'paid' and finished_at is null
      and not exists (
        select from lesson
        where lesson.course_id = purchase.course_id and not exists (
          select from lesson_progress
          where lesson_progress.card_id = $1 and lesson_progress.purchase_id = $2
            and lesson_progress.lesson = lesson.number
        )
      )
    returning card_id, purchase_id
  ),
  freed as (
    update card set unfinished_purchase_id = nullif(unfinished_purchase_id, finished.purchase_id)
    from finished where card.card_id = finished.card_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, 'card:' || card_id, 'training_finished', 'purchase:' || purchase_id, 'all_lessons_finished', $4
    from finished
  )
  select exists (select from finished) as finished
  `,
)

/**
 * Marks a lesson as finished, once. The last one finishes the training, issues the institution's certificate, and lets
 * the next training be bought.
 * Refused for lessons that the purchase did not open (cancelled, of another course, or its voucher is not redeemed).
 */
export async function finishLesson(
  ctx: Context,
  { cardId, purchaseId }: Enrolment,
  lesson: number,
  requestId: string,
): Promise<Outcome<{ trainingFinished: boolean }, 'lesson_not_open'>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockEnrolledCard, [cardId])
    const now = ctx.clock.now()
    if (!(await first(tx, insertProgress, [cardId, purchaseId, lesson, now])))
      return refuse('lesson_not_open')
    const { finished } = await one(tx, finishTraining, [cardId, purchaseId, now, requestId])
    if (finished) {
      const certificate = { cardId, purchaseId, kind: 'institution' } as const
      const actor = { actor: `card:${cardId}`, requestId }
      const issued = await issueCertificate({ db: tx, clock: ctx.clock }, certificate, actor)
      if (!issued.ok) throw new Error(`a finished training has no certificate: ${issued.refusal}`)
    }
    return done({ trainingFinished: finished })
  })
}
