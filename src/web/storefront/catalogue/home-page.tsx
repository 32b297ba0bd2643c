import { listCategories } from '../../../catalogue/courses.ts'
import { searchCourses } from '../../../catalogue/search/search.ts'
import type { Language } from '../../../kernel/wib.ts'
import { storefrontIsSuspended } from '../../../storefronts/storefront-is-suspended.ts'
import { stepOf } from '../../../storefronts/walk.ts'
import * as parts from '../../parts/parts.ts'
import { showPage } from '../../site/show-page.tsx'
import { tutorialOf } from '../../words/tutorial.ts'
import { labelOf } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { cardsOf } from './course-cards.ts'
import { SuspendedNotice } from './suspended-notice.tsx'

/** The storefront's first page: search, categories, what is new, how buying goes. */
export async function homePage(c: Request, shop: Shop): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const lead = said[`lead_${shop.journey.delivery}`]
  const [typed] = stepOf(shop.journey, 'search')?.labels ?? []
  const [categories, newest, suspended] = await Promise.all([
    listCategories(shop.storefronts.ctx),
    searchCourses(shop.storefronts.ctx, { storefront: shop.journey.id, soldOnly: true, perPage: 6 }),
    storefrontIsSuspended(shop.storefronts.ctx.db, shop.journey.id),
  ])
  const cards = cardsOf(shop, suspended ? [] : newest.courses, language)
  return showPage(
    c,
    { title: said.tagline, description: lead, width: 'full', scripted: false, indexed: true },
    <>
      <p class="lead">{lead}</p>
      {suspended ? <SuspendedNotice language={language} /> : ''}
      <Entrance shop={shop} language={language} />
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
      <h2>{said.categories}</h2>
      <ul class="chips even">
        {categories.map(({ name, slug, count }) => (
          <li>
            <a class="chip" href={path(shop, `/kursus?kategori=${slug}`)}>
              {name} <span class="muted">{count}</span>
            </a>
          </li>
        ))}
      </ul>
      <h2>{said.popular}</h2>
      <parts.CourseGrid courses={cards} />
      <p>
        <parts.LinkButton look="second" href={path(shop, '/kursus')}>
          {said.seeAll}
        </parts.LinkButton>
      </p>
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
    </>,
  )
}

/** The ways from the front page to what the card buys, where the storefront sells other things too. */
function Entrance({ shop, language }: { shop: Shop; language: Language }) {
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
