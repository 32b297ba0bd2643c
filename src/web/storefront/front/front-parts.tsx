import { stepOf } from '../../../storefronts/walk.ts'
import * as parts from '../../parts/parts.ts'
import { tutorialOf } from '../../words/tutorial.ts'
import { SuspendedNotice } from '../catalogue/suspended-notice.tsx'
import { labelOf } from '../label-words.ts'
import { path } from '../shop.ts'
import { words } from '../words.ts'
import type { FrontFacts } from './front-facts.ts'

interface Props {
  readonly facts: FrontFacts
}

/** What the storefront is; that it is suspended stands under it. */
export function Opening({ facts }: Props) {
  return (
    <>
      <h1>{facts.title}</h1>
      <p class="lead">{facts.lead}</p>
      {facts.suspended ? <SuspendedNotice language={facts.language} /> : ''}
    </>
  )
}

/** The ways from the front page to what the card buys, where the storefront sells other things too. */
export function Entrance({ facts: { shop, language } }: Props) {
  const said = words[language]
  const step = stepOf(shop.journey, 'enter_programme')
  if (!step) return null
  return (
    <ul class="grid">
      <li class="tile-link banner">
        <parts.Icon name="card" size={28} />
        <div>
          <a class="whole" href={path(shop, '/prakerja')}>
            {labelOf(shop, 'enter_programme', language)}
          </a>
          <p class="small muted">{said.bannerText}</p>
        </div>
      </li>
      {step.labels[1] ? (
        <li class="tile-link">
          <parts.Icon name="menu" size={28} />
          <div>
            <a class="whole" href={path(shop, '/menu')}>
              {labelOf(shop, 'enter_programme', language, 1)}
            </a>
          </div>
        </li>
      ) : (
        ''
      )}
    </ul>
  )
}

export function FrontSearch({ facts: { shop, language } }: Props) {
  const said = words[language]
  const [typed] = stepOf(shop.journey, 'search')?.labels ?? []
  return (
    <search>
      <form method="get" action={path(shop, '/kursus')} class="search">
        <parts.Field
          name="q"
          label={said.search}
          type="search"
          hint={typed ? said.searchHint(typed) : undefined}
        />
        <parts.Button>{said.searchButton}</parts.Button>
      </form>
    </search>
  )
}

export function CategoryChips({ facts: { shop, categories } }: Props) {
  return (
    <ul class="chips even">
      {categories.map(({ name, slug, count }) => (
        <li>
          <a class="chip" href={path(shop, `/kursus?kategori=${slug}`)}>
            {name} <span class="muted">{count}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

export function SeeAll({ facts: { shop, language } }: Props) {
  return (
    <p>
      <parts.LinkButton look="second" href={path(shop, '/kursus')}>
        {words[language].seeAll}
      </parts.LinkButton>
    </p>
  )
}

/** How one buys here, step by step. */
export function HowTo({ facts: { shop, language } }: Props) {
  const said = words[language]
  return (
    <section class="flow how-to">
      <h2>{said.howTo}</h2>
      <ol class="way">
        {tutorialOf(shop.journey, language).map(({ says }) => (
          <li>
            <span>{says}</span>
          </li>
        ))}
      </ol>
      <p>
        <a href={`/cara-beli/${shop.journey.id}`}>{said.howToMore}</a>
      </p>
    </section>
  )
}
