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

const offerCoursesTo = statement<[partnerId: number, courseCodes: string[] | null]>(
  'catalogue/offer-courses-to',
  `
  insert into offer (partner_id, course_id)
  select $1, course_id from course
  where price is not null and status = 'listed' and ($2::text[] is null or course_code = any ($2::text[]))
  on conflict do nothing
  `,
)

/**
 * Lets a storefront sell these courses, or without codes every course that has a price.
 * @returns how many it did not sell before
 */
export async function offerTo(
  db: Queryable,
  partnerId: number,
  courseCodes: readonly string[] | undefined,
): Promise<number> {
  return touched(db, offerCoursesTo, [partnerId, courseCodes ? [...courseCodes] : null])
}
