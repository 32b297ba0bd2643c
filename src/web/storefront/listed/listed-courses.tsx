import type { Language } from '../../../kernel/wib.ts'
import { compositionOf } from '../../../storefronts/journeys.ts'
import { CourseCards } from '../cards/course-cards-view.tsx'
import { DayHead } from '../cards/date-block.tsx'
import type { ShopCard } from '../catalogue/course-cards.ts'
import { byDay, byTopic } from '../front/front-facts.ts'
import { path, type Shop } from '../shop.ts'

/**
 * One page of a list of courses. Where no order was asked for (`gathered`) a storefront may gather them by category or
 * by day; what was sorted stays as it is.
 */
export function ListedCourses(props: {
  shop: Shop
  language: Language
  courses: readonly ShopCard[]
  gathered: boolean
}) {
  const { shop, courses, gathered } = props
  const { list } = compositionOf(shop.journey.id)
  if (gathered && list === 'by-category') return <ByCategory shop={shop} courses={courses} />
  if (gathered && list === 'by-day') return <ByDay {...props} />
  return <CourseCards shop={shop} courses={courses} heading="h2" />
}

function ByCategory({ shop, courses }: { shop: Shop; courses: readonly ShopCard[] }) {
  return (
    <ol class="terms">
      {byTopic(courses).map(({ name, slug, courses: own }) => (
        <li>
          <div class="term">
            <h2>
              <a href={path(shop, `/kursus?kategori=${slug}`)}>{name}</a>
            </h2>
          </div>
          <CourseCards shop={shop} courses={own} />
        </li>
      ))}
    </ol>
  )
}

function ByDay(props: { shop: Shop; language: Language; courses: readonly ShopCard[] }) {
  const { shop, language, courses } = props
  const anyTime = courses.filter(({ startsAt }) => !startsAt)
  return (
    <>
      {byDay(courses).map(({ day, at, courses: own }) => (
        <section class="day">
          <DayHead day={day} at={at} language={language} />
          <CourseCards shop={shop} courses={own} />
        </section>
      ))}
      {anyTime.length > 0 ? (
        <section class="day">
          <DayHead language={language} />
          <CourseCards shop={shop} courses={anyTime} />
        </section>
      ) : (
        ''
      )}
    </>
  )
}
