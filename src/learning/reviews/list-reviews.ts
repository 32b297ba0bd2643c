import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { type Review, reviewFrom } from './reviews.ts'
import { reviewColumns } from './store.ts'

const selectReviews = statement<
  [courseCode: string | null, hiddenOnly: boolean, mostStars: number | null, limit: number, offset: number],
  'learning/list-reviews',
  'total'
>(
  'learning/list-reviews',
  `
  select ${reviewColumns}, course.course_code, course.title as course, count(*) over ()::int as total
  from review join course using (course_id)
  where ($1::text is null or course.course_code = $1) and (not $2::boolean or review.hidden_at is not null)
    and ($3::int is null or review.stars <= $3)
  order by review.written_at desc, review.purchase_id
  limit $4 offset $5
  `,
)

export interface ReviewFilter {
  readonly courseCode?: string | undefined
  readonly hiddenOnly: boolean
  /** only those of so many stars or fewer */
  readonly mostStars?: number | undefined
  readonly limit: number
  readonly offset?: number | undefined
}

export type ModeratedReview = Review & { readonly courseCode: string; readonly course: string }

/** A page of reviews as a moderator looks through them, hidden ones among them, newest first, and how many there are. */
export async function findReviews(
  ctx: Pick<Context, 'db'>,
  { courseCode, hiddenOnly, mostStars, limit, offset = 0 }: ReviewFilter,
): Promise<{ reviews: ModeratedReview[]; total: number }> {
  const found = await rows(ctx.db, selectReviews, [courseCode, hiddenOnly, mostStars, limit, offset])
  return { reviews: found.map(({ total: _, ...row }) => reviewFrom(row)), total: found[0]?.total ?? 0 }
}
