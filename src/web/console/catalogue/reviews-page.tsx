import { formatDate } from '../../../kernel/wib.ts'
import { findReviews, type ModeratedReview } from '../../../learning/reviews/list-reviews.ts'
import { type Review, reviewId } from '../../../learning/reviews/reviews.ts'
import { maskNumbers } from '../../../learning/reviews/rules.ts'
import { inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, Nothing } from '../page.tsx'
import { asked, Filter, FilterChoice, Pages, rowsAsked } from '../parts/list-parts.tsx'
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
  const file = wantsCsv(c)
  const { reviews, total } = await findReviews(ctx, {
    courseCode,
    hiddenOnly,
    mostStars: stars ? Number(stars) : undefined,
    ...rowsAsked(c, file),
  })
  if (file) return reviewFile(request, reviews)
  return consolePage(
    request,
    { title: said.title, csv: true },
    <>
      <p class="lead">{said.lead}</p>
      <Filter action="/konsol/katalog/ulasan" language={language}>
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
      {reviews.length === 0 ? <Nothing language={language} /> : <ReviewTable {...{ reviews, language }} />}
      <Pages request={request} total={total} />
    </>,
  )
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

function ReviewTable(props: { reviews: readonly ModeratedReview[]; language: Language }) {
  const { reviews, language } = props
  const said = reviewsWords[language]
  const labels = [said.written, said.course, said.stars, said.text, said.by, said.state]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={labels.map((label) => ({ label, right: label === said.stars }))}
      rows={reviews.map((review) => [
        <a href={`/konsol/katalog/ulasan/${reviewId(review.enrolment)}`}>
          {formatDate(review.writtenAt, language)}
        </a>,
        review.course,
        String(review.stars),
        beginning(maskNumbers(review.text).text),
        review.shownName,
        <ReviewTag review={review} language={language} />,
      ])}
    />
  )
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > shownLetters ? `${line.slice(0, shownLetters - 1)}…` : line
}

function reviewFile({ c }: ConsoleRequest, reviews: readonly ModeratedReview[]): Response {
  return csvAnswer(
    c,
    'ulasan',
    ['review', 'course_code', 'course', 'stars', inWib('written_at'), 'state', 'by', 'text', 'reply'],
    reviews.map((review) => [
      ...[reviewId(review.enrolment), review.courseCode, review.course, review.stars],
      ...[review.writtenAt, stateOf(review), review.shownName, maskNumbers(review.text).text],
      review.reply ? maskNumbers(review.reply.text).text : '',
    ]),
  )
}
