import type { CourseResults } from '../../../../catalogue/search/search.ts'
import { formatRupiah } from '../../../../kernel/rupiah.ts'
import * as parts from '../../../parts/parts.ts'
import type { Href } from '../../../site/link.ts'
import { areaName } from './area-name.ts'
import { type Asked, beginnings, prices, ratings, sorts } from './asked.ts'
import type { ListSays } from './find-words.ts'

interface Search {
  readonly action: Href
  readonly said: ListSays
  readonly asked: Asked
  readonly found: Pick<CourseResults, 'facets' | 'balance'>
  /** how many filters are on */
  readonly active: number
}

/** The words and the filters of the list of courses, as one form whose answers are the address. */
export function SearchForm({ action, said, asked, found, active }: Search) {
  return (
    <search>
      <form method="get" action={action} class="search">
        <parts.Field name="q" label={said.search} type="search" value={asked.words ?? ''} maxlength={200} />
        {asked.institution ? <input type="hidden" name="lembaga" value={asked.institution} /> : ''}
        {asked.ticked.map((slug) => (
          <input type="hidden" name="k" value={slug} />
        ))}
        <parts.Button>{said.searchButton}</parts.Button>
        <details>
          <summary>{active > 0 ? said.filterOn(active) : said.filter}</summary>
          <div class="filters">
            <WhatToLearn said={said} asked={asked} found={found} />
            <OnWhichTerms said={said} asked={asked} found={found} />
            <parts.Button look="second">{said.apply}</parts.Button>
          </div>
        </details>
      </form>
    </search>
  )
}

/** A choice with how much it has, where that is counted. */
const counted = (label: string, count: number | null | undefined) =>
  typeof count === 'number' ? `${label} (${count})` : label

function WhatToLearn({ said, asked, found }: Pick<Search, 'said' | 'asked' | 'found'>) {
  const { categories, methods } = found.facets
  return (
    <>
      <parts.Select
        name="kategori"
        label={said.category}
        value={asked.category ?? '-'}
        options={[
          { value: '-', label: said.anyCategory },
          ...categories.map(({ name, slug, count }) => ({ value: slug, label: counted(name, count) })),
        ]}
      />
      <parts.Select
        name="cara"
        label={said.method}
        value={asked.method ?? '-'}
        options={[
          { value: '-', label: said.anyMethod },
          ...(['self_paced', 'webinar'] as const).map((method) => ({
            value: method,
            label: counted(said[method], methods.find((known) => known.method === method)?.count),
          })),
        ]}
      />
    </>
  )
}

/** More towns than these are too many to choose from at once: then only those of the province that is chosen are offered. */
const mostTowns = 40

/** Where it is held: provinces and their towns. Nothing where the storefront has no class in a room. */
function WhereHeld({ said, asked, found }: Pick<Search, 'said' | 'asked' | 'found'>) {
  const { places } = found.facets
  if (places.length === 0 && !asked.place) return null
  const few = places.reduce((sum, { towns }) => sum + towns.length, 0) <= mostTowns
  const options = places.flatMap(({ name, slug, count, towns }) => {
    const shown = few || slug === asked.place || towns.some((town) => town.slug === asked.place)
    const all = { value: slug, label: counted(said.allOf(name), count) }
    if (!shown) return [all]
    const [only, more] = towns
    // a province with one town is told with it
    if (only && !more) return [{ value: only.slug, label: counted(`${only.name}, ${name}`, only.count) }]
    return [all, ...towns.map((town) => ({ value: town.slug, label: counted(town.name, town.count) }))]
  })
  const chosen = options.some(({ value }) => value === asked.place)
  const missing = asked.place && !chosen ? [{ value: asked.place, label: areaName(asked.place) }] : []
  return (
    <parts.Select
      name="tempat"
      label={said.place}
      value={asked.place ?? '-'}
      options={[{ value: '-', label: said.anyPlace }, ...missing, ...options]}
    />
  )
}

function OnWhichTerms({ said, asked, found }: Pick<Search, 'said' | 'asked' | 'found'>) {
  const within =
    found.balance === undefined ? said.withinBalance : said.withinBalanceOf(formatRupiah(found.balance))
  const withBalance = found.balance !== undefined || asked.withinBalance
  return (
    <>
      <parts.Select
        name="harga"
        label={said.maxPrice}
        value={asked.withinBalance ? 'saldo' : String(asked.maxPrice ?? '-')}
        options={[
          { value: '-', label: said.anyPrice },
          ...(withBalance ? [{ value: 'saldo', label: within }] : []),
          ...prices.map((price) => ({ value: String(price), label: said.upTo(formatRupiah(price)) })),
        ]}
      />
      <parts.Select
        name="mulai"
        label={said.begins}
        value={String(asked.beginsWithinDays ?? '-')}
        options={[
          { value: '-', label: said.anyBeginning },
          ...beginnings.map((days) => ({ value: String(days), label: said.beginsWithin(days) })),
        ]}
      />
      <WhereHeld said={said} asked={asked} found={found} />
      <parts.Select
        name="bintang"
        label={said.rating}
        value={String(asked.leastStars ?? '-')}
        options={[
          { value: '-', label: said.anyRating },
          ...ratings.map((stars) => ({ value: String(stars), label: said.ratingFrom(stars) })),
        ]}
      />
      <parts.Select
        name="urut"
        label={said.sort}
        value={asked.sort}
        options={sorts.map((sort) => ({
          value: sort,
          label: sort === 'rating' ? said.byRating : said[sort],
        }))}
      />
    </>
  )
}
