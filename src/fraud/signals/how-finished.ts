import { statement } from '../../database/sql.ts'
import { clearedBefore, type SureOfFinding, sweep } from './finding.ts'
import { oddFound, oddShare } from './odd-share.ts'

/** What was finished since $1. Trainings take their time: the purchase may be a season older. */
const finished = `
  finished as materialized (
    select
      purchase.card_id, purchase_id, course_id, course.institution_id, paid_at, redeemed_at, finished_at, finished_as,
      first_use
    from purchase
    join course using (course_id)
    join partner using (partner_id)
    where purchase.created_at > $1::timestamptz - interval '90 days' and purchase.status = 'paid'
      and purchase.finished_at > $1 and not partner.sandbox
  )`

const findFast = statement<
  [since: Date, completions: number, sharePercent: number, timePercent: number],
  'fraud/fast-completions',
  SureOfFinding
>(
  'fraud/fast-completions',
  // A lesson without a least time takes a minute; a course without lessons here takes ten.
  `
  with ${clearedBefore('too_fast')},
  ${finished},
  material as (
    select
      course_id,
      greatest(
        coalesce((select min_minutes from course_requirement where course_requirement.course_id = course.course_id), 0),
        coalesce((select sum(greatest(min_seconds, 60)) / 60 from lesson where lesson.course_id = course.course_id), 10)
      )::int as minutes
    from (select distinct course_id from finished) course
  ),
  sided as (
    select
      finished.*, finished_at as at, minutes, extract(epoch from finished_at - redeemed_at) / 60 as took,
      coalesce(finished_at - redeemed_at < make_interval(secs => minutes * 60 * $4::int / 100), false) as odd
    from finished join material using (course_id)
  ),
  ${oddShare},
  paced as (
    select
      subject_id, minutes,
      round(percentile_cont(0.5) within group (order by took)::numeric, 1) as took
    from far
    join sided on course_id = subject_id and odd
    group by subject_id, minutes
  )
  ${oddFound(`'minutes', minutes, 'took', took`, 'join paced using (subject_id)')}
  `,
)

/** Completions in less time than the material takes. */
export const tooFast = sweep(findFast, ({ since }, rules) => [
  since,
  rules.fastCompletions,
  rules.fastSharePercent,
  rules.fastPercent,
])

const findTraceless = statement<
  [since: Date, completions: number, percent: number],
  'fraud/traceless-completions',
  SureOfFinding
>(
  'fraud/traceless-completions',
  `
  with ${clearedBefore('traceless')},
  ${finished},
  sided as (
    select
      finished.*, finished_at as at,
      finished_as = 'reported' and coalesce(first_use, 'marked') in ('marked', 'submitted', 'graded')
        and not exists (
          select from review
          where review.card_id = finished.card_id and review.purchase_id = finished.purchase_id
        ) as odd
    from finished
  ),
  ${oddShare}
  ${oddFound('')}
  `,
)

/** Completions of which the institution alone tells: no participant has ever done a thing. The course may not be held at all. */
export const traceless = sweep(findTraceless, ({ since }, rules) => [
  since,
  rules.tracelessCompletions,
  rules.tracelessPercent,
])
