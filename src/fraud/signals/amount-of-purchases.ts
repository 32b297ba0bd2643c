import { statement } from '../../database/sql.ts'
import { bought, clearedBefore, found, noParties, type SureOfFinding, sweep } from './finding.ts'

const findCaps = statement<
  [since: Date, coursePurchases: number, institutionPurchases: number],
  'fraud/caps',
  SureOfFinding
>(
  'fraud/caps',
  `
  with ${clearedBefore('cap')},
  ${bought},
  counted as (
    select subject.subject_kind, subject.subject_id, cap, until, count(*)::int as count, max(paid_at) as last_at
    from bought
    cross join lateral (values
      ('course', course_id::bigint, $2::int), ('institution', institution_id::bigint, $3::int)
    ) as subject (subject_kind, subject_id, cap)
    left join cleared using (subject_kind, subject_id)
    where until is null or paid_at > until
    group by subject.subject_kind, subject.subject_id, cap, until
    having count(*) > cap
  ),
  seen as (
    select
      counted.subject_kind, counted.subject_id,
      array_agg(card_id order by paid_at desc, purchase_id) as cards,
      array_agg(purchase_id order by paid_at desc, purchase_id) as purchases
    from counted
    join bought on case subject_kind when 'course' then course_id else institution_id end = subject_id
      and (until is null or paid_at > until)
    group by counted.subject_kind, counted.subject_id
  )
  ${found(
    `(select *, ${noParties} from counted join seen using (subject_kind, subject_id)) counted`,
    `'count', count, 'cap', cap`,
  )}
  `,
)

/** More purchases of one course, or of one institution, than the year lets pass unseen. */
export const caps = sweep(findCaps, ({ since }, rules) => [
  since,
  rules.coursePurchases,
  rules.institutionPurchases,
])

const findSpikes = statement<
  [since: Date, now: Date, times: number, least: number],
  'fraud/spikes',
  SureOfFinding
>(
  'fraud/spikes',
  // A new wave buys everywhere at once: what all purchases do is no spike of one.
  `
  with ${clearedBefore('spike')},
  ${bought},
  sided as (
    select
      subject.subject_kind, subject.subject_id, bought.*,
      paid_at > $2::timestamptz - interval '24 hours' as today
    from bought
    cross join lateral (values
      ('course', course_id::bigint), ('institution', institution_id::bigint), ('storefront', partner_id::bigint)
    ) as subject (subject_kind, subject_id)
    left join cleared using (subject_kind, subject_id)
    where until is null or paid_at > until or paid_at <= $2::timestamptz - interval '24 hours'
  ),
  programme as (
    select
      count(*) filter (where today)
        / greatest(count(*) filter (where not today) / greatest(days, 1), 1) as growth
    from sided
    cross join (
      select extract(epoch from $2 - interval '24 hours' - min(paid_at)) / 86400 as days from bought
    ) past
    where subject_kind = 'course'
    group by days
  ),
  counted as (
    select
      subject_kind, subject_id,
      (count(*) filter (where today))::int as count,
      max(paid_at) as last_at,
      round((count(*) filter (where not today))
        / (extract(epoch from $2 - interval '24 hours' - min(paid_at)) / 86400), 1) as usual,
      extract(epoch from $2 - interval '24 hours' - min(paid_at)) / 86400 as days
    from sided
    group by subject_kind, subject_id
    having min(paid_at) <= $2 - interval '8 days' and count(*) filter (where today) >= $4::int
  ),
  far as (
    select counted.*
    from counted cross join programme
    where count > $3::int * usual * greatest(growth, 1)
  ),
  seen as (
    select
      subject_kind, subject_id,
      array_agg(card_id order by paid_at desc, purchase_id) as cards,
      array_agg(purchase_id order by paid_at desc, purchase_id) as purchases
    from far join sided using (subject_kind, subject_id)
    where today
    group by subject_kind, subject_id
  )
  ${found(`(select *, ${noParties} from far join seen using (subject_kind, subject_id)) far`, `'count', count, 'usual', usual, 'days', floor(days)`)}
  `,
)

/** A day of a course, an institution or a storefront that is many times its own usual day. */
export const spikes = sweep(findSpikes, ({ since, now }, rules) => [
  since,
  now,
  rules.spikeTimes,
  rules.spikePurchases,
])

const findAtLimit = statement<
  [since: Date, pricePercent: number, least: number, sharePercent: number],
  'fraud/at-limit',
  SureOfFinding
>(
  'fraud/at-limit',
  // The prices are the evidence: that what was allowed goes on selling is nothing new, a new course is.
  `
  with ${clearedBefore('price_at_limit')},
  ${bought},
  priced as (
    select bought.*, course.created_at as at, bought.price * 100::bigint >= granted * $2::bigint as at_limit
    from bought join card using (card_id) join course using (course_id)
  ),
  programme as (
    select count(*) as all_purchases, count(*) filter (where at_limit) as all_at_limit from priced
  ),
  counted as (
    select
      'institution' as subject_kind, priced.institution_id::bigint as subject_id, count(*) as sold,
      (count(*) filter (where at_limit))::int as count,
      max(at) filter (where at_limit) as last_at,
      (array_agg(card_id order by paid_at desc, purchase_id) filter (where at_limit))[1:20] as cards,
      (array_agg(purchase_id order by paid_at desc, purchase_id) filter (where at_limit))[1:20] as purchases
    from priced
    left join cleared on subject_kind = 'institution' and subject_id = priced.institution_id
    where until is null or at > until
    group by priced.institution_id
    having count(*) filter (where at_limit) >= $3::int
      and count(*) filter (where at_limit) * 100 >= count(*) * $4::int
  ),
  far as (
    select
      counted.*, ${noParties},
      (all_at_limit - count) * 100 / greatest(all_purchases - sold, 1) as usual
    from counted cross join programme
  )
  ${found(`(select * from far where usual * 2 < $4::int) far`, `'count', count, 'sold', sold, 'usual', usual`)}
  `,
)

/** An institution nearly all of whose courses cost the whole grant, where those of others do not. */
export const atLimit = sweep(findAtLimit, ({ since }, rules) => [
  since,
  rules.limitPricePercent,
  rules.limitPurchases,
  rules.limitSharePercent,
])
