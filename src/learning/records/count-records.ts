import type { Context } from '../../database/context.ts'
import { statement, touched } from '../../database/sql.ts'

const countAll = statement<[now: Date]>(
  'learning/count-records',
  `
  insert into course_record as kept (course_id, bought, finished, certificates, stars, counted_at)
  select course_id, bought, finished, coalesce(certificates, 0),
    array[coalesce(one, 0), coalesce(two, 0), coalesce(three, 0), coalesce(four, 0), coalesce(five, 0)], $1
  from (
    select course_id,
      count(*) filter (where status = 'paid')::int as bought,
      count(*) filter (where status = 'paid' and finished_at is not null)::int as finished
    from purchase where paid_at is not null
    group by course_id
  ) trained
  left join (
    select course_id, count(*)::int as certificates
    from certificate join purchase using (card_id, purchase_id)
    where kind = 'institution' and revoked_at is null
    group by course_id
  ) certified using (course_id)
  left join (
    select course_id,
      count(*) filter (where stars = 1)::int as one, count(*) filter (where stars = 2)::int as two,
      count(*) filter (where stars = 3)::int as three, count(*) filter (where stars = 4)::int as four,
      count(*) filter (where stars = 5)::int as five
    from review where hidden_at is null
    group by course_id
  ) reviewed using (course_id)
  on conflict (course_id) do update
  set bought = excluded.bought, finished = excluded.finished, certificates = excluded.certificates,
    stars = excluded.stars, counted_at = excluded.counted_at
  where (kept.bought, kept.finished, kept.certificates, kept.stars)
    is distinct from (excluded.bought, excluded.finished, excluded.certificates, excluded.stars)
  `,
)

/**
 * Counts anew what became of the purchases of every course; returns how many records changed. It reads every purchase, so a job does it,
 * and no page.
 */
export function countRecords({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, countAll, [clock.now()])
}
