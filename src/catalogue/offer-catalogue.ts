import { one, type Queryable, statement } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'

type By = [now: Date, actor: string, requestId: string]

/** One event for each course: to whom it is offered from now on. */
const told = `
  told as (
    insert into journal (at, actor, act, subject, request_id, facts)
    select
      $1, $2, 'course_offered', 'course:' || course_id, $3,
      jsonb_build_object('partners', array_agg(partner_id order by partner_id))
    from made
    group by course_id
  )
  select count(*)::int as offers from made`

const offerToNewcomers = statement<By, 'catalogue/offer-to-newcomers', 'offers'>(
  'catalogue/offer-to-newcomers',
  `
  with made as (
    insert into offer (partner_id, course_id)
    select partner_id, course_id
    from partner cross join course
    where partner.kind = 'storefront' and (partner.storefront is not null or partner.sandbox)
      and course.price is not null and course.status = 'listed'
      and not exists (select from offer where offer.partner_id = partner.partner_id)
    on conflict do nothing
    returning partner_id, course_id
  ),
  ${told}
  `,
)

/**
 * Lets storefronts of ours and of the sandbox that sell nothing yet sell the whole catalogue: a course may have been
 * imported before the storefront was there. One that sells anything is left as it is.
 * @returns how many offers were made
 */
export async function offerCatalogue(db: Queryable, now: Date, by: Actor): Promise<number> {
  return (await one(db, offerToNewcomers, [now, by.actor, by.requestId])).offers
}

const offerCoursesTo = statement<
  [...By, partnerId: number, courseCodes: string[] | null],
  'catalogue/offer-courses-to',
  'offers'
>(
  'catalogue/offer-courses-to',
  `
  with made as (
    insert into offer (partner_id, course_id)
    select $4, course_id from course
    where price is not null and status = 'listed' and ($5::text[] is null or course_code = any ($5::text[]))
    on conflict do nothing
    returning partner_id, course_id
  ),
  ${told}
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
  now: Date,
  by: Actor,
): Promise<number> {
  const codes = courseCodes ? [...courseCodes] : null
  return (await one(db, offerCoursesTo, [now, by.actor, by.requestId, partnerId, codes])).offers
}

const withdrawOffers = statement<
  [...By, partnerId: number, courseCodes: string[], reason: string],
  'catalogue/withdraw-offers',
  'withdrawn'
>(
  'catalogue/withdraw-offers',
  `
  with gone as (
    delete from offer using course
    where offer.course_id = course.course_id and partner_id = $4 and course_code = any ($5::text[])
    returning partner_id, offer.course_id
  ),
  told as (
    insert into journal (at, actor, act, subject, request_id, reason, facts)
    select
      $1, $2, 'course_offer_withdrawn', 'course:' || course_id, $3, $6,
      jsonb_build_object('partners', jsonb_build_array(partner_id))
    from gone
  )
  select count(*)::int as withdrawn from gone
  `,
)

/** Lets a storefront sell these courses no more; what was bought goes on. @returns how many it sold before */
export async function withdrawOffersOf(
  db: Queryable,
  offers: { readonly partnerId: number; readonly courseCodes: readonly string[]; readonly because: string },
  now: Date,
  { actor, requestId }: Actor,
): Promise<number> {
  const { partnerId, courseCodes, because } = offers
  return (await one(db, withdrawOffers, [now, actor, requestId, partnerId, [...courseCodes], because]))
    .withdrawn
}
