import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import type { NamedCount } from './search/search-sql.ts'

const selectInstitutionsOf = statement<[category: string], 'catalogue/institutions-of-category', NamedCount>(
  'catalogue/institutions-of-category',
  `
  select institution.name, institution.slug, count(*)::int as count
  from course
  join category using (category_id)
  join institution using (institution_id)
  where category.slug = $1 and course.status = 'listed'
  group by institution.institution_id
  order by lower(institution.name), institution.institution_id`,
)

/** The institutions that have listed courses in a category, by name, with how many. */
export async function institutionsOfCategory(
  ctx: Pick<Context, 'db'>,
  category: string,
): Promise<NamedCount[]> {
  return rows(ctx.db, selectInstitutionsOf, [category.replaceAll('\0', '').toWellFormed()])
}
