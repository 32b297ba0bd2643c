import type { ShownPicture } from '../../catalogue/pictures/course-pictures.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDate } from '../../kernel/wib.ts'
import type { Link } from '../site/link.ts'
import { CourseArt } from './course-art.tsx'
import { StatusTag } from './notice.tsx'
import { type CardPick, Pick } from './pick.tsx'
import { Stars } from './stars.tsx'
import { useView } from './view.ts'
import { words } from './words.ts'

export interface CourseCard {
  readonly href: Link
  readonly title: string
  readonly institution: string
  /** the institution's own page, as a second link above the card's */
  readonly institutionHref?: Link
  readonly category?: string
  readonly mode?: 'online' | 'offline' | 'blended' | 'selfPaced'
  /** its institution's own; without it the drawn one */
  readonly picture?: ShownPicture | null
  /** rupiah */
  readonly price: number | null
  /** rupiah, before a discount */
  readonly priceBefore?: number
  readonly rating?: { readonly average: number; readonly count: number }
  readonly startsAt?: Date
  /** where it is held then */
  readonly city?: string
  /** the site's own words for looking closer, as a second link to the same page */
  readonly detail?: string
  /** shown when few are left */
  readonly seatsLeft?: number
  /** where cards can be ticked */
  readonly pick?: CardPick
}

/** A course in a list; the whole card leads to it. Stands in a list item of a `grid`. */
export function CourseCardView(props: { course: CourseCard; heading?: 'h2' | 'h3' }) {
  const { language } = useView()
  const said = words[language]
  const { course } = props
  const Heading = props.heading ?? 'h3'
  const few = course.seatsLeft !== undefined && course.seatsLeft <= 10
  return (
    <article class="course">
      <Art course={course} />
      <div class="body">
        <p class="small muted">
          {[course.category, course.mode ? said[course.mode] : undefined].filter(Boolean).join(' · ')}
        </p>
        <Heading>
          <a class="whole" href={course.href}>
            {course.title}
          </a>
        </Heading>
        <OfInstitution course={course} />
        {course.rating ? <Stars {...course.rating} /> : ''}
        <Begins course={course} />
        <div class="row apart foot-line">
          <p>
            {course.priceBefore ? (
              <s class="was number">
                <span class="hidden">{said.priceBefore} </span>
                {formatRupiah(course.priceBefore)}
              </s>
            ) : (
              ''
            )}
            <span class="price number">{course.price === null ? said.free : formatRupiah(course.price)}</span>
          </p>
          {few ? (
            <StatusTag tone={course.seatsLeft === 0 ? 'quiet' : 'warning'}>
              {said.seats(course.seatsLeft ?? 0)}
            </StatusTag>
          ) : (
            ''
          )}
        </div>
        {course.detail ? (
          <p>
            <a class="button second above" href={course.href}>
              {course.detail}
            </a>
          </p>
        ) : (
          ''
        )}
        <Pick pick={course.pick} title={course.title} />
      </div>
    </article>
  )
}

function Art({ course: { title, category, institution, picture } }: { course: CourseCard }) {
  return <CourseArt title={title} category={category ?? institution} picture={picture} />
}

function Begins({ course: { startsAt, city } }: { course: CourseCard }) {
  const { language } = useView()
  if (!startsAt) return null
  return (
    <p class="small">
      {words[language].starts} {formatDate(startsAt, language)}
      {city ? ` · ${city}` : ''}
    </p>
  )
}

/** Who teaches it, led to where that has a page. */
export function OfInstitution({ course: { institution, institutionHref } }: { course: CourseCard }) {
  if (!institutionHref) return <p class="small muted">{institution}</p>
  return (
    <p class="small muted">
      <a class="above" href={institutionHref}>
        {institution}
      </a>
    </p>
  )
}

/** Courses side by side, as many as fit. */
export function CourseGrid(props: { courses: readonly CourseCard[]; heading?: 'h2' | 'h3' }) {
  return (
    <ul class="grid">
      {props.courses.map((course) => (
        <li>
          <CourseCardView course={course} heading={props.heading ?? 'h3'} />
        </li>
      ))}
    </ul>
  )
}
