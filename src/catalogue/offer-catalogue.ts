import { type Queryable, statement, touched } from '../database/sql.ts'

const offerToNewcomers = statement<[]>(
  'catalogue/offer-to-newcomers',
  `
  insert into offer (partner_id, course_id)
  select partner_id, course_id
  from partner cross join course
  where partner.kind = 'storefront' and (partner.storefront is not null or partner.sandbox)
    and course.price is not null and course.status = 'listed'
    and not exists (select from offer where offer.partner_id = partner.partner_id)
  on conflict do nothing
  `,
)

/**
 * Lets storefronts of ours and of the sandbox that sell nothing yet sell the whole catalogue: a course may have been
 * imported before the storefront was there. One that sells anything is left as it is.
 * @returns how many offers were made
 */
export async function offerCatalogue(db: Queryable): Promise<number> {
  return touched(db, offerToNewcomers, [])
}
