import { day } from '../../kernel/clock.ts'

export const reviewRules = {
  text: { min: 10, max: 2000 },
  /**
   * How long a review may be changed: a month is enough to try what was learnt. Later it is a record that others have
   * relied on.
   */
  editableForDays: 30,
  /** How long the link in the email to an institution may be used: two months, holidays included. */
  replyLinkForDays: 60,
} as const

/** Why a review cannot be written or changed, in the order in which it is asked. */
export const writeReviewRefusals = [
  'purchase_unknown',
  'purchase_not_paid',
  'purchase_cancelled',
  'training_not_finished',
  'review_replied',
  'edit_too_late',
  'stars_missing',
  'text_too_short',
  'text_too_long',
] as const
export type WriteReviewRefusal = (typeof writeReviewRefusals)[number]

/** Why a review cannot be replied to, in the order in which it is asked. */
export const replyRefusals = [
  'reply_link_unknown',
  'review_unknown',
  'already_replied',
  'reply_link_expired',
  'review_is_hidden',
  'reply_too_short',
  'reply_too_long',
] as const
export type ReplyRefusal = (typeof replyRefusals)[number]

/** Why a review cannot be hidden or shown, in the order in which it is asked. */
export const moderationRefusals = ['review_unknown', 'already_hidden', 'not_hidden', 'note_missing'] as const
export type ModerationRefusal = (typeof moderationRefusals)[number]

/** Why a review is hidden: nobody hides one because it is bad news. */
export const hideReasons = ['insult', 'personal_data', 'advertising', 'off_topic', 'other'] as const
export type HideReason = (typeof hideReasons)[number]

export interface ReviewedPurchase {
  readonly status: 'awaiting_otp' | 'paid' | 'cancelled'
  readonly finishedAt: Date | undefined
}

/** What of a review decides what may be done with it. */
export interface ReviewState {
  readonly writtenAt: Date
  readonly hiddenAt: Date | undefined
  readonly repliedAt: Date | undefined
}

/** Whether a purchase may be reviewed, or its review changed, whatever is written in it. */
export function judgeWriter(
  purchase: ReviewedPurchase | undefined,
  review: ReviewState | undefined,
  now: Date,
): WriteReviewRefusal | undefined {
  if (!purchase) return 'purchase_unknown'
  if (purchase.status === 'awaiting_otp') return 'purchase_not_paid'
  if (purchase.status === 'cancelled') return 'purchase_cancelled'
  if (!purchase.finishedAt) return 'training_not_finished'
  // Nobody reads a hidden one: it may be put right at any time, and is looked at before it is shown again.
  if (!review || review.hiddenAt) return undefined
  // A reply must not come to stand below words that it does not answer.
  if (review.repliedAt) return 'review_replied'
  return now >= editableBefore(review.writtenAt) ? 'edit_too_late' : undefined
}

/** The first moment at which a review that was written then cannot be changed any more. */
export function editableBefore(writtenAt: Date): Date {
  return new Date(writtenAt.getTime() + reviewRules.editableForDays * day)
}

/** All that is wrong with stars and text, in the order in which it is said; nothing when they can be taken. */
export function judgeReview(stars: number, text: string): WriteReviewRefusal[] {
  const length = lengthOf(text)
  return [
    ...(Number.isInteger(stars) && stars >= 1 && stars <= 5 ? [] : (['stars_missing'] as const)),
    ...(length < reviewRules.text.min ? (['text_too_short'] as const) : []),
    ...(length > reviewRules.text.max ? (['text_too_long'] as const) : []),
  ]
}

/** Whether a review may be answered with this text. `linkEndsAt` when it is answered by the link of an email. */
export function judgeReply(
  review: ReviewState | undefined,
  text: string,
  now: Date,
  linkEndsAt?: Date,
): ReplyRefusal | undefined {
  const refusal = judgeReplying(review, now, linkEndsAt)
  if (refusal) return refusal
  const length = lengthOf(text)
  if (length < reviewRules.text.min) return 'reply_too_short'
  return length > reviewRules.text.max ? 'reply_too_long' : undefined
}

/** Whether a review may be answered, whatever the answer says. */
export function judgeReplying(
  review: ReviewState | undefined,
  now: Date,
  linkEndsAt?: Date,
): ReplyRefusal | undefined {
  if (!review) return 'review_unknown'
  if (review.repliedAt) return 'already_replied'
  if (linkEndsAt && now >= linkEndsAt) return 'reply_link_expired'
  return review.hiddenAt ? 'review_is_hidden' : undefined
}

/** Whether a review may be hidden; "other" alone says nothing to its writer. */
export function judgeHiding(
  review: ReviewState | undefined,
  reason: HideReason,
  note: string,
): ModerationRefusal | undefined {
  if (!review) return 'review_unknown'
  if (review.hiddenAt) return 'already_hidden'
  return reason === 'other' && note === '' ? 'note_missing' : undefined
}

/** Whether a hidden review may be shown again. */
export function judgeShowing(review: ReviewState | undefined): ModerationRefusal | undefined {
  if (!review) return 'review_unknown'
  return review.hiddenAt ? undefined : 'not_hidden'
}

/** A holder's name as everybody may read it: the first name and an initial. `SITI AMINAH` is `Siti A.` */
export function shownName(holderName: string): string {
  const [given = '', second] = holderName.trim().split(/\s+/u)
  const shouted = given === given.toLocaleUpperCase('id') || given === given.toLocaleLowerCase('id')
  const letters = [...given].slice(0, 30)
  const first = letters[0] ?? ''
  const rest = letters.slice(1).join('')
  const name = shouted ? first.toLocaleUpperCase('id') + rest.toLocaleLowerCase('id') : first + rest
  const initial = second ? [...second].find((sign) => /\p{L}/u.test(sign)) : undefined
  return initial ? `${name} ${initial.toLocaleUpperCase('id')}.` : name
}

/** What stands where a long number was. */
export const mask = '••••••••••'
/** Ten digits or more, however they are parted: phones, NIK, card numbers. */
const longNumber = /[+(]?\p{Nd}(?:[ \t.()/-]{0,3}\p{Nd}){9,}/gu

/** What people wrote as others may read it: long numbers are never shown. `masked` when there were any. */
export function maskNumbers(text: string): { readonly text: string; readonly masked: boolean } {
  const shown = text.replace(longNumber, mask)
  return { text: shown, masked: shown !== text }
}

function lengthOf(text: string): number {
  return [...text].length
}
