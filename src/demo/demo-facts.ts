import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import { ageOn } from '../kernel/wib.ts'
import { inventedPeople } from '../people/population-registry.ts'
import { sandboxKeys } from './demo-partners.ts'
import { type DemoPromo, demoPromos } from './demo-promos.ts'
import { personas } from './personas.ts'
import { sandboxCodes } from './sandbox-codes.ts'
import { sandboxInstitution } from './sandbox-institution.ts'

interface DemoCard {
  prakerja_id: string
  name: string
  phone: string
  balance: number
}

interface DemoCourse {
  course_code: string
  schedule_code: string
  amount: number
}

/** What a partner's client needs to try the integration API against the demo. */
export interface DemoFacts {
  readonly partners: readonly { client_code: string; sign_key: string }[]
  /** sandbox cards that can pay now, fresh ones with their whole balance first, personas last */
  readonly cards: readonly DemoCard[]
  /** on sale at the sandbox storefronts, fit for every one of the cards, within every grant; the cheapest first */
  readonly courses: readonly DemoCourse[]
  /** of the storefronts that take promo codes; those that can be used now first */
  readonly promos: readonly DemoPromo[]
  /** people of the demo's population registry, to register as; all of them are invented */
  readonly population: readonly {
    name: string
    nik: string
    kk: string
    birth_date: string
    note: string
  }[]
  /** of the institution that the sandbox partner acts as; `bekal sandbox reset` puts them back */
  readonly redeem_codes: readonly string[]
  /** where it may have participants sent back to */
  readonly redirect_uris: readonly string[]
}

interface CardRow extends Omit<DemoCard, 'prakerja_id'> {
  prakerjaId: string
  bornOn: string
  education: number
}

const selectCards = statement<[now: Date, last: string[]], 'demo/select-cards', CardRow>(
  'demo/select-cards',
  `
  select
    number as prakerja_id, holder_name as name, holder_phone as phone, balance,
    holder_born_on as born_on, holder_education as education
  from card
  where sandbox and status = 'active' and usable_before > $1 and unfinished_purchase_id is null
    and (first_paid_at is not null or first_purchase_before > $1) and (paying_from is null or paying_from <= $1)
    and balance > 0
  order by first_paid_at is not null, card_id = any ($2::bigint[]), balance = granted desc, card_id
  `,
)

const selectCourses = statement<
  [now: Date, youngest: number, oldest: number, leastEducation: number],
  'demo/select-courses',
  'amount'
>(
  'demo/select-courses',
  `
  select course.course_code, schedule.schedule_code, course.price as amount
  from course
  join schedule using (course_id)
  where course.status = 'listed' and course.price is not null
    and course.price <= (select min((rules ->> 'grantRupiah')::int) from programme_year)
    and coalesce(course.min_age <= $2, true) and coalesce(course.max_age >= $3, true)
    and course.min_education <= $4
    and (schedule.starts_at is null or schedule.starts_at > $1)
    and exists (
      select from offer join partner using (partner_id)
      where offer.course_id = course.course_id and partner.sandbox and partner.status = 'active'
    )
    and (select sum(seats_left) from seat_bucket where seat_bucket.schedule_id = schedule.schedule_id) > 0
  order by course.price, course.course_id, schedule.schedule_id
  limit 50
  `,
)

/** The content of /dev/demo.json. Never in production. */
export async function demoFacts(ctx: Context): Promise<DemoFacts> {
  const now = ctx.clock.now()
  const playing = await personas(ctx)
  const cards = await rows(ctx.db, selectCards, [now, playing.map(({ cardId }) => cardId)])
  const ages = cards.map(({ bornOn }) => ageOn(bornOn, now))
  const [partners, promos, courses] = await Promise.all([
    sandboxKeys(ctx),
    demoPromos(ctx),
    rows(ctx.db, selectCourses, [
      now,
      Math.min(200, ...ages),
      Math.max(0, ...ages),
      Math.min(7, ...cards.map(({ education }) => education)),
    ]),
  ])
  return {
    partners,
    cards: cards.map(({ prakerjaId, name, phone, balance }) => ({
      prakerja_id: prakerjaId,
      name,
      phone,
      balance,
    })),
    courses: courses.map(({ courseCode, scheduleCode, amount }) => ({
      course_code: courseCode,
      schedule_code: scheduleCode,
      amount,
    })),
    promos,
    population: inventedPeople().map(({ bornOn, ...person }) => ({ ...person, birth_date: bornOn })),
    redeem_codes: sandboxCodes.map(({ code }) => code),
    redirect_uris: sandboxInstitution.redirectUris,
  }
}
