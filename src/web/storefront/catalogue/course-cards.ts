import type { CourseCard } from '../../../catalogue/search.ts'
import type { Language } from '../../../kernel/wib.ts'
import { type StarSpread, starSpreads } from '../../../learning/reviews/course-reviews.ts'
import { labelOf } from '../label-words.ts'
import { path, type Shop } from '../shop.ts'

/**
 * The courses of a list as cards, with the stars of all of them in one query, and with the storefront's own words for
 * looking closer.
 */
export async function cardsOf(shop: Shop, courses: readonly CourseCard[], language: Language) {
  const ratings = await starSpreads(
    shop.storefronts.ctx,
    courses.map(({ courseId }) => courseId),
  )
  const detail = labelOf(shop, 'see_detail', language)
  return courses.map((course) => cardOf(shop, course, detail, ratings.get(course.courseId)))
}

function cardOf(shop: Shop, course: CourseCard, detail: string, rating: StarSpread | undefined) {
  return {
    href: path(shop, `/kursus/${course.slug}`),
    title: course.title,
    institution: course.institution.name,
    institutionHref: path(shop, `/lembaga/${course.institution.slug}`),
    category: course.category.name,
    mode: course.method === 'webinar' ? ('online' as const) : ('selfPaced' as const),
    price: course.price,
    ...(course.nextStartsAt && { startsAt: course.nextStartsAt }),
    ...(rating && { rating }),
    ...(detail && { detail }),
  }
}
