import type { Child } from 'hono/jsx'
import type { CourseResults } from '../../../../catalogue/search/search.ts'
import { countedUpTo } from '../../../../catalogue/search/search-orders.ts'
import { journeyOf } from '../../../../storefronts/journeys.ts'
import * as parts from '../../../parts/parts.ts'
import type { Href } from '../../../site/link.ts'
import { path, type Request, type Shop } from '../../shop.ts'
import { type Asked, addressOf, addressWith } from './asked.ts'
import { listSays } from './find-words.ts'
import type { ChosenFilter } from './what-was-found.tsx'

interface Nothing {
  readonly c: Request
  readonly shop: Shop
  readonly asked: Asked
  readonly leads: NonNullable<CourseResults['leads']>
  readonly chosen: readonly ChosenFilter[]
}

interface Way {
  readonly label: string
  readonly href: Href
  readonly count: number
}

/** Instead of courses: every way on that finds something, each with how much. The one that opens most comes first. */
export function NothingFound({ c, shop, asked, leads, chosen }: Nothing) {
  const said = listSays(c.get('language'))
  const { words } = asked
  const without = chosen.flatMap(({ filter, label, href }) => {
    const count = filter === 'sort' ? undefined : leads.without?.[filter]
    return count ? [{ label, href, count }] : []
  })
  const more = Object.entries(leads.words ?? {}).map(([word, count]) => ({
    label: word,
    href: addressOf(shop, { q: word }),
    count,
  }))
  const all = chosen.length > 0 && leads.withoutAll > 0
  const ofWords = Boolean(words) && leads.withoutAll > 0
  return (
    <parts.EmptyState title={words ? said.nothingFor(words) : said.nothing} icon="search">
      <Ways c={c} title={said.without} ways={without} mark="×" />
      {all ? (
        <p>
          <a href={addressOf(shop, { q: words })}>
            {said.withoutAll} <Count c={c} count={leads.withoutAll} />
          </a>
        </p>
      ) : (
        ''
      )}
      <Ways c={c} title={said.words} ways={more} />
      <Elsewhere c={c} shop={shop} asked={asked} leads={leads} />
      {leads.categories.length > 0 ? (
        <parts.Buttons>
          <parts.LinkButton
            look={without.length > 0 || ofWords ? 'second' : 'first'}
            href={path(shop, '/kursus')}
          >
            {said.seeAll}
          </parts.LinkButton>
        </parts.Buttons>
      ) : (
        ''
      )}
    </parts.EmptyState>
  )
}

/** The words in other categories, or the categories themselves; and the same list of other storefronts. */
function Elsewhere({ c, shop, asked, leads }: Omit<Nothing, 'chosen'>) {
  const said = listSays(c.get('language'))
  const { words } = asked
  const ofWords = Boolean(words) && leads.withoutAll > 0
  const categories = leads.categories
    .filter(({ slug }) => slug !== asked.category || ofWords)
    .map(({ name, slug, count }) => ({
      label: name,
      href: addressOf(shop, { kategori: slug, ...(ofWords && { q: words }) }),
      count,
    }))
  const storefronts = leads.elsewhere.flatMap(({ storefront, count }) => {
    const journey = journeyOf(storefront)
    return journey ? [{ label: journey.name, href: addressWith(c, { ...shop, journey }, {}), count }] : []
  })
  return (
    <>
      <Ways c={c} title={ofWords ? said.categoriesOfWords : said.categories} ways={categories} />
      <Ways c={c} title={said.elsewhere} ways={storefronts} />
    </>
  )
}

function Ways({ c, title, ways, mark }: { c: Request; title: Child; ways: readonly Way[]; mark?: string }) {
  if (ways.length === 0) return null
  return (
    <div class="stack">
      <h3>{title}</h3>
      <ul class="chips">
        {[...ways]
          .sort((one, other) => other.count - one.count)
          .map(({ label, href, count }) => (
            <li>
              <a class="chip" href={href}>
                {label} {mark ? <span aria-hidden="true">{mark}</span> : ''} <Count c={c} count={count} />
              </a>
            </li>
          ))}
      </ul>
    </div>
  )
}

/** So many are found there; nothing where it is not counted. */
function Count({ c, count }: { c: Request; count: number }) {
  if (count === 0) return null
  const { found } = listSays(c.get('language'))
  return <span class="muted">{found(Math.min(count, countedUpTo), count > countedUpTo)}</span>
}
