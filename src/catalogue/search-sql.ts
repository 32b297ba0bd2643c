import type { Rows } from '../database/rows.ts'
import { type Statement, statement } from '../database/sql.ts'

/** What the storefront $5 sells: nothing while it is suspended. */
const soldBy = `c.course_id in (select course_id from offer where partner_id = $5) and not exists (
  select from suspension where party_kind = 'storefront' and party_id = $5 and ended_at is null
)`

/** What every search is narrowed and sorted by. */
export type FilterParams = readonly [
  category: string | null,
  institution: string | null,
  method: string | null,
  maxPrice: number | null,
  storefront: number | null,
  soldOnly: boolean,
  sort: string,
  limit: number,
  offset: number,
  now: Date,
]

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
}

export interface NamedCount {
  readonly name: string
  readonly slug: string
  readonly count: number
}

export interface FoundPage {
  readonly total: number
  readonly courses: readonly FoundCourse[]
  readonly categories: readonly NamedCount[]
  readonly methods: readonly { readonly method: 'self_paced' | 'webinar'; readonly count: number }[]
  readonly institutions: readonly NamedCount[]
}

// Scalar subqueries are computed once, not for each row.
const query = `(select websearch_to_tsquery('indonesian', $11))`
const plain = '(select plain_text($11))'

/** All courses: nothing was asked for. */
export const browse = search<FilterParams>('browse', 'true', '0', 'not materialized')

/**
 * Courses that have the words, the last one perhaps only begun, or whose institution is called so. The beginning of
 * a word is looked for in titles as they are written, since the full-text index holds stems.
 */
export const byWords = search<
  readonly [...FilterParams, words: string, head: string, lastWord: string | null]
>(
  'by-words',
  `(
      c.words @@ ${query}
      or (($12 = '' or c.words @@ (select websearch_to_tsquery('indonesian', $12)))
        and c.plain_title ~ (select '\\m' || nullif(regexp_replace(plain_text($13), '\\W', '', 'g'), '')))
      or c.institution_id = any(array(
        select institution_id from institution
        where length($11) >= 3 and strpos(plain_text(name), ${plain}) > 0))
    )`,
  `ts_rank(c.words, ${query}, 1) + case
      when c.plain_title = ${plain} then 3
      when starts_with(c.plain_title, ${plain}) then 2
      when strpos(c.plain_title, ${plain}) > 0 then 1
      else 0 end`,
  'materialized',
)

/** Courses whose title looks like the words; how much alike is pg_trgm.word_similarity_threshold. */
export const byLikeness = search<readonly [...FilterParams, words: string]>(
  'by-likeness',
  `${plain} <% c.plain_title`,
  `word_similarity(${plain}, c.plain_title)`,
  'materialized',
)

/**
 * The page, the total and the counts in one round trip; a facet's own filter does not narrow its counts. What a text
 * search found is kept for both; reading the table twice is quicker than keeping all of it.
 */
type Search = Extract<keyof Rows, `catalogue/search-${string}`>

function search<Params extends readonly unknown[]>(
  name: string,
  condition: string,
  rank: string,
  kept: 'materialized' | 'not materialized',
): Statement<Params, FoundPage> {
  return statement<Params, Search, FoundPage>(
    `catalogue/search-${name}` as Search,
    `
  with found as ${kept} (
    select c.course_id, c.category_id, c.institution_id, c.learning_method, c.price, c.created_at,
      (${rank})::real as rank, case when $7 = 'title' then c.plain_title end as by_title
    from course c
    where c.status = 'listed'
      and ($2::text is null or c.institution_id = (select institution_id from institution where slug = $2))
      and ($4::int is null or coalesce(c.price, 0) <= $4)
      and ($5::int is null or ${soldBy})
      and (not $6::boolean or c.price is not null)
      and (${condition})
  ),
  counted as (
    select category_id, institution_id, learning_method, count(*) as n,
      $1::text is null or category_id = (select category_id from category where slug = $1) as in_category,
      $3::text is null or learning_method = $3 as in_method
    from found group by 1, 2, 3
  ),
  page as (
    select course_id, row_number() over () as place from (
      select course_id from found
      where ($1::text is null or category_id = (select category_id from category where slug = $1))
        and ($3::text is null or learning_method = $3)
      order by by_title,
        case when $7 = 'cheapest' then coalesce(price, 0) when $7 = 'dearest' then -coalesce(price, 0) end,
        case when $7 = 'newest' then created_at end desc,
        rank desc, course_id desc
      limit $8 offset $9
    ) sorted
  )
  select
    (select coalesce(sum(n), 0)::int from counted where in_category and in_method) as total,
    (select coalesce(json_agg(json_build_object(
        'courseId', c.course_id, 'courseCode', c.course_code, 'slug', c.slug, 'title', c.title,
        'institution', json_build_object('name', i.name, 'slug', i.slug),
        'category', json_build_object('name', g.name, 'slug', g.slug),
        'method', c.learning_method, 'price', c.price,
        'nextStartsAt', (select min(s.starts_at) from schedule s where s.course_id = c.course_id and s.starts_at > $10)
      ) order by p.place), '[]')
      from page p join course c using (course_id) join institution i using (institution_id)
      join category g on g.category_id = c.category_id) as courses,
    (select coalesce(json_agg(json_build_object('name', g.name, 'slug', g.slug, 'count', n) order by n desc, g.name), '[]')
      from (select category_id, sum(n)::int as n from counted where in_method group by 1) f
      join category g using (category_id)) as categories,
    (select coalesce(json_agg(json_build_object('method', learning_method, 'count', n) order by n desc), '[]')
      from (select learning_method, sum(n)::int as n from counted where in_category group by 1) f) as methods,
    (select coalesce(json_agg(json_build_object('name', i.name, 'slug', i.slug, 'count', n) order by n desc, i.name), '[]')
      from (select institution_id, sum(n)::int as n from counted where in_category and in_method
        group by 1 order by 2 desc, 1 limit 12) f
      join institution i using (institution_id)) as institutions`,
  )
}

/** Which of the words stand in no course at all, each with words of titles that look like it, the most used first. */
export const unknownWords = statement<[readonly string[]], 'catalogue/unknown-words', 'word'>(
  'catalogue/unknown-words',
  `
  select word, (
    select array_agg(candidate order by used desc, candidate) from (
      select candidate, count(*) as used from (
        -- enough to meet every common word; all of a large catalogue would take too long
        select plain_title from course
        where plain_text(word) <% plain_title and status = 'listed'
        limit 1500
      ) alike, string_to_table(regexp_replace(plain_title, 'W+', ' ', 'g'), ' ') candidate
      where abs(length(candidate) - length(word)) <= 3
      group by candidate
    ) counted
    where similarity(candidate, plain_text(word)) > 0.1
  ) as candidates
  from unnest($1::text[]) word
  where not exists (select from course where words @@ websearch_to_tsquery('indonesian', word))`,
)
