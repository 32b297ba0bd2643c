import { tidyParagraphs } from '../../catalogue/tidy-text.ts'
import type { Context } from '../../database/context.ts'
import { first, one, rows } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Enrolment } from '../enrolment.ts'
import { type Review, reviewFrom } from './reviews.ts'
import { judgeReply, judgeReplying, type ReplyRefusal } from './rules.ts'
import { lockReviewer, selectReplyLink, selectReview, selectReviewed, updateReply } from './store.ts'

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

/** The review that a reply link leads to; undefined when it is no link of ours. */
export async function replyInvitation(ctx: Context, token: string): Promise<ReplyInvitation | undefined> {
  const link = await linkOf(ctx, token)
  if (!link) return undefined
  const [row, reviewed] = await Promise.all([
    first(ctx.db, selectReview, [link.cardId, link.purchaseId]),
    first(ctx.db, selectReviewed, [link.cardId, link.purchaseId]),
  ])
  if (!row || !reviewed) return undefined
  const { course, institution } = reviewed
  const refusal = judgeReplying(row, ctx.clock.now(), link.expiresAt)
  return { review: reviewFrom(row), course, institution, endsAt: link.expiresAt, refusal }
}

/** Answers the review that a reply link leads to. A link answers once: so does everything else. */
export async function replyByLink(
  ctx: Context,
  token: string,
  reply: string,
  requestId: string,
): Promise<Outcome<undefined, ReplyRefusal>> {
  const link = await linkOf(ctx, token)
  if (!link) return refuse('reply_link_unknown')
  const enrolment = { cardId: link.cardId, purchaseId: link.purchaseId }
  const actor = { actor: `institution:${link.institutionId}`, requestId }
  return replyToReview(ctx, enrolment, reply, actor, link.expiresAt)
}

/** What is kept of the secret in a reply link. */
export function replyTokenHash(ctx: Pick<Context, 'secrets'>, token: string): Buffer {
  return ctx.secrets.hash('review-reply', token)
}

async function linkOf(ctx: Context, token: string) {
  if (!/^[A-Z0-9]{24}$/.test(token)) return undefined
  return first(ctx.db, selectReplyLink, [replyTokenHash(ctx, token)])
}
