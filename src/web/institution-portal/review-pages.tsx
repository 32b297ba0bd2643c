import { sentenceOf } from '../../kernel/refusal.ts'
import { formatDate } from '../../kernel/wib.ts'
import { type ReviewOfInstitution, reviewsOfInstitution } from '../../learning/institution-portal/reviews.ts'
import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import { replyToReview } from '../../learning/reviews/reply-to-review.ts'
import { reviewId, shownReview } from '../../learning/reviews/reviews.ts'
import { replyRefusals } from '../../learning/reviews/rules.ts'
import { field } from '../http/form-fields.ts'
import { type Shown, wrong } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { goTo } from '../site/link.ts'
import {
  actorOf,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  type ThingPage,
} from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'

const most = 200

/** `/mitra/ulasan`: those that wait for an answer first. */
export async function reviewsPage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const language = c.get('language')
  const said = institutionPortalWords[language]
  const reviews = await reviewsOfInstitution(deps.ctx, user.institutionId, most)
  return institutionPortalPage(
    c,
    said.reviews,
    reviews.length === 0 ? (
      <parts.EmptyState title={said.noReviews}>
        <p>{said.noReviewsText}</p>
        <parts.LinkButton href="/mitra/jadwal" look="second">
          {said.schedules}
        </parts.LinkButton>
      </parts.EmptyState>
    ) : (
      <parts.Listing
        rows={reviews.map((review) => ({
          title: `${review.course}: ${said.stars(review.stars)}`,
          href: `/mitra/ulasan/${reviewId(review.enrolment)}`,
          line: `${review.shownName} · ${formatDate(review.writtenAt, language)}`,
          state: review.reply ? (
            <parts.StatusTag tone="success">{said.answered}</parts.StatusTag>
          ) : (
            <parts.StatusTag tone="waiting">{said.unanswered}</parts.StatusTag>
          ),
        }))}
      />
    ),
  )
}

const replyForm = form((language) => {
  const said = institutionPortalWords[language]
  return { balasan: ask.text(field.text(10_000), said.reply, { hint: said.replyHint, lines: 6 }) }
})

/** `/mitra/ulasan/12-345`: as everybody reads it, and the answer. */
export async function reviewPage(
  c: Request,
  review: ReviewOfInstitution,
  refused: Shown = {},
): Promise<Response> {
  const said = institutionPortalWords[c.get('language')]
  const shown = shownReview(review)
  return institutionPortalPage(
    c,
    review.course,
    <>
      <p class="lead">
        {said.stars(shown.stars)} · {shown.shownName}
      </p>
      <blockquote>{shown.text}</blockquote>
      {shown.reply ? (
        <>
          <h2>{said.reply}</h2>
          <p>{shown.reply.text}</p>
        </>
      ) : (
        <parts.Form action={`/mitra/ulasan/${reviewId(review.enrolment)}`} button={said.sendReply}>
          {replyForm.fields(c, refused)}
        </parts.Form>
      )}
      <p>
        <a href="/mitra/ulasan">{said.back}</a>
      </p>
    </>,
    refused,
  )
}

export const submitReply: ThingPage<ReviewOfInstitution> = async (c, deps, user, review) => {
  const answers = await replyForm.read(c)
  if (!answers.ok) return reviewPage(c, review, answers)
  const outcome = await replyToReview(deps.ctx, review.enrolment, answers.values.balasan, actorOf(c, user))
  if (outcome.ok) return goTo(c, `/mitra/ulasan/${reviewId(review.enrolment)}?tersimpan`)
  const message = sentenceOf(replyRefusals, outcome.refusal, {}, c.get('language'))
  return reviewPage(c, review, wrong('balasan', message, answers.typed))
}
