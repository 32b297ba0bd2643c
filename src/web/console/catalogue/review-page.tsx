import { type Outcome, refusalWords, sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { hideReasonSentence, hideReasonWords } from '../../../learning/reviews/hide-reason-words.ts'
import { hideReview, showReview } from '../../../learning/reviews/moderate-review.ts'
import { replyToReview } from '../../../learning/reviews/reply-to-review.ts'
import { reviewById, reviewId, reviewOf } from '../../../learning/reviews/reviews.ts'
import {
  hideReasons,
  maskNumbers,
  moderationRefusals,
  replyRefusals,
} from '../../../learning/reviews/rules.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import type { Typed } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { ReviewTag } from './reviews-page.tsx'
import { reviewsWords } from './reviews-words.ts'

const hideForm = form((language) => {
  const said = reviewsWords[language]
  const reasons = hideReasons.map((value) => ({ value, label: hideReasonWords[language][value] }))
  return {
    alasan: ask.radios(field.choice(hideReasons), said.because, reasons),
    catatan: ask.text(field.text(300).optional(), said.note, { hint: said.noteHint, maxlength: 300 }),
  }
})

const replyForm = form((language) => ({
  balasan: ask.text(field.text(2000), reviewsWords[language].replyLabel, { lines: 5, maxlength: 2000 }),
}))

/** `/konsol/katalog/ulasan/:review`: one review with its reply, and what a moderator can do. */
export async function reviewPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = reviewsWords[language]
  const enrolment = reviewById(c.req.param('review') ?? '')
  const review = enrolment && (await reviewOf(ctx, enrolment))
  if (!review) return errorPage(c, 404)
  const at = `/konsol/katalog/ulasan/${reviewId(review.enrolment)}` as const
  const { hidden, reply } = review
  const moderates = offers(request, 'run_catalogue')
  return consolePage(
    request,
    { title: `${said.title} ${reviewId(review.enrolment)}`, ...shown },
    <>
      <parts.SummaryList
        rows={[
          { label: said.state, value: <ReviewTag review={review} language={language} /> },
          { label: said.stars, value: String(review.stars) },
          { label: said.by, value: review.shownName },
          { label: said.written, value: formatInstant(review.writtenAt, language) },
          { label: said.text, value: maskNumbers(review.text).text },
          ...(hidden
            ? [{ label: said.because, value: hideReasonSentence(hidden.because, hidden.note, language) }]
            : []),
          ...(hidden && review.editedAt && review.editedAt > hidden.at
            ? [{ label: said.editedSince, value: formatInstant(review.editedAt, language) }]
            : []),
          ...(reply ? [{ label: said.replyLabel, value: maskNumbers(reply.text).text }] : []),
        ]}
      />
      {moderates && hidden ? (
        <Act title={said.show} text={said.showText} action={`${at}/tampilkan`} button={said.show} />
      ) : (
        ''
      )}
      {moderates && !hidden ? (
        <Act title={said.hide} text={said.hideText} action={`${at}/sembunyikan`} button={said.hide}>
          {hideForm.fields(c, shown)}
        </Act>
      ) : (
        ''
      )}
      {moderates && !hidden && !reply ? (
        <Act title={said.reply} text={said.replyText} action={`${at}/balas`} button={said.reply}>
          {replyForm.fields(c, shown)}
        </Act>
      ) : (
        ''
      )}
      <p>
        <a href="/konsol/katalog/ulasan">{said.back}</a>
      </p>
    </>,
  )
}

/** Hides the review; its writer is told. */
export async function submitHide(request: ConsoleRequest): Promise<Response> {
  const answers = await hideForm.read(request.c)
  if (!answers.ok) return reviewPage(request, answers)
  const { alasan: because, catatan: note } = answers.values
  return done(request, 'review_hidden', answers.typed, (enrolment) =>
    hideReview(request.ctx, enrolment, { because, note }, request.actor),
  )
}

/** Shows the review again. */
export async function submitShow(request: ConsoleRequest): Promise<Response> {
  return done(request, 'review_shown', {}, (enrolment) => showReview(request.ctx, enrolment, request.actor))
}

/** Replies for the institution. */
export async function submitReply(request: ConsoleRequest): Promise<Response> {
  const answers = await replyForm.read(request.c)
  if (!answers.ok) return reviewPage(request, answers)
  return done(request, 'review_replied', answers.typed, (enrolment) =>
    replyToReview(request.ctx, enrolment, answers.values.balasan, request.actor),
  )
}

export const reviewActRefusals = refusalWords({ id: {}, en: {}, also: [replyRefusals, moderationRefusals] })
type Why = keyof typeof reviewActRefusals.id

async function done(
  request: ConsoleRequest,
  news: string,
  typed: Typed,
  act: (enrolment: NonNullable<ReturnType<typeof reviewById>>) => Promise<Outcome<unknown, Why>>,
): Promise<Response> {
  const enrolment = reviewById(request.c.req.param('review') ?? '')
  if (!enrolment) return errorPage(request.c, 404)
  const made = await act(enrolment)
  if (!made.ok) {
    const problem = sentenceOf(reviewActRefusals, made.refusal, made.facts, request.language)
    return reviewPage(request, { problem, typed })
  }
  request.deps.onMessages()
  return goTo(request.c, `/konsol/katalog/ulasan/${reviewId(enrolment)}?kabar=${news}`)
}
