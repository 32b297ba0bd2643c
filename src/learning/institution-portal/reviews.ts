import type { Context } from '../../database/context.ts'
import { first, rows, statement } from '../../database/sql.ts'
import type { Enrolment } from '../enrolment.ts'
import { type Review, reviewFrom } from '../reviews/reviews.ts'
import { reviewColumns } from '../reviews/store.ts'

export interface ReviewOfInstitution extends Review {
  readonly course: string
}

const selectReviews = statement<
  [institutionId: number, cardId: string | null, purchaseId: string | null, limit: number],
  'learning/institution-reviews'
>(
  'learning/institution-reviews',
  `
  select ${reviewColumns}, course.title as course
  from review join course using (course_id)
  where institution_id = $1 and review.hidden_at is null
    and ($2::bigint is null or (review.card_id = $2 and review.purchase_id = $3))
  order by review.reply is not null, review.written_at desc, review.purchase_id
  limit $4
  `,
)

/** What participants wrote of an institution's courses; those without an answer first. Hidden ones are not shown. */
export async function reviewsOfInstitution(
  { db }: Pick<Context, 'db'>,
  institutionId: number,
  limit: number,
): Promise<ReviewOfInstitution[]> {
  const found = await rows(db, selectReviews, [institutionId, null, null, limit])
  return found.map(reviewFrom)
}

/** A review of a course of an institution; undefined where it is none. */
export async function reviewOfInstitution(
  { db }: Pick<Context, 'db'>,
  institutionId: number,
  { cardId, purchaseId }: Enrolment,
): Promise<ReviewOfInstitution | undefined> {
  const row = await first(db, selectReviews, [institutionId, cardId, purchaseId, 1])
  return row && reviewFrom(row)
}
