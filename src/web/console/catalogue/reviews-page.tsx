import { formatDate } from '../../../kernel/wib.ts'
import {
  findReviews,
  type ModeratedReview,
  type ReviewFilter,
  reviewOrders,
  reviewsAfter,
} from '../../../learning/reviews/list-reviews.ts'
import { type Review, reviewId } from '../../../learning/reviews/reviews.ts'
import { maskNumbers } from '../../../learning/reviews/rules.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { orderAsked } from '../parts/list-order.ts'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, rowsAsked, rowsByKey } from '../parts/list-parts.tsx'
import { reviewsWords } from './reviews-words.ts'

type Language = ConsoleRequest['language']
const shownLetters = 160

/** `/konsol/katalog/ulasan`: reviews by course, stars and whether they are hidden. */
export async function reviewsPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = reviewsWords[language]
  const courseCode = asked(c, 'pelatihan') || undefined
  const hiddenOnly = c.req.query('yang') === 'hidden'
  const stars = /^[1-5]$/.test(c.req.query('bintang') ?? '') ? c.req.query('bintang') : undefined
  const order = orderAsked(c, reviewOrders)
  const which = { courseCode, hiddenOnly, mostStars: stars ? Number(stars) : undefined }
  // There are millions: a whole file of them is read by their key, in no other order.
  const page =
    c.get('taking') && !order
      ? await rowsByKey(
          c,
          (after, limit) => reviewsAfter(ctx, { ...which, limit }, after),
          ({ enrolment }) => `${enrolment.cardId}-${enrolment.purchaseId}`,
        )
      : await pageOf({ ...which, ...rowsAsked(c), order }, request)
  return listPage(request, {
    title: said.title,
    lead: said.lead,
    place: '/konsol/katalog/ulasan',
    file: 'ulasan',
    columns: reviewColumnsOf(language),
    ...page,
    filter: (
      <Filter action="/konsol/katalog/ulasan" language={language} order={order}>
        <parts.Field name="pelatihan" label={said.courseCode} value={courseCode} optional />
        <FilterChoice
          name="bintang"
          label={said.mostStars}
          language={language}
          options={['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))}
          value={stars}
        />
        <FilterChoice
          name="yang"
          label={said.which}
          language={language}
          options={[{ value: 'hidden', label: said.onlyHidden }]}
          value={hiddenOnly ? 'hidden' : undefined}
        />
      </Filter>
    ),
  })
}

async function pageOf(asked: ReviewFilter, { ctx }: ConsoleRequest) {
  const { reviews, total } = await findReviews(ctx, asked)
  return { rows: reviews, total }
}

/** Where a review stands, as its tag says it. */
export function stateOf({ hidden, reply }: Pick<Review, 'hidden' | 'reply'>) {
  return hidden ? 'hidden' : reply ? 'replied' : 'shown'
}

const tones = { shown: 'success', replied: 'success', hidden: 'error' } as const

/** Whether a review is seen. */
export function ReviewTag({ review, language }: { review: Review; language: Language }) {
  const state = stateOf(review)
  return <parts.StatusTag tone={tones[state]}>{reviewsWords[language].states[state]}</parts.StatusTag>
}

/** What the list says of a review, on the page and in files. */
function reviewColumnsOf(language: Language): ListColumn<ModeratedReview>[] {
  const said = reviewsWords[language]
  return [
    {
      label: said.written,
      key: 'written',
      cell: (review) => review.writtenAt,
      show: (review) => (
        <a href={`/konsol/katalog/ulasan/${reviewId(review.enrolment)}`}>
          {formatDate(review.writtenAt, language)}
        </a>
      ),
    },
    { label: said.course, key: 'course', cell: (review) => review.course },
    { label: said.stars, key: 'stars', right: true, cell: (review) => review.stars },
    {
      label: said.text,
      cell: (review) => maskNumbers(review.text).text,
      show: (review) => beginning(maskNumbers(review.text).text),
    },
    { label: said.by, cell: (review) => review.shownName },
    {
      label: said.state,
      cell: (review) => said.states[stateOf(review)],
      show: (review) => <ReviewTag review={review} language={language} />,
    },
  ]
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > shownLetters ? `${line.slice(0, shownLetters - 1)}…` : line
}
