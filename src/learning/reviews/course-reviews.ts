import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { second } from '../../kernel/clock.ts'
import { reviewFrom, type ShownReview, shownReview } from './reviews.ts'
import { reviewColumns } from './store.ts'

export const reviewSorts = ['newest', 'lowest', 'highest'] as const
export type ReviewSort = (typeof reviewSorts)[number]

/** How many reviews have one star, two ... to five: `counts[0]` to `counts[4]`. */
export type StarCounts = readonly [number, number, number, number, number]

export interface StarSpread {
  readonly counts: StarCounts
  readonly count: number
  /** 1 to 5, unrounded; 0 without reviews */
  readonly average: number
}

const countStars = statement<[courseIds: number[]], 'learning/count-stars', 'count'>(
  'learning/count-stars',
  `
  select course_id, stars, count(*)::int as count
  from review
  where course_id = any ($1::int[]) and hidden_at is null
  group by course_id, stars
  `,
)

// The keys come from the index alone, whatever the page; only the rows of the page are read.
const pageOf = (order: string) => `
  select ${reviewColumns}
  from (
    select card_id, purchase_id, stars, written_at from review
    where course_id = $1 and hidden_at is null
    order by ${order}
    limit $2 offset $3
  ) as shown
  join review using (card_id, purchase_id)
  order by ${order.replace(/\b(stars|written_at|card_id|purchase_id)\b/g, 'shown.$1')}`

const tie = 'written_at desc, card_id, purchase_id'
type Page = [courseId: number, limit: number, offset: number]

const pages = {
  newest: statement<Page, 'learning/newest-reviews'>('learning/newest-reviews', pageOf(tie)),
  lowest: statement<Page, 'learning/lowest-reviews'>('learning/lowest-reviews', pageOf(`stars, ${tie}`)),
  highest: statement<Page, 'learning/highest-reviews'>(
    'learning/highest-reviews',
    pageOf(`stars desc, ${tie}`),
  ),
}

type Asked = Pick<Context, 'db'>
type Counted = Pick<Context, 'db' | 'clock'>

/** One page of the reviews of a course, from the buyers of all storefronts, without the hidden ones. Pages from 1. */
export async function reviewsOfCourse(
  ctx: Asked,
  courseId: number,
  { sort, page, perPage }: { readonly sort: ReviewSort; readonly page: number; readonly perPage: number },
): Promise<ShownReview[]> {
  const found = await rows(ctx.db, pages[sort], [courseId, perPage, (page - 1) * perPage])
  return found.map((row) => shownReview(reviewFrom(row)))
}

/** How the stars of a course spread; of a course with thousands of reviews as of half a minute ago, at worst. */
export async function starSpread(ctx: Counted, courseId: number): Promise<StarSpread> {
  return (await starSpreads(ctx, [courseId])).get(courseId) ?? spreadFrom([0, 0, 0, 0, 0])
}

/** As {@link starSpread} for the courses of a list, in one query; those without a review are not in it. */
export async function starSpreads(
  ctx: Counted,
  courseIds: readonly number[],
): Promise<Map<number, StarSpread>> {
  const now = ctx.clock.now()
  const remembered = rememberedOf(ctx.db)
  const spreads = new Map<number, StarSpread>()
  const asked: number[] = []
  for (const courseId of courseIds) {
    const known = remembered.get(courseId)
    if (known && Math.abs(now.getTime() - known.at.getTime()) < rememberMs)
      spreads.set(courseId, known.spread)
    else asked.push(courseId)
  }
  for (const [courseId, counts] of await countedStars(ctx, asked)) {
    const spread = spreadFrom(counts)
    spreads.set(courseId, spread)
    if (spread.count >= manyReviews) remembered.set(courseId, { at: now, spread })
  }
  return spreads
}

/** A hundred thousand reviews take some 15 ms to count: too long for every visit to a course that everybody visits. */
const manyReviews = 2000
const rememberMs = 30 * second

type Remembered = Map<number, { readonly at: Date; readonly spread: StarSpread }>

const rememberedBy = new WeakMap<object, Remembered>()

function rememberedOf(db: Counted['db']): Remembered {
  const known = rememberedBy.get(db) ?? new Map()
  rememberedBy.set(db, known)
  return known
}

async function countedStars(ctx: Asked, courseIds: readonly number[]) {
  const counted = new Map<number, [number, number, number, number, number]>()
  if (courseIds.length === 0) return counted
  for (const { courseId, stars, count } of await rows(ctx.db, countStars, [[...courseIds]])) {
    const counts = counted.get(courseId) ?? [0, 0, 0, 0, 0]
    counts[stars - 1] = count
    counted.set(courseId, counts)
  }
  return counted
}

function spreadFrom(counts: StarCounts): StarSpread {
  const count = counts.reduce((sum, some) => sum + some, 0)
  const stars = counts.reduce((sum, some, index) => sum + some * (index + 1), 0)
  return { counts, count, average: count === 0 ? 0 : stars / count }
}
