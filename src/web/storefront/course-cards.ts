import type { CourseCard } from '../../catalogue/search.ts'
import type { Language } from '../../kernel/wib.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { labelOf } from './label-words.ts'
import { path, type Shop } from './shop.ts'

/** A course as a card of this storefront's lists, with the storefront's own word for looking closer. */
export function cardOf(shop: Shop, course: CourseCard, language: Language) {
  const detail = labelOf(stepOf(shop.journey, 'see_detail'), language)
  return {
    href: path(shop, `/kursus/${course.slug}`),
    title: course.title,
    institution: course.institution.name,
    category: course.category.name,
    mode: course.method === 'webinar' ? ('online' as const) : ('selfPaced' as const),
    price: course.price,
    ...(course.nextStartsAt && { startsAt: course.nextStartsAt }),
    ...(detail && { detail }),
  }
}
