import { statement } from '../../database/sql.ts'
import {
  type Filter,
  type FilterParams,
  filters,
  matching,
  parties,
  queryOf,
  seller,
} from './search-matching.ts'
import { countedUpTo } from './search-orders.ts'
import type { NamedCount } from './search-sql.ts'

const counted = (from: string) =>
  `(select count(*)::int from (select from ${from} limit ${countedUpTo + 1}) counted)`

/** Which filters are set, by the parameter that sets them. */
const isSet: Readonly<Record<Filter, string>> = {
  category: '$5::text is not null',
  institution: '$6::text is not null',
  method: '$7::text is not null',
  price: '$8::int is not null',
  balance: '$10::boolean',
  begins: '$11::int is not null',
  rating: '$13::int is not null',
  place: '$15::text is not null',
}

/** Where one can go on from a search that found nothing. Every count is of what the link shows, {@link countedUpTo} and one: more than that. */
export interface Leads {
  /** the same search without one of its filters; those that would still find nothing are not in it */
  readonly without: Readonly<Partial<Record<Filter, number>>> | undefined
  /** the same words without any filter */
  readonly withoutAll: number
  /** words that are found here, each by itself */
  readonly words: Readonly<Record<string, number>> | undefined
  /** categories with the same words, without any filter; without any where there is none */
  readonly categories: readonly NamedCount[]
  /** other storefronts that have what was looked for, filters and all */
  readonly elsewhere: readonly { readonly storefront: string; readonly count: number }[]
}

/** Asked only when nothing was found: $16 has the words that may lead on. */
export const findLeads = statement<
  readonly [...FilterParams, words: readonly string[]],
  'catalogue/find-leads',
  Leads
>(
  'catalogue/find-leads',
  `
  with ${parties},
  without (filter, count) as (
    ${filters
      .map(
        (filter) =>
          `select '${filter}', case when ${isSet[filter]} then ${counted(matching({ without: [filter] }))} end`,
      )
      .join('\n    union all ')}
  ),
  with_words as materialized (
    select s.category_id from ${matching({ without: filters })} limit ${countedUpTo + 1}
  ),
  by_category as (
    select category_id, count(*)::int as count from with_words group by 1
    union all
    select category_id, 0 from category
    where not exists (select from with_words) and exists (
      select from shelf s where s.partner_id = ${seller} and s.category_id = category.category_id)
  )
  select
    (select json_object_agg(filter, count) from without where count > 0) as without,
    (select count(*)::int from with_words) as without_all,
    (select json_object_agg(word, count) from (
      select word, ${counted(`shelf s join course_words f using (course_id)
        where s.partner_id = ${seller} and f.words @@ ${queryOf('word')}`)} as count
      from unnest($16::text[]) word) one where count > 0) as words,
    (select coalesce(json_agg(json_build_object('name', name, 'slug', slug, 'count', count) order by count desc, name), '[]')
      from by_category join category using (category_id)) as categories,
    (select coalesce(json_agg(json_build_object('storefront', storefront, 'count', count) order by count desc, storefront), '[]')
      from (
        select storefront, ${counted(matching({ of: 'p.partner_id', without: ['balance'] }))} as count
        from partner p
        where storefront is not null and storefront <> $1 and not exists (
          select from suspension where party_kind = 'storefront' and party_id = p.partner_id and ended_at is null)
      ) other where count > 0) as elsewhere`,
  { planned: 'each-time' },
)
