import type { CourseResults } from '../../../../catalogue/search/search.ts'
import type { Filter } from '../../../../catalogue/search/search-matching.ts'
import { formatRupiah } from '../../../../kernel/rupiah.ts'
import type { Language } from '../../../../kernel/wib.ts'
import type { Href } from '../../../site/link.ts'
import { path, type Request, type Shop } from '../../shop.ts'
import { areaName } from './area-name.ts'
import { type Asked, addressWith, fieldOf } from './asked.ts'
import { type ListSays, listSays } from './find-words.ts'

export interface ChosenFilter {
  readonly filter: Filter | 'sort'
  readonly label: string
  /** the same list without it */
  readonly href: Href
}

/** The filters that are on, each with the address of the same list without it. */
export function chosenFilters(
  c: Request,
  shop: Shop,
  asked: Asked,
  facets: CourseResults['facets'],
): ChosenFilter[] {
  const said = listSays(c.get('language'))
  const {
    category,
    institution,
    method,
    maxPrice,
    withinBalance,
    beginsWithinDays,
    leastStars,
    place,
    sort,
  } = asked
  const labels: Partial<Record<Filter, string>> = {
    ...(category && { category: nameIn(facets.categories, category) }),
    ...(institution && { institution: nameIn(facets.institutions, institution) }),
    ...(method && { method: said[method] }),
    ...(withinBalance && { balance: said.withinBalance }),
    ...(maxPrice && { price: said.upTo(formatRupiah(maxPrice)) }),
    ...(beginsWithinDays && { begins: `${said.begins}: ${said.beginsWithin(beginsWithinDays)}` }),
    ...(leastStars && { rating: said.ratingFrom(leastStars) }),
    ...(place && { place: areaName(place) }),
  }
  const filters = Object.entries(labels) as [Filter, string][]
  return [
    ...filters.map(([filter, label]) => ({
      filter,
      label,
      href: addressWith(c, shop, { [fieldOf[filter]]: undefined }),
    })),
    ...(sort === 'relevance'
      ? []
      : [
          {
            filter: 'sort' as const,
            label: sort === 'rating' ? said.byRating : said[sort],
            href: addressWith(c, shop, { urut: undefined }),
          },
        ]),
  ]
}

/** A choice that has nothing is in no facet: its name is what the address calls it. */
function nameIn(choices: CourseResults['facets']['categories'], slug: string): string {
  const words = slug.replaceAll('-', ' ')
  return (
    choices.find((choice) => choice.slug === slug)?.name ?? words.charAt(0).toUpperCase() + words.slice(1)
  )
}

export function ChosenFilters({ chosen, said }: { chosen: readonly ChosenFilter[]; said: ListSays }) {
  if (chosen.length === 0) return null
  return (
    <ul class="chips" aria-label={said.chosenFilters}>
      {chosen.map(({ label, href }) => (
        <li>
          <a class="chip chosen" href={href}>
            {label} <span aria-hidden="true">×</span>
            <span class="hidden"> {said.dropFilter}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

interface Summary {
  readonly shop: Shop
  readonly language: Language
  readonly asked: Asked
  readonly found: CourseResults
}

/** How many were found, by which words where they were corrected, and where the words stand. */
export function WhatWasFound({ shop, language, asked, found }: Summary) {
  const said = listSays(language)
  const places = (['title', 'institution', 'description'] as const).flatMap((place) => {
    const count = found.foundIn[place]
    return count ? [said[`in_${place}`](count)] : []
  })
  return (
    <div role="status" class="stack">
      {found.suggestion && asked.words ? <p>{said.meant(asked.words, found.suggestion)}</p> : ''}
      <p>
        <strong>{said.found(found.total, found.uncounted)}</strong>
      </p>
      {places.length > 0 ? <p class="small muted">{said.foundIn(places.join(', '))}</p> : ''}
      {asked.withinBalance && found.balance === undefined ? (
        <p class="small">
          <a href={path(shop, '/masuk')}>{said.balanceUnknown}</a>
        </p>
      ) : (
        ''
      )}
    </div>
  )
}

/** The way on, and back to where the list begins: each page begins after the last course of the one before. */
export function PagesOfCourses(props: { c: Request; shop: Shop; asked: Asked; found: CourseResults }) {
  const { c, shop, asked, found } = props
  const said = listSays(c.get('language'))
  const last = found.courses.at(-1)
  if (!asked.after && !found.more) return null
  return (
    <nav class="buttons" aria-label={said.pages}>
      {asked.after ? (
        <a class="button second" href={addressWith(c, shop, {})}>
          {said.first}
        </a>
      ) : (
        ''
      )}
      {found.more && last ? (
        <a class="button second" href={addressWith(c, shop, { sesudah: last.courseCode })} rel="next">
          {said.next}
        </a>
      ) : (
        ''
      )}
    </nav>
  )
}
