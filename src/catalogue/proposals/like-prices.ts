import { one, type Queryable, type Row, statement } from '../../database/sql.ts'
import { slug } from '../../kernel/text.ts'
import type { LearningMethod } from '../clean-method.ts'
import type { CourseProposal } from './proposals.ts'
import { checkFields } from './write-proposal.ts'

/** What courses of the same category and method cost, in rupiah; without a price where there is no such course. */
export type LikePrices = Row<'catalogue/like-prices', 'courses'>

/** From so many courses on their quartiles say something. */
export const enoughLike = 4

const selectLikePrices = statement<
  [categorySlug: string, method: LearningMethod, courseCode: string | null],
  'catalogue/like-prices',
  'courses'
>(
  'catalogue/like-prices',
  `
  select
    count(*)::int as courses, min(price) as least, max(price) as most,
    round(percentile_cont(0.25) within group (order by price))::int as lower_quartile,
    round(percentile_cont(0.5) within group (order by price))::int as median,
    round(percentile_cont(0.75) within group (order by price))::int as upper_quartile
  from course
  where category_id = (select category_id from category where category.slug = $1)
    and learning_method = $2 and status = 'listed' and price is not null
    and ($3::text is null or course_code <> $3)
  `,
)

/** What listed courses of a category and method cost; `except` is the course that is to change. */
export function likePrices(
  db: Queryable,
  of: { readonly category: string; readonly method: LearningMethod; readonly except?: string | undefined },
): Promise<LikePrices> {
  return one(db, selectLikePrices, [slug(of.category), of.method, of.except])
}

/** Where a price lies beside the middle half of like courses; `few`: too few courses to say. */
export function bandOf(price: number, like: LikePrices): 'below' | 'within' | 'above' | 'few' {
  const { courses, lowerQuartile, upperQuartile } = like
  if (courses < enoughLike || lowerQuartile === undefined || upperQuartile === undefined) return 'few'
  if (price < lowerQuartile) return 'below'
  return price > upperQuartile ? 'above' : 'within'
}

/** What courses like a proposed one cost, and its own price; undefined where its cells are no course with a price. */
export async function likePricesOf(
  db: Queryable,
  { fields, institution, courseCode }: CourseProposal,
): Promise<{ price: number; prices: LikePrices } | undefined> {
  const { course } = checkFields(fields, institution)
  if (!course || course.price === null) return undefined
  const { category, method, price } = course
  return { price, prices: await likePrices(db, { category, method, except: courseCode }) }
}
