import { found, noParties } from './finding.ts'

/**
 * The common tables of a signal that weighs what is odd at a course against all of it, after a table `sided` with `at`,
 * `odd`, `course_id`, `card_id` and `purchase_id`: from $2 on, if it is $3 percent, and unless half as much is usual
 * elsewhere. All of a programme may be late, or redeem at once.
 */
export const oddShare = `
  programme as (
    select count(*) as all_total, count(*) filter (where odd) as all_odd from sided
  ),
  counted as (
    select
      'course' as subject_kind, course_id::bigint as subject_id, until, count(*) as total,
      (count(*) filter (where odd))::int as count, max(at) filter (where odd) as last_at
    from sided
    left join cleared on subject_kind = 'course' and subject_id = course_id
    where until is null or at > until
    group by course_id, until
    having count(*) filter (where odd) >= $2::int and count(*) filter (where odd) * 100 >= count(*) * $3::int
  ),
  far as (
    select * from (
      select counted.*, (all_odd - count) * 100 / greatest(all_total - total, 1) as usual
      from counted cross join programme
    ) counted
    where usual * 2 < $3::int
  ),
  seen as (
    select
      far.subject_id,
      array_agg(card_id order by at desc, purchase_id) as cards,
      array_agg(purchase_id order by at desc, purchase_id) as purchases
    from far
    join sided on course_id = far.subject_id and odd and (until is null or at > until)
    group by far.subject_id
  )`

/** The end of such a signal, with what else its sentence says. */
export const oddFound = (figures: string, joined = '') =>
  found(
    `(select *, ${noParties} from far join seen using (subject_id) ${joined}) far`,
    `'count', count, 'total', total, 'usual', usual${figures && `, ${figures}`}`,
  )
