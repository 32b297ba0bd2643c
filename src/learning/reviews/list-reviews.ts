import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { type Review, reviewFrom } from './reviews.ts'
import { reviewColumns } from './store.ts'

const selectReviews = statement<
  [courseCode: string | null, hiddenOnly: boolean, limit: number],
  'learning/list-reviews'
>(
  'learning/list-reviews',
  `
  select ${reviewColumns}, course.course_code
  from review join course using (course_id)
  where ($1::text is null or course.course_code = $1) and (not $2::boolean or review.hidden_at is not null)
  order by review.written_at desc, review.purchase_id
  limit $3
  `,
)

/** Reviews as a moderator looks through them, hidden ones among them, newest first. */
export async function listReviews(
  ctx: Pick<Context, 'db'>,
  {
    courseCode,
    hiddenOnly,
    limit,
  }: { readonly courseCode?: string | undefined; readonly hiddenOnly: boolean; readonly limit: number },
): Promise<(Review & { courseCode: string })[]> {
  const found = await rows(ctx.db, selectReviews, [courseCode, hiddenOnly, limit])
  return found.map(reviewFrom)
}
