import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { type Order, orderBy } from '../../lists/order-by.ts'
import { type Review, reviewFrom } from './reviews.ts'
import { reviewColumns } from './store.ts'

/** What a list of reviews can be put in the order of. */
const orders = { written: 'review.written_at', course: 'lower(course.title)', stars: 'review.stars' }
export type ReviewOrder = Order<keyof typeof orders>
export const reviewOrders = Object.keys(orders) as readonly (keyof typeof orders)[]

const selectReviews = statement<
  [
    courseCode: string | null,
    hiddenOnly: boolean,
    mostStars: number | null,
    limit: number,
    offset: number,
    order: ReviewOrder | undefined,
  ],
  'learning/list-reviews',
  'total'
>(
  'learning/list-reviews',
  `
  select ${reviewColumns}, course.course_code, course.title as course, count(*) over ()::int as total
  from review join course using (course_id)
  where ($1::text is null or course.course_code = $1) and (not $2::boolean or review.hidden_at is not null)
    and ($3::int is null or review.stars <= $3)
  ${orderBy('$6::text', orders, 'review.written_at desc, review.purchase_id')}
  limit $4 offset $5
  `,
)

const reviewsAfterKey = statement<
  [
    cardId: string,
    purchaseId: string,
    limit: number,
    courseCode: string | null,
    hiddenOnly: boolean,
    mostStars: number | null,
  ],
  'learning/reviews-after'
>(
  'learning/reviews-after',
  `
  select ${reviewColumns}, course.course_code, course.title as course
  from review join course using (course_id)
  where (review.card_id, review.purchase_id) > ($1, $2)
    and ($4::text is null or course.course_code = $4) and (not $5::boolean or review.hidden_at is not null)
    and ($6::int is null or review.stars <= $6)
  order by review.card_id, review.purchase_id
  limit $3
  `,
)

export interface ReviewFilter {
  readonly courseCode?: string | undefined
  readonly hiddenOnly: boolean
  /** only those of so many stars or fewer */
  readonly mostStars?: number | undefined
  readonly limit: number
  readonly offset?: number | undefined
  /** else the newest first */
  readonly order?: ReviewOrder | undefined
}

export type ModeratedReview = Review & { readonly courseCode: string; readonly course: string }

/** A page of reviews as a moderator looks through them, hidden ones among them, newest first, and how many there are. */
export async function findReviews(
  ctx: Pick<Context, 'db'>,
  { courseCode, hiddenOnly, mostStars, limit, offset = 0, order }: ReviewFilter,
): Promise<{ reviews: ModeratedReview[]; total: number }> {
  const found = await rows(ctx.db, selectReviews, [courseCode, hiddenOnly, mostStars, limit, offset, order])
  return { reviews: found.map(({ total: _, ...row }) => reviewFrom(row)), total: found[0]?.total ?? 0 }
}

/** The same by their keys, which nobody counts: those after one of them (`17-33`). */
export async function reviewsAfter(
  ctx: Pick<Context, 'db'>,
  { courseCode, hiddenOnly, mostStars, limit }: Omit<ReviewFilter, 'order' | 'offset'>,
  after: string | undefined,
): Promise<ModeratedReview[]> {
  const [, cardId = '0', purchaseId = '0'] = /^(\d{1,18})-(\d{1,18})$/.exec(after ?? '') ?? []
  const filter = [courseCode ?? null, hiddenOnly, mostStars ?? null] as const
  return (await rows(ctx.db, reviewsAfterKey, [cardId, purchaseId, limit, ...filter])).map((row) =>
    reviewFrom(row),
  )
}
