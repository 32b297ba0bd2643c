import { tidyLine } from '../../catalogue/tidy-text.ts'
import type { Context } from '../../database/context.ts'
import { first, one, rows } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { Enrolment } from '../enrolment.ts'
import { hideReasonSentence } from './hide-reason-words.ts'
import { type HideReason, judgeHiding, judgeShowing, type ModerationRefusal } from './rules.ts'
import { lockReviewer, selectReview, selectReviewed, updateHidden, updateShown } from './store.ts'

/**
 * Hides a review from everybody but its writer, who is told why by email and may put it right. `note` adds to the
 * reason, and is the reason where it is "other". Wake the outbox after it.
 */
export async function hideReview(
  ctx: Context,
  { cardId, purchaseId }: Enrolment,
  reason: { readonly because: HideReason; readonly note?: string | undefined },
  { actor, requestId }: Actor,
): Promise<Outcome<undefined, ModerationRefusal>> {
  const note = tidyLine(reason.note ?? '')
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockReviewer, [cardId])
    const now = ctx.clock.now()
    const review = await first(tx, selectReview, [cardId, purchaseId])
    const reviewed = await first(tx, selectReviewed, [cardId, purchaseId])
    const refusal = judgeHiding(review, reason.because, note)
    if (!reviewed || refusal) return refuse(refusal ?? 'review_unknown')
    const change = [cardId, purchaseId, now, actor, requestId] as const
    const { changed } = await one(tx, updateHidden, [...change, reason.because, note || null])
    if (changed !== 1) throw new Error('a locked review could not be hidden')
    const { holderName: name, holderEmail: to, course, invoiceUrl } = reviewed
    const because = hideReasonSentence(reason.because, note, 'id')
    const params = { name, course, reason: because, hiddenAt: now, link: webLink(invoiceUrl) }
    await queueMessages(tx, ctx, [{ template: 'review-hidden', channel: 'email', to, cardId, params }])
    return done(undefined)
  })
}

/** Shows a hidden review again. */
export async function showReview(
  ctx: Context,
  { cardId, purchaseId }: Enrolment,
  { actor, requestId }: Actor,
): Promise<Outcome<undefined, ModerationRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockReviewer, [cardId])
    const review = await first(tx, selectReview, [cardId, purchaseId])
    const refusal = judgeShowing(review)
    if (refusal) return refuse(refusal)
    const { changed } = await one(tx, updateShown, [cardId, purchaseId, ctx.clock.now(), actor, requestId])
    if (changed !== 1) throw new Error('a locked review could not be shown')
    return done(undefined)
  })
}

/** The order's page at the storefront; partners may have given an address that is none. */
function webLink(url: string | undefined): string | undefined {
  const read = url === undefined ? null : URL.parse(url)
  return read && /^https?:$/.test(read.protocol) ? read.href : undefined
}
