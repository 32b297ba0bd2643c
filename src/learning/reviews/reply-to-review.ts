import { tidyParagraphs } from '../../catalogue/tidy-text.ts'
import type { Context } from '../../database/context.ts'
import { first, one, rows } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { endLinks, type LinkUse, lookUpLink } from '../../identity/single-use-links.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Enrolment } from '../enrolment.ts'
import { type Review, reviewFrom } from './reviews.ts'
import { judgeReply, judgeReplying, type ReplyRefusal } from './rules.ts'
import { lockReviewer, selectReview, selectReviewed, updateReply } from './store.ts'

/** The link of the email that tells an institution of a review. */
export const replyLink: LinkUse = { realm: 'lembaga', purpose: 'reply', label: 'review-reply' }

/** Answers a review for its institution, once and for good. `linkEndsAt` when it is done by the link of an email. */
export async function replyToReview(
  ctx: Context,
  { cardId, purchaseId }: Enrolment,
  reply: string,
  { actor, requestId }: Actor,
  linkEndsAt?: Date,
): Promise<Outcome<undefined, ReplyRefusal>> {
  const text = tidyParagraphs(reply)
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockReviewer, [cardId])
    const now = ctx.clock.now()
    const review = await first(tx, selectReview, [cardId, purchaseId])
    const refusal = judgeReply(review, text, now, linkEndsAt)
    if (refusal) return refuse(refusal)
    const { changed } = await one(tx, updateReply, [cardId, purchaseId, now, actor, requestId, text])
    if (changed !== 1) throw new Error('a locked review could not be replied to')
    await endLinks(ctx, tx, replyLink.realm, purchaseId, replyLink.purpose)
    return done(undefined)
  })
}

/** What the link of an email leads to. */
export interface ReplyInvitation {
  readonly review: Review
  readonly course: string
  readonly institution: string
  readonly endsAt: Date
  /** why the review cannot be answered now; undefined while it can */
  readonly refusal: ReplyRefusal | undefined
}

/** The review that a reply link leads to, answered or not; undefined when it is no link of ours. */
export async function replyInvitation(ctx: Context, token: string): Promise<ReplyInvitation | undefined> {
  const link = await enrolmentOf(ctx, token)
  if (!link) return undefined
  const { cardId, purchaseId, endsAt } = link
  const [row, reviewed] = await Promise.all([
    first(ctx.db, selectReview, [cardId, purchaseId]),
    first(ctx.db, selectReviewed, [cardId, purchaseId]),
  ])
  if (!row || !reviewed) return undefined
  const { course, institution } = reviewed
  const refusal = judgeReplying(row, ctx.clock.now(), endsAt)
  return { review: reviewFrom(row), course, institution, endsAt, refusal }
}

/** Answers the review that a reply link leads to. A link answers once: so does everything else. */
export async function replyByLink(
  ctx: Context,
  token: string,
  reply: string,
  requestId: string,
): Promise<Outcome<undefined, ReplyRefusal>> {
  const link = await enrolmentOf(ctx, token)
  const reviewed = link && (await first(ctx.db, selectReviewed, [link.cardId, link.purchaseId]))
  if (!reviewed) return refuse('reply_link_unknown')
  const actor = { actor: `institution:${reviewed.institutionId}`, requestId }
  return replyToReview(ctx, link, reply, actor, link.endsAt)
}

async function enrolmentOf(ctx: Context, token: string): Promise<(Enrolment & { endsAt: Date }) | undefined> {
  const link = await lookUpLink(ctx, ctx.db, replyLink, token)
  if (!link?.cardId || !link.ownerId) return undefined
  return { cardId: link.cardId, purchaseId: link.ownerId, endsAt: link.expiresAt }
}
