import { formatDate } from '../../../kernel/wib.ts'
import type { LayoutOf } from '../../../storefronts/layouts/composition.ts'
import { OfInstitution } from '../../parts/course-card-view.tsx'
import * as parts from '../../parts/parts.ts'
import type { ShopCard } from '../catalogue/course-cards.ts'
import { compositionWords } from '../composition-words.ts'
import { Art, type CardHeading, Detail, Mode, Price, Rating, Tick, Title } from './card-pieces.tsx'
import { DateBlock, timeOf } from './date-block.tsx'

interface OneCard {
  readonly course: ShopCard
  readonly heading: CardHeading
}

/** A course in a list, by the storefront's layout of cards; what each says is the same. */
export const cardLayouts: Record<LayoutOf<'card'>, (card: OneCard) => ReturnType<typeof Poster>> = {
  picture: ({ course, heading }) => <parts.CourseCardView course={course} heading={heading} />,
  poster: Poster,
  ticket: Ticket,
  'price-first': PriceFirst,
  lesson: Lesson,
  register: Register,
  entry: Entry,
  'date-block': DateFirst,
}

/** A tall picture with the topic on it, the price on its lower edge. */
function Poster({ course, heading }: OneCard) {
  return (
    <article class="course">
      <Art course={course} />
      <p class="topic">{course.category}</p>
      <div class="body">
        <Title course={course} heading={heading} />
        <OfInstitution course={course} />
        <Rating course={course} />
        <p class="small muted how">
          <Mode course={course} />
          <Starts course={course} />
        </p>
        <Price course={course} />
        <Detail course={course} />
        <Tick course={course} />
      </div>
    </article>
  )
}

/** A voucher: its worth on the stub, what it is for beside it. */
function Ticket({ course, heading }: OneCard) {
  return (
    <article class="course">
      <div class="stub">
        <p class="small">{compositionWords[parts.useView().language].voucher}</p>
        <Price course={course} />
      </div>
      <div class="body">
        <Title course={course} heading={heading} />
        <OfInstitution course={course} />
        <p class="small muted">
          {course.category} · <Mode course={course} />
          <Starts course={course} />
        </p>
        <Rating course={course} />
        <Detail course={course} />
        <Tick course={course} />
      </div>
    </article>
  )
}

/** Small, many in a row; the price is the first thing to be read below the picture. */
function PriceFirst({ course, heading }: OneCard) {
  return (
    <article class="course">
      <Art course={course} />
      <div class="body">
        <Price course={course} />
        <Title course={course} heading={heading} />
        <OfInstitution course={course} />
        <Rating course={course} />
        <p class="small muted how">
          <Mode course={course} />
          <Starts course={course} />
        </p>
        <Detail course={course} />
        <Tick course={course} />
      </div>
    </article>
  )
}

/** A lesson of a curriculum, numbered by its place. */
function Lesson({ course, heading }: OneCard) {
  return (
    <article class="course">
      <div class="body">
        <Title course={course} heading={heading} />
        <OfInstitution course={course} />
        <p class="small muted">
          <Mode course={course} />
          <Starts course={course} />
        </p>
        <Rating course={course} />
        <Detail course={course} />
        <Tick course={course} />
      </div>
      <Price course={course} />
    </article>
  )
}

/** A line of a register: every fact in its column. */
function Register({ course, heading }: OneCard) {
  return (
    <article class="course">
      <div>
        <Title course={course} heading={heading} />
        <p class="small muted">{course.category}</p>
        <Rating course={course} />
        <Tick course={course} />
      </div>
      <OfInstitution course={course} />
      <p>
        <Mode course={course} />
        <Starts course={course} />
      </p>
      <Price course={course} />
      <Detail course={course} />
    </article>
  )
}

/** An entry of a prospectus: words alone. */
function Entry({ course, heading }: OneCard) {
  return (
    <article class="course">
      <p class="small muted">{course.category}</p>
      <Title course={course} heading={heading} />
      <OfInstitution course={course} />
      <p class="small muted">
        <Mode course={course} />
        <Starts course={course} />
      </p>
      <Rating course={course} />
      <Price course={course} />
      <Detail course={course} />
      <Tick course={course} />
    </article>
  )
}

/** A day in a calendar, and what is taught on it. */
function DateFirst({ course, heading }: OneCard) {
  const { language } = parts.useView()
  return (
    <article class="course">
      <DateBlock at={course.startsAt} />
      <div class="body">
        <p class="small muted">
          {course.startsAt ? `${timeOf(course.startsAt, language)} · ` : ''}
          <Mode course={course} />
        </p>
        <Title course={course} heading={heading} />
        <OfInstitution course={course} />
        <Rating course={course} />
        <Detail course={course} />
        <Tick course={course} />
      </div>
      <Price course={course} />
    </article>
  )
}

function Starts({ course: { startsAt } }: { course: ShopCard }) {
  if (!startsAt) return null
  return (
    <>
      , <span class="number">{formatDate(startsAt, parts.useView().language)}</span>
    </>
  )
}
