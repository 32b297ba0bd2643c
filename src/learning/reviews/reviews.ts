import type { Context } from '../../database/context.ts'
import { first } from '../../database/sql.ts'
import { idOf } from '../../kernel/ids.ts'
import type { Enrolment } from '../enrolment.ts'
import { type HideReason, maskNumbers } from './rules.ts'
import { type ReviewRow, selectReview } from './store.ts'

/** A review as its writer and moderators know it. */
export interface Review {
  readonly enrolment: Enrolment
  readonly courseId: number
  /** 1 to 5 */
  readonly stars: number
  /** as it was written: to be masked wherever others read it */
  readonly text: string
  readonly shownName: string
  readonly writtenAt: Date
  readonly editedAt: Date | undefined
  readonly hidden:
    | { readonly at: Date; readonly because: HideReason; readonly note: string | undefined }
    | undefined
  readonly reply: { readonly text: string; readonly at: Date } | undefined
}

/** A review as everybody reads it. */
export interface ShownReview {
  readonly stars: number
  readonly shownName: string
  readonly writtenAt: Date
  readonly text: string
  readonly reply: { readonly text: string; readonly at: Date } | undefined
  /** numbers were left out of the text or the reply */
  readonly masked: boolean
}

/** The review of a purchase, a hidden one too; undefined when none was written. */
export async function reviewOf(
  ctx: Pick<Context, 'db'>,
  { cardId, purchaseId }: Enrolment,
): Promise<Review | undefined> {
  const row = await first(ctx.db, selectReview, [cardId, purchaseId])
  return row && reviewFrom(row)
}

export function reviewFrom<More extends ReviewRow>(row: More) {
  const { cardId, purchaseId, hiddenAt, hiddenBecause, hiddenNote, repliedAt, ...review } = row
  return {
    ...review,
    enrolment: { cardId, purchaseId },
    hidden:
      hiddenAt && hiddenBecause ? { at: hiddenAt, because: hiddenBecause, note: hiddenNote } : undefined,
    reply: row.reply && repliedAt ? { text: row.reply, at: repliedAt } : undefined,
  }
}

/** The review as everybody may read it. */
export function shownReview({ stars, shownName, writtenAt, text, reply }: Review): ShownReview {
  const said = maskNumbers(text)
  const answered = reply && maskNumbers(reply.text)
  return {
    stars,
    shownName,
    writtenAt,
    text: said.text,
    reply: reply && answered && { text: answered.text, at: reply.at },
    masked: said.masked || answered?.masked === true,
  }
}

/** The id of a review for moderators: `12-345`. */
export function reviewId({ cardId, purchaseId }: Enrolment): string {
  return `${cardId}-${purchaseId}`
}

/** The purchase behind the id of a review; undefined when it cannot be one. */
export function reviewById(id: string): Enrolment | undefined {
  const [, cardId, purchaseId] = /^(\d+)-(\d+)$/.exec(id.slice(0, 50)) ?? []
  if (!cardId || !purchaseId || !idOf(cardId) || !idOf(purchaseId)) return undefined
  return { cardId, purchaseId }
}
