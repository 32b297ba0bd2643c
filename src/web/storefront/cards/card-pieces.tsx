import { formatRupiah } from '../../../kernel/rupiah.ts'
import * as parts from '../../parts/parts.ts'
import { Pick } from '../../parts/pick.tsx'
import { words } from '../../parts/words.ts'
import type { ShopCard } from '../catalogue/course-cards.ts'

/** How a card is headed: below a heading of its group it is a step lower. */
export type CardHeading = 'h2' | 'h3'

interface Piece {
  readonly course: ShopCard
}

/** The title, which leads to the course from all of its card. */
export function Title({ course, heading: Heading }: Piece & { heading: CardHeading }) {
  return (
    <Heading>
      <a class="whole" href={course.href}>
        {course.title}
      </a>
    </Heading>
  )
}

export function Price({ course }: Piece) {
  const said = words[parts.useView().language]
  return <p class="price number">{course.price === null ? said.free : formatRupiah(course.price)}</p>
}

/** How it is learnt, in a word; where, if that is in a room. */
export function Mode({ course }: Piece) {
  const said = words[parts.useView().language]
  return (
    <>
      <span class="number">{course.mode && said[course.mode]}</span>
      {course.city ? ` · ${course.city}` : ''}
    </>
  )
}

export function Rating({ course }: Piece) {
  return course.rating ? <parts.Stars {...course.rating} /> : null
}

/** The storefront's own words for looking closer, where it has some. */
export function Detail({ course }: Piece) {
  if (!course.detail) return null
  return (
    <p>
      <a class="button second above" href={course.href}>
        {course.detail}
      </a>
    </p>
  )
}

export function Art({ course }: Piece) {
  return <parts.CourseArt title={course.title} category={course.category} picture={course.picture} />
}

/** The box by which a course is chosen from its list. */
export function Tick({ course }: Piece) {
  return <Pick pick={course.pick} title={course.title} />
}
