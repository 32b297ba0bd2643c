import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import type { NamedCount } from './search/search-sql.ts'

const selectCategories = statement<[storefront: string], 'catalogue/categories-of-shelf', NamedCount>(
  'catalogue/categories-of-shelf',
  `
  select category.name, category.slug, counted.count
  from (
    select category_id, count(*)::int as count from shelf
    where partner_id = (select partner_id from partner where storefront = $1)
    group by category_id
  ) counted
  join category using (category_id)
  order by category.name`,
)

const selectInstitutions = statement<
  [storefront: string, category: string],
  'catalogue/institutions-of-shelf',
  NamedCount
>(
  'catalogue/institutions-of-shelf',
  `
  select institution.name, institution.slug, counted.count
  from (
    select institution_id, count(*)::int as count from shelf
    where partner_id = (select partner_id from partner where storefront = $1)
      and category_id = (select category_id from category where slug = $2)
    group by institution_id
  ) counted
  join institution using (institution_id)
  order by lower(institution.name), institution.institution_id`,
)

/** The categories of what a storefront has on its shelf, by name, with how many courses. */
export async function categoriesOfShelf(
  ctx: Pick<Context, 'db'>,
  storefront: string,
): Promise<readonly NamedCount[]> {
  return rows(ctx.db, selectCategories, [storefront])
}

/** The institutions that have courses of a category on a storefront's shelf, by name, with how many. */
export async function institutionsOfShelf(
  ctx: Pick<Context, 'db'>,
  storefront: string,
  category: string,
): Promise<readonly NamedCount[]> {
  return rows(ctx.db, selectInstitutions, [storefront, category.replaceAll('\0', '').toWellFormed()])
}
