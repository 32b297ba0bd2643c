import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import { queueNews } from '../../messages/queue-news.ts'

type Known = 'cardId' | 'purchaseId' | 'course' | 'storefront' | 'waits'

/** Two runs side by side share the work. */
const takeDue = statement<[now: Date, most: number], 'learning/take-due-reviews', Known>(
  'learning/take-due-reviews',
  `
  with due as materialized (
    select card_id, purchase_id from awaited_review
    where due_at <= $1 and reminded_at is null
    order by due_at
    limit $2
    for no key update skip locked
  )
  select due.card_id, due.purchase_id, training.course, training.storefront,
    training.stands and reviewed.card_id is null as waits
  from due
  cross join lateral (
    select course.title as course, partner.name as storefront, purchase.status = 'paid' and finished_at is not null as stands
    from purchase
    join course using (course_id)
    join partner using (partner_id)
    where purchase.card_id = due.card_id and purchase.purchase_id = due.purchase_id
    -- one by one: whatever the planner believes of how many are due, each is looked up
    offset 0
  ) training
  left join lateral (
    select review.card_id from review where review.card_id = due.card_id and review.purchase_id = due.purchase_id offset 0
  ) reviewed on true
  `,
)

const settleDue = statement<[cardIds: string[], purchaseIds: string[], waits: boolean[], now: Date]>(
  'learning/settle-due-reviews',
  `
  with due as (select * from unnest($1::bigint[], $2::bigint[], $3::boolean[]) as due (card_id, purchase_id, waits)),
  reminded as (
    update awaited_review set reminded_at = $4 from due
    where waits and awaited_review.card_id = due.card_id and awaited_review.purchase_id = due.purchase_id
  )
  delete from awaited_review using due
  where not waits and awaited_review.card_id = due.card_id and awaited_review.purchase_id = due.purchase_id
  `,
)

const actor: Actor = { actor: 'system:reviews', requestId: 'timetable' }
const atATime = 1000

/**
 * Reminds everybody whose training was finished so many days ago and has no review, once for each training; who has written
 * it meanwhile, or whose training does not stand, is passed over. A thousand in a transaction, by an index of what is due.
 * Returns how many were reminded. For the timetable.
 */
export async function remindOfReviews(
  ctx: Pick<Context, 'db' | 'clock'>,
  stopping?: AbortSignal,
): Promise<number> {
  let reminded = 0
  while (!stopping?.aborted) {
    const step = await inTransaction(ctx.db, (tx) => remindSome(tx, ctx.clock.now()))
    if (step.taken === 0) break
    reminded += step.reminded
  }
  return reminded
}

async function remindSome(tx: pg.PoolClient, now: Date): Promise<{ taken: number; reminded: number }> {
  const due = await rows(tx, takeDue, [now, atATime])
  if (due.length === 0) return { taken: 0, reminded: 0 }
  const columns = [due.map(({ cardId }) => cardId), due.map(({ purchaseId }) => purchaseId)] as const
  await touched(tx, settleDue, [...columns, due.map(({ waits }) => waits), now])
  const waiting = due.filter(({ waits }) => waits)
  await queueNews(
    tx,
    { now },
    waiting.map(({ cardId, course, storefront }) => ({
      template: 'review-due',
      cardId,
      params: { course, storefront, link: '/kartu' },
    })),
  )
  await writeJournal(
    tx,
    actor,
    now,
    waiting.map(({ cardId, purchaseId }) => ({
      event: 'review_reminded',
      subject: `purchase:${purchaseId}`,
      cardId,
    })),
  )
  return { taken: due.length, reminded: waiting.length }
}
