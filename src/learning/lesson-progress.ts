import type { Context } from '../database/context.ts'
import { first, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import { completeIfReady } from './completion/complete-if-ready.ts'
import { type Enrolment, lockLearner } from './enrolment.ts'
import { markUsed } from './redeem/mark-used.ts'

const finishedLessons = statement<[cardId: string, purchaseId: string], 'learning/finished-lessons'>(
  'learning/finished-lessons',
  'select lesson from lesson_progress where card_id = $1 and purchase_id = $2 order by lesson',
)

/** The numbers of the lessons that were finished. */
export async function lessonsFinished(ctx: Context, { cardId, purchaseId }: Enrolment): Promise<number[]> {
  return (await rows(ctx.db, finishedLessons, [cardId, purchaseId])).map(({ lesson }) => lesson)
}

const insertVisit = statement<
  [cardId: string, purchaseId: string, lesson: number, now: Date],
  'learning/visit-lesson',
  'finishableAt'
>(
  'learning/visit-lesson',
  `
  insert into lesson_visit (card_id, purchase_id, lesson, opened_at)
  select card_id, purchase_id, lesson.number, $4
  from purchase join lesson using (course_id)
  where card_id = $1 and purchase_id = $2 and status = 'paid' and lesson.number = $3
    -- "trainingIsOpen" in redeem/rules.ts says the same
    and (voucher_code is null or redeemed_at is not null)
  on conflict (card_id, purchase_id, lesson) do update set opened_at = lesson_visit.opened_at
  returning opened_at + (
    select make_interval(secs => min_seconds)
    from purchase join lesson using (course_id)
    where purchase.card_id = $1 and purchase.purchase_id = $2 and lesson.number = $3
  ) as finishable_at
  `,
)

/**
 * Notes that a lesson was opened, the first time; from then on its minimum time runs, on every phone. The moment from
 * which on it can be finished; undefined for lessons that the purchase did not open.
 */
export async function openLesson(
  ctx: Context,
  { cardId, purchaseId }: Enrolment,
  lesson: number,
): Promise<Date | undefined> {
  return (await first(ctx.db, insertVisit, [cardId, purchaseId, lesson, ctx.clock.now()]))?.finishableAt
}

const insertProgress = statement<
  [cardId: string, purchaseId: string, lesson: number, now: Date],
  'learning/insert-progress',
  'first'
>(
  'learning/insert-progress',
  `
  insert into lesson_progress (card_id, purchase_id, lesson, finished_at)
  select card_id, purchase_id, lesson.number, $4
  from purchase join lesson using (course_id)
  where card_id = $1 and purchase_id = $2 and status = 'paid' and lesson.number = $3
    -- "trainingIsOpen" in redeem/rules.ts says the same
    and (voucher_code is null or redeemed_at is not null)
  on conflict (card_id, purchase_id, lesson) do update set finished_at = lesson_progress.finished_at
  returning lesson as number, old.lesson is null as first
  `,
)

const lessonTime = statement<
  [cardId: string, purchaseId: string, lesson: number, now: Date],
  'learning/lesson-time',
  'waits'
>(
  'learning/lesson-time',
  `
  select
    min_seconds > 0 and learnt.lesson is null
      and (visit.opened_at is null or visit.opened_at + make_interval(secs => min_seconds) > $4) as waits,
    visit.opened_at + make_interval(secs => min_seconds) as finishable_at
  from purchase join lesson using (course_id)
  left join lesson_visit visit
    on visit.card_id = purchase.card_id and visit.purchase_id = purchase.purchase_id and visit.lesson = lesson.number
  left join lesson_progress learnt
    on learnt.card_id = purchase.card_id and learnt.purchase_id = purchase.purchase_id and learnt.lesson = lesson.number
  where purchase.card_id = $1 and purchase.purchase_id = $2 and lesson.number = $3
  `,
)

/** Why a lesson is not finished. */
export const lessonRefusals = refusalWords({
  id: {
    lesson_not_open: 'Materi ini belum terbuka. Lihat keadaan pelatihan di bukti pembayaran.',
    too_early: 'Waktu belajar paling singkat untuk materi ini belum habis. Baca dulu, lalu tandai selesai.',
  },
  en: {
    lesson_not_open: 'This lesson is not open. See on the receipt how things stand.',
    too_early: 'The shortest time for this lesson has not run yet. Read it, then mark it as finished.',
  },
})

/**
 * Marks a lesson as finished, once. Where nothing else is missing the training is finished, too: see completeIfReady.
 * Refused for lessons that the purchase did not open (cancelled, of another course, or its voucher is not redeemed),
 * and `too_early` before the lesson's minimum time has run since it was opened.
 */
export async function finishLesson(
  ctx: Context,
  { cardId, purchaseId }: Enrolment,
  lesson: number,
  requestId: string,
): Promise<Outcome<{ trainingFinished: boolean }, ReasonOf<typeof lessonRefusals>>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockLearner, [cardId])
    const now = ctx.clock.now()
    const time = await first(tx, lessonTime, [cardId, purchaseId, lesson, now])
    if (time?.waits) return refuse('too_early', time.finishableAt ? { until: time.finishableAt } : {})
    const progress = await first(tx, insertProgress, [cardId, purchaseId, lesson, now])
    if (!progress) return refuse('lesson_not_open')
    const actor = { actor: `card:${cardId}`, requestId }
    await markUsed(tx, { cardId, purchaseId }, 'lesson', now, actor)
    if (progress.first)
      await writeJournal(tx, actor, now, [
        { event: 'lesson_finished', subject: `purchase:${purchaseId}`, cardId, facts: { lesson } },
      ])
    const trainingFinished = await completeIfReady(
      { db: tx, clock: ctx.clock },
      { cardId, purchaseId },
      actor,
    )
    return done({ trainingFinished })
  })
}
