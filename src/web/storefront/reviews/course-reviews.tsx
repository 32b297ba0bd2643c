import { type CoursePage, courseForPage } from '../../../catalogue/courses.ts'
import { formatDate, type Language } from '../../../kernel/wib.ts'
import {
  type ReviewSort,
  reviewSorts,
  reviewsOfCourse,
  type StarSpread,
  starSpread,
} from '../../../learning/reviews/course-reviews.ts'
import type { ShownReview } from '../../../learning/reviews/reviews.ts'
import { mask } from '../../../learning/reviews/rules.ts'
import { errorPage } from '../../http/errors.tsx'
import { show, viewOf } from '../../http/site.ts'
import * as parts from '../../parts/parts.ts'
import type { Href, Link } from '../../site/link.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { reviewWords } from './review-words.ts'

const perPage = 10
/** Pages stay small: longer ones are opened one at a time. */
const shownSigns = { section: 280, page: 500 }

/** What the page of a course shows of its reviews. */
export interface CourseReviews {
  readonly spread: StarSpread
  readonly newest: readonly ShownReview[]
}

/** The stars of a course and its newest reviews. */
export async function reviewsForCourse(shop: Shop, courseId: number): Promise<CourseReviews> {
  const { ctx } = shop.storefronts
  const [spread, newest] = await Promise.all([
    starSpread(ctx, courseId),
    reviewsOfCourse(ctx, courseId, { sort: 'newest', page: 1, perPage: 5 }),
  ])
  return { spread, newest }
}

/** The reviews on the page of a course, with the way to all of them. */
export function ReviewsSection(props: {
  language: Language
  shop: Shop
  course: CoursePage
  reviews: CourseReviews
}) {
  const { language, shop, course } = props
  const { spread, newest } = props.reviews
  const said = reviewWords[language]
  if (spread.count === 0)
    return (
      <section class="flow">
        <h2 id="ulasan">{said.reviews}</h2>
        <p class="muted">{said.none}</p>
      </section>
    )
  const all = path(shop, `/kursus/${course.slug}/ulasan`)
  const count = spread.count.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  return (
    <section class="flow">
      <h2 id="ulasan">{said.reviews}</h2>
      <Spread language={language} spread={spread} />
      {spread.count > 1 ? <Sorts language={language} all={all} /> : ''}
      <ul class="listing">
        {newest.map((review, index) => (
          <ReviewItem
            language={language}
            review={review}
            institution={course.institution.name}
            at={index}
            signs={shownSigns.section}
            whole={`${all}?buka=${index + 1}#ulasan-${index + 1}`}
          />
        ))}
      </ul>
      {spread.count > newest.length ? (
        <p>
          <a href={all}>{said.seeAll(count)}</a>
        </p>
      ) : (
        ''
      )}
    </section>
  )
}

/** All reviews of a course, page by page. */
export async function courseReviewsPage(c: Request, shop: Shop): Promise<Response> {
  const { ctx } = shop.storefronts
  const course = await courseForPage(ctx, c.req.param('slug') ?? '')
  if (!course) return errorPage(c, 404)
  const language = c.get('language')
  const said = reviewWords[language]
  const spread = await starSpread(ctx, course.courseId)
  const last = Math.max(1, Math.ceil(spread.count / perPage))
  const sort = reviewSorts.find((known) => known === c.req.query('urut')) ?? 'newest'
  const page = Math.min(numberOf(c.req.query('hal')) ?? 1, last)
  const opened = numberOf(c.req.query('buka'))
  const reviews = await reviewsOfCourse(ctx, course.courseId, { sort, page, perPage })
  const all = path(shop, `/kursus/${course.slug}/ulasan`)
  const title = said.reviewsOf(course.title)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title} indexed={page === 1} scripted={false}>
      <p>
        <a href={path(shop, `/kursus/${course.slug}`)}>{said.backToCourse}</a>
      </p>
      <h1>{title}</h1>
      <Spread language={language} spread={spread} />
      {spread.count > 1 ? <Sorts language={language} all={all} sort={sort} /> : ''}
      {spread.count === 0 ? <p>{said.none}</p> : ''}
      <ul class="listing">
        {reviews.map((review, index) => (
          <ReviewItem
            language={language}
            review={review}
            institution={course.institution.name}
            at={index}
            signs={opened === index + 1 ? undefined : shownSigns.page}
            whole={`${all}?urut=${sort}&hal=${page}&buka=${index + 1}#ulasan-${index + 1}`}
          />
        ))}
      </ul>
      <parts.Pagination
        current={page}
        count={last}
        href={(wanted) => `${all}?${sort === 'newest' ? '' : `urut=${sort}&`}hal=${wanted}`}
      />
    </parts.Page>,
  )
}

function Spread({ language, spread }: { language: Language; spread: StarSpread }) {
  if (spread.count === 0) return null
  return (
    <div class="stack">
      <p>
        <parts.Stars average={spread.average} count={spread.count} />
      </p>
      <p class="small muted">{reviewWords[language].whoWrites}</p>
      <parts.StarSpread counts={spread.counts} />
    </div>
  )
}

function Sorts(props: { language: Language; all: Href; sort?: ReviewSort }) {
  const said = reviewWords[props.language]
  return (
    <nav aria-label={said.sort}>
      <ul class="chips">
        {reviewSorts.map((sort) => (
          <li>
            <a
              class={sort === props.sort ? 'chip chosen' : 'chip'}
              href={sort === 'newest' ? props.all : `${props.all}?urut=${sort}`}
              aria-current={sort === props.sort ? 'true' : undefined}
              rel="nofollow"
            >
              {said[sort]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** One review of a list, as everybody reads it. `signs`: cut after so many, with `whole` leading to the rest. */
export function ReviewItem(props: {
  language: Language
  review: ShownReview
  institution: string
  at: number
  signs?: number | undefined
  whole?: Link
}) {
  const { language, review, signs } = props
  const said = reviewWords[language]
  const text = cut(review.text, signs)
  const reply = review.reply && cut(review.reply.text, signs)
  const masked = review.masked && `${text}${reply}`.includes(mask)
  const isCut = text !== review.text || reply !== review.reply?.text
  return (
    <li id={`ulasan-${props.at + 1}`}>
      <article class="stack below">
        <p class="row">
          <parts.StarsGiven stars={review.stars} />
          <strong>{review.shownName}</strong>
          <span class="small muted">{formatDate(review.writtenAt, language)}</span>
        </p>
        <p class="lines">{text}</p>
        {masked ? <p class="small muted">{said.masked}</p> : ''}
        {review.reply ? (
          <div class="brief">
            <p class="small">
              <strong>{said.repliedBy(props.institution)}</strong>{' '}
              <span class="muted">{formatDate(review.reply.at, language)}</span>
            </p>
            <p class="lines">{reply}</p>
          </div>
        ) : (
          ''
        )}
        {isCut && props.whole ? (
          <p>
            <a href={props.whole} rel="nofollow">
              {said.more}
              <span class="hidden">: {said.moreOf(review.shownName)}</span>
            </a>
          </p>
        ) : (
          ''
        )}
      </article>
    </li>
  )
}

/** The first `signs` of a text, up to the end of a word. */
function cut(text: string, signs: number | undefined): string {
  const letters = [...text]
  if (signs === undefined || letters.length <= signs) return text
  return `${letters
    .slice(0, signs)
    .join('')
    .replace(/[\s.,;:]+\S{0,30}$/u, '')}…`
}

function numberOf(text: string | undefined): number | undefined {
  return text && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined
}
