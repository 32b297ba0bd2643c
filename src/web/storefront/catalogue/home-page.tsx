import { newestOfEachCategory } from '../../../catalogue/about/newest-of-categories.ts'
import { searchCourses } from '../../../catalogue/search/search.ts'
import { categoriesOfShelf } from '../../../catalogue/shelf.ts'
import { compositionOf } from '../../../storefronts/journeys.ts'
import { storefrontIsSuspended } from '../../../storefronts/storefront-is-suspended.ts'
import { show, viewOf } from '../../http/site.ts'
import * as parts from '../../parts/parts.ts'
import { type Front, fronts } from '../front/fronts.ts'
import type { Request, Shop } from '../shop.ts'
import { words } from '../words.ts'
import { cardsOf } from './course-cards.ts'

/** The storefront's first page, as the storefront lays it out: search, categories, what is new, how buying goes. */
export async function homePage(c: Request, shop: Shop): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const lead = said[`lead_${shop.journey.delivery}`]
  const front = fronts[compositionOf(shop.journey.id).front]
  const { ctx } = shop.storefronts
  const [categories, newest, suspended] = await Promise.all([
    categoriesOfShelf(ctx, shop.journey.id),
    newestFor(shop, front),
    storefrontIsSuspended(ctx.db, shop.journey.id),
  ])
  const courses = cardsOf(shop, suspended ? [] : newest.courses, language)
  const { institutions } = newest
  const Front = () =>
    front.draw({ shop, language, title: said.tagline, lead, categories, institutions, courses, suspended })
  return show(
    c,
    <parts.Page
      view={viewOf(c)}
      title={said.tagline}
      description={lead}
      width="full"
      scripted={false}
      indexed
    >
      <Front />
    </parts.Page>,
  )
}

/** The courses that a layout looks at, and where it looks at those of all categories together, who teaches most. */
async function newestFor(shop: Shop, { of, courses }: Front) {
  const { ctx } = shop.storefronts
  const storefront = shop.journey.id
  if (of === 'each-category')
    return { courses: await newestOfEachCategory(ctx, storefront, courses), institutions: [] }
  const search = { storefront, soldOnly: true, sort: 'newest', perPage: courses } as const
  const found = await searchCourses(ctx, search)
  return { courses: found.courses, institutions: found.facets.institutions }
}
