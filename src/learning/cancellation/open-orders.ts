import { type Queryable, type Row, rows, statement } from '../../database/sql.ts'

/** What of a course is open at a storefront: it goes on when the course is withdrawn. */
export type OpenOrders = Row<'learning/open-orders-of-course', 'storefront' | 'unused' | 'begun' | 'rupiah'>

const select = statement<
  [courseCode: string],
  'learning/open-orders-of-course',
  'storefront' | 'unused' | 'begun' | 'rupiah'
>(
  'learning/open-orders-of-course',
  `
  select
    partner.name as storefront, count(*) filter (where redeemed_at is null)::int as unused,
    count(*) filter (where redeemed_at is not null)::int as begun, sum(amount)::float8 as rupiah
  from course
  join schedule using (course_id)
  join purchase on purchase.schedule_id = schedule.schedule_id
  join partner using (partner_id)
  where course_code = $1 and purchase.status = 'paid' and finished_at is null
  group by partner.partner_id
  order by partner.name
  `,
)

/** Purchases of a course that are paid and not finished, by storefront: not used yet, and begun; with their prices in rupiah. */
export function openOrdersOf(db: Queryable, courseCode: string): Promise<OpenOrders[]> {
  return rows(db, select, [courseCode])
}
