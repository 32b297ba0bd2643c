import type { CourseCard } from '../../../catalogue/search/search.ts'
import type { Language } from '../../../kernel/wib.ts'
import type { CourseCard as DrawnCard } from '../../parts/parts.ts'
import { labelOf } from '../label-words.ts'
import { path, type Shop } from '../shop.ts'

/** A course of a list as it is drawn, with the category under which lists may gather it. */
export interface ShopCard extends DrawnCard {
  readonly category: string
  readonly categorySlug: string
}

/** The courses of a list as cards, with the storefront's own words for looking closer. */
export function cardsOf(shop: Shop, courses: readonly CourseCard[], language: Language): ShopCard[] {
  const detail = labelOf(shop, 'see_detail', language)
  return courses.map((course) => cardOf(shop, course, detail))
}

function cardOf(shop: Shop, course: CourseCard, detail: string): ShopCard {
  const { stars, reviews } = course
  return {
    href: path(shop, `/kursus/${course.slug}`),
    title: course.title,
    institution: course.institution.name,
    institutionHref: path(shop, `/lembaga/${course.institution.slug}`),
    category: course.category.name,
    categorySlug: course.category.slug,
    picture: course.picture,
    mode: course.nextCity ? 'offline' : course.method === 'webinar' ? 'online' : 'selfPaced',
    ...(course.nextCity && { city: course.nextCity }),
    price: course.price,
    ...(course.nextStartsAt && { startsAt: course.nextStartsAt }),
    ...(reviews > 0 && { rating: { average: stars / reviews, count: reviews } }),
    ...(detail && { detail }),
  }
}
