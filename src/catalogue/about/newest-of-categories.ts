import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { pictureJson } from '../pictures/course-pictures.ts'
import type { CourseCard } from '../search/search.ts'

/** By the shelf of a storefront, each category from its end: a few steps for each, however many courses there are. */
const newestOfCategories = statement<
  [each: number, now: Date, storefront: string],
  'catalogue/newest-of-categories',
  Omit<CourseCard, 'price' | 'picture' | 'nextStartsAt' | 'nextCity'> & {
    price: number
    picture: CourseCard['picture'] | undefined
  }
>(
  'catalogue/newest-of-categories',
  `
  select c.course_id, c.course_code, c.slug, c.title,
    json_build_object('name', i.name, 'slug', i.slug) as institution,
    json_build_object('name', g.name, 'slug', g.slug) as category,
    c.learning_method as method, c.price, c.stars, c.reviews, ${pictureJson} as picture,
    next.starts_at as next_starts_at, next.city as next_city
  from category g
  cross join lateral (
    select course.*, s.stars, s.reviews from shelf s join course using (course_id)
    where s.partner_id = (select partner_id from partner where storefront = $3)
      and s.category_id = g.category_id and s.price > 0
    order by s.course_id desc limit $1
  ) c
  join institution i using (institution_id)
  left join lateral (
    select d.starts_at, d.place ->> 'city' as city from schedule d
    where d.course_id = c.course_id and d.starts_at > $2 and d.cancelled_at is null
    order by d.starts_at limit 1
  ) next on true
  order by g.name, c.course_id desc`,
)

/** The newest courses that a storefront sells of every category, `each` of them at most: by the category's name, then the newest first. */
export async function newestOfEachCategory(
  ctx: Pick<Context, 'db' | 'clock'>,
  storefront: string,
  each: number,
): Promise<CourseCard[]> {
  const found = await rows(ctx.db, newestOfCategories, [each, ctx.clock.now(), storefront])
  return found.map((course) => ({
    ...course,
    nextStartsAt: course.nextStartsAt ?? null,
    picture: course.picture ?? null,
  }))
}
