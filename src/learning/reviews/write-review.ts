import { tidyParagraphs } from '../../catalogue/tidy-text.ts'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { makeLink } from '../../identity/single-use-links.ts'
import { day } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { queueMessages } from '../../messages/queue.ts'
import { freeAfterReview } from '../completion/complete-if-ready.ts'
import type { Enrolment } from '../enrolment.ts'
import { grantIncentive } from '../incentives/grant-incentive.ts'
import { replyLink } from './reply-to-review.ts'
import { judgeReview, judgeWriter, reviewRules, shownName, type WriteReviewRefusal } from './rules.ts'
import {
  insertReview,
  lockReviewer,
  type ReviewedRow,
  selectReview,
  selectReviewed,
  updateReview,
} from './store.ts'

export interface WrittenReview {
  /** 1 to 5 */
  readonly stars: number
  /** plain, 10 to 2000 characters */
  readonly text: string
}

/**
 * Writes the review of a purchase whose training is finished, or changes it: one a purchase, by its holder, within 30
 * days and until it is answered. The first writing queues an email to the institution, if it has a contact, with a
 * link that answers it once (`link` makes an address out of a path), makes the card's incentive due, and lets the next
 * training be bought where the year asks for a review first. Wake the outbox after it.
 */
export async function writeReview(
  ctx: Context,
  enrolment: Enrolment,
  written: WrittenReview,
  { requestId, link }: { readonly requestId: string; link(path: string): string },
): Promise<Outcome<{ change: 'written' | 'edited' | 'none' }, WriteReviewRefusal>> {
  const { cardId, purchaseId } = enrolment
  const text = tidyParagraphs(written.text)
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockReviewer, [cardId])
    const now = ctx.clock.now()
    const reviewed = await first(tx, selectReviewed, [cardId, purchaseId])
    const review = await first(tx, selectReview, [cardId, purchaseId])
    const refusal = judgeWriter(reviewed, review, now) ?? judgeReview(written.stars, text)[0]
    if (!reviewed || refusal) return refuse(refusal ?? 'purchase_unknown')
    const change = [cardId, purchaseId, now, `card:${cardId}`, requestId] as const
    if (review) {
      const { changed } = await one(tx, updateReview, [...change, written.stars, text])
      return done({ change: changed === 1 ? 'edited' : 'none' })
    }
    const shown = shownName(reviewed.holderName)
    await one(tx, insertReview, [...change, reviewed.courseId, written.stars, text, shown])
    await freeAfterReview(tx, enrolment)
    await grantIncentive({ db: tx, clock: ctx.clock }, enrolment, { actor: `card:${cardId}`, requestId })
    await tellInstitution(tx, ctx, enrolment, reviewed, { stars: written.stars, name: shown, link })
    return done({ change: 'written' })
  })
}

/** All that is wrong with what was written, for the form to say at once. */
export function reviewProblems({ stars, text }: WrittenReview): WriteReviewRefusal[] {
  return judgeReview(stars, tidyParagraphs(text))
}

/** Whether the holder may write or change the review of a purchase now; the refusal when not. */
export async function mayWriteReview(
  ctx: Context,
  { cardId, purchaseId }: Enrolment,
): Promise<WriteReviewRefusal | undefined> {
  const [reviewed, review] = await Promise.all([
    first(ctx.db, selectReviewed, [cardId, purchaseId]),
    first(ctx.db, selectReview, [cardId, purchaseId]),
  ])
  return judgeWriter(reviewed, review, ctx.clock.now())
}

async function tellInstitution(
  tx: Queryable,
  ctx: Context,
  { cardId, purchaseId }: Enrolment,
  { contactEmail, course, institution }: ReviewedRow,
  said: { readonly stars: number; readonly name: string; link(path: string): string },
): Promise<void> {
  if (!contactEmail) return
  const expiresAt = new Date(ctx.clock.now().getTime() + reviewRules.replyLinkForDays * day)
  const token = await makeLink(tx, ctx, replyLink, { ownerId: purchaseId, cardId }, expiresAt)
  await queueMessages(tx, ctx, [
    {
      template: 'review-written',
      channel: 'email',
      to: contactEmail,
      params: {
        institution,
        course,
        stars: said.stars,
        name: said.name,
        replyBefore: expiresAt,
        replyLink: said.link(`/lembaga/balas/${token}`),
      },
    },
  ])
}
