import type { Rows } from '../../database/rows.ts'
import { type Statement, statement } from '../../database/sql.ts'
import { pictureJson, type ShownPicture } from '../pictures/course-pictures.ts'
import {
  balance,
  type FilterParams,
  inArea,
  parties,
  query,
  queryOf,
  seller,
  toCome,
} from './search-matching.ts'
import { bestFirst, last, type OrderOfCourses, walked } from './search-orders.ts'

/** A page of what was found, after the course of this code: $16 to $18, with the words one by one. */
export type PageParams = readonly [
  ...FilterParams,
  limit: number,
  afterCourseCode: string | null,
  words: readonly string[],
]

/** Where the words stand that were looked for. */
export type FoundIn = 'title' | 'institution' | 'description'

export interface FoundCourse {
  readonly courseId: number
  readonly courseCode: string
  readonly slug: string
  readonly title: string
  readonly institution: { readonly name: string; readonly slug: string }
  readonly category: { readonly name: string; readonly slug: string }
  readonly method: 'self_paced' | 'webinar'
  /** rupiah; null: free and not sold */
  readonly price: number | null
  readonly nextStartsAt: string | null
  /** its institution's own; null: the drawn one */
  readonly picture: ShownPicture | null
  /** of the same schedule, where it is held in a room */
  readonly nextCity?: string | null | undefined
  /** of the reviews that are shown; stars in all */
  readonly stars: number
  readonly reviews: number
}

export interface NamedCount {
  readonly name: string
  readonly slug: string
  readonly count: number
}

/** A choice within what was found; without a count where there is too much to count. */
export interface Choice {
  readonly name: string
  readonly slug: string
  readonly count: number | null
}

export interface FoundPage {
  /** {@link countedUpTo} and one: more than that */
  readonly total: number
  readonly courses: readonly FoundCourse[]
  readonly categories: readonly Choice[]
  readonly methods: readonly { readonly method: 'self_paced' | 'webinar'; readonly count: number | null }[]
  readonly institutions: readonly Choice[]
  /** provinces and regencies in which something is held, by their codes */
  readonly places: readonly { readonly code: string; readonly count: number | null }[]
  readonly foundIn: Readonly<Partial<Record<FoundIn, number>>> | undefined
  /** rupiah on the card of whoever asks */
  readonly balance: number | undefined
  /** words that stand in no course, each with those of titles that look most like it, the most used first */
  readonly unknown: Readonly<Record<string, readonly string[]>> | undefined
}

/** What the results can be narrowed by, counted where all of them are, and where the words stand. */
const choices = `
    (select coalesce(json_agg(json_build_object('name', g.name, 'slug', g.slug, 'count', n) order by n desc, g.name), '[]')
      from category g join (
        select category_id, case when (select whole from whole) then count(*) end as n from sample
        where in_method and in_place group by 1
        union
        select category_id, null from category
        where not (select whole from whole) and exists (
          select from shelf s where s.partner_id = ${seller} and s.category_id = category.category_id)
      ) f using (category_id)) as categories,
    (select coalesce(json_agg(json_build_object('method', learning_method, 'count', n) order by learning_method), '[]')
      from (
        select learning_method, case when (select whole from whole) then count(*) end as n from sample
        where in_category and in_place group by 1
      ) f) as methods,
    (select coalesce(json_agg(json_build_object('name', i.name, 'slug', i.slug,
        'count', case when (select whole from whole) then n end) order by n desc, i.name), '[]')
      from (select institution_id, count(*) as n from sample where in_category and in_method and in_place
        group by 1 order by 2 desc, 1 limit 12) f
      join institution i using (institution_id)) as institutions,
    (select coalesce(json_agg(json_build_object('code', area, 'count', n)), '[]')
      from (
        select area, count(distinct course_id) as n
        from sample join schedule d using (course_id), lateral (values (d.regency), (left(d.regency, 2))) lies (area)
        where in_category and in_method and (select whole from whole) and d.regency is not null and ${toCome}
        group by 1
        union all
        select area, null from (
          with recursive town (regency) as (
            select min(regency) from schedule where cancelled_at is null and regency is not null
            union all
            select (select min(regency) from schedule where cancelled_at is null and regency > town.regency)
            from town where town.regency is not null
          )
          select distinct area from town, lateral (values (town.regency), (left(town.regency, 2))) lies (area)
          where exists (
            select from schedule d join shelf s using (course_id)
            where s.partner_id = ${seller} and d.regency = town.regency and ${toCome})
        ) towns
        where not (select whole from whole)
      ) f) as places,
    (select json_object_agg(found_in, n) from (
        select case when f.title @@ ${query} then 'title'
            when ts_filter(f.words, '{a,b}') @@ ${query} then 'institution' else 'description' end as found_in,
          count(*) as n
        from sample join course_words f using (course_id)
        where in_category and in_method and in_place and $2::text <> '' and (select whole from whole)
        group by 1) f) as found_in,
`

const newest = walked('created_at', 'desc')

/** What is found, in each order that it can be put in. */
export const searches = {
  relevance: search('relevance', bestFirst),
  /** the last ones to come into the catalogue; what the front of a shelf shows when nothing was typed */
  newest: search('newest', newest),
  cheapest: search('cheapest', walked('price', 'asc')),
  dearest: search('dearest', walked('price', 'desc')),
  title: search('title', walked('title', 'asc')),
  rating: search('rating', walked('rating', 'desc')),
}

type Search = Extract<keyof Rows, `catalogue/search-${string}`>

/**
 * The page, the total and the choices in one round trip. A choice is counted without its own filter, as long as all that the other filters leave
 * can be counted. Planned each time: how common words are decides how they are looked for.
 */
function search(name: string, order: OrderOfCourses): Statement<PageParams, FoundPage> {
  return statement<PageParams, Search, FoundPage>(`catalogue/search-${name}` as Search, textOf(order), {
    planned: 'each-time',
  })
}

/** What stands for the parameters of a search of which nothing is asked: those that are left are counted anew. */
const unasked: Readonly<Record<string, string>> = {
  ...{ 1: '$1', 12: '$2', 16: '$3', 9: '$4' },
  ...{ 2: "''::text", 3: "''::text", 4: 'null::text', 5: 'null::text', 6: 'null::text', 7: 'null::text' },
  ...{ 8: 'null::int', 10: 'false', 11: 'null::int', 13: 'null::int', 14: 'false', 15: 'null::text' },
  ...{ 17: 'null::text', 18: "'{}'::text[]" },
}

/**
 * The newest of a whole shelf: what its list shows to whoever comes, and most ask for. Nothing in it depends on what is asked, so it is
 * planned once: planning takes longer than looking.
 */
export const searchWholeShelf = statement<
  [storefront: string, now: Date, limit: number, accountId: string | null],
  'catalogue/search-whole-shelf',
  FoundPage
>(
  'catalogue/search-whole-shelf',
  textOf(newest).replace(/\$(\d+)/g, (_, number: string) => unasked[number]!),
)

function textOf(order: OrderOfCourses): string {
  return `
  with ${parties},${last},${order.counting},
  page as (${order.page})
  select
    (select total from total) as total,
    (select coalesce(json_agg(json_build_object(
        'courseId', c.course_id, 'courseCode', c.course_code, 'slug', c.slug, 'title', c.title,
        'institution', json_build_object('name', i.name, 'slug', i.slug),
        'category', json_build_object('name', g.name, 'slug', g.slug),
        'method', c.learning_method, 'price', c.price, 'stars', p.stars, 'reviews', p.reviews,
        'picture', ${pictureJson},
        'nextStartsAt', next.starts_at, 'nextCity', next.place ->> 'city'
      ) order by p.place), '[]')
      from page p join course c using (course_id) join institution i using (institution_id)
      join category g on g.category_id = c.category_id
      left join lateral (
        select d.starts_at, d.place from schedule d
        where d.course_id = c.course_id and d.starts_at > $12 and d.cancelled_at is null and ${inArea}
        order by d.starts_at limit 1
      ) next on true) as courses,
${choices}    ${balance} as balance,
    case when not exists (select from sample) then (
      select json_object_agg(asked.word, near) from unnest($18::text[]) asked (word), lateral (
        select coalesce(json_agg(alike.word order by alike.used desc, alike.word), '[]') as near
        from (select t.word, t.used from title_word t order by t.word <-> plain_text(asked.word) limit 30) alike
      ) nearest
      where not exists (select from course_words f where f.words @@ ${queryOf('asked.word')})
    ) end as unknown`
}
