import { inCategory, inMethod, inPlace, matching, query, seller } from './search-matching.ts'

/** Matches are counted up to here; whoever finds more is told so. */
export const countedUpTo = 1000
export const oneMore = countedUpTo + 1

/** What is looked at of a course to count and to compare it. */
const columns =
  's.course_id, s.title, s.stars, s.reviews, s.rating, s.category_id, s.institution_id, s.learning_method'

/** What the filters leave that no choice is offered of: all of it, or so much that it is not counted. */
const all = matching({ without: ['category', 'method', 'place'] })

/** Whether a course passes those that a choice is offered of. */
const chosen = `${inCategory} as in_category, ${inMethod} as in_method, ${inPlace} as in_place`

/** Whether the sample says too little: it is not the whole, and what is asked for is a part of it. */
const narrower =
  '(select not whole from whole) and ($5::text is not null or $7::text is not null or $15::text is not null)'

const whole = `
  whole as materialized (select count(*) < ${oneMore} as whole from sample)`

/** A way of putting what is found in an order: `sample`, `whole`, `total` and `page` of it. */
export interface OrderOfCourses {
  readonly counting: string
  /** course, place, stars and reviews of what stands on the page after the course `last` */
  readonly page: string
}

/** In the order of a column: a page begins where the one before ended, by one step in an index. */
export function walked(column: string, direction: 'asc' | 'desc'): OrderOfCourses {
  return {
    counting: `
  sample as materialized (
    select ${columns}, ${chosen} from ${all} limit ${oneMore}
  ),${whole},
  narrow as materialized (select s.course_id from ${matching()} and ${narrower} limit ${oneMore}),
  total as materialized (
    select case when ${narrower} then (select count(*) from narrow)
      else (select count(*) from sample where in_category and in_method and in_place) end::int as total
  )`,
    page: `
    select course_id, row_number() over () as place, stars, reviews from (
      select s.course_id, s.stars, s.reviews from ${matching()}
        and ($17::text is null or (s.${column}, s.course_id) ${direction === 'asc' ? '>' : '<'} (
          (select ${column} from last), (select course_id from last)))
      order by s.${column} ${direction}, s.course_id ${direction}
      limit $16
    ) s`,
  }
}

/** Those with the words in the title, and only where they are too few the others. */
const twoTiers = (name: string, from: string) => `
  ${name}_titled as materialized (
    select 1 as titled, ${columns}, ${chosen}
    from ${from} and f.title @@ ${query} limit ${oneMore}
  ),
  ${name} as materialized (
    select * from ${name}_titled
    union all
    (select 0, ${columns}, ${chosen}
    from ${from} and not f.title @@ ${query} limit ${oneMore} - (select count(*) from ${name}_titled))
  )`

/**
 * What fits best: titles with the words before others, of those the ones that are the words or begin with them, and then the best rated. Only so
 * many are compared as are counted: of thousands that have a word none fits better than another.
 */
export const bestFirst: OrderOfCourses = {
  counting: `${twoTiers('sample', all)},${whole},${twoTiers('narrow', `${matching()} and ${narrower}`)},
  compared as materialized (
    select course_id, stars, reviews, row_number() over (order by titled desc, fit desc, rating desc, course_id desc) as place
    from (
      select *, case
          when title = plain_text($2) then 3
          when starts_with(title, plain_text($2)) then 2
          when strpos(title, plain_text($2)) > 0 then 1
          else 0 end as fit
      from (
        select * from narrow
        union all
        select * from sample where in_category and in_method and in_place and not (${narrower})
      ) asked
    ) fitting
  ),
  total as materialized (select count(*)::int as total from compared)`,
  page: `
    select course_id, place, stars, reviews from compared
    where place > coalesce((select place from compared where course_id = (select course_id from last)), 0)
    order by place limit $16`,
}

/** The course after which the page begins. */
export const last = `
  last as materialized (
    select s.* from shelf s join course using (course_id) where s.partner_id = ${seller} and course_code = $17
  )`
