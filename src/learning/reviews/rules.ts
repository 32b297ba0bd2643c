import { day } from '../../kernel/clock.ts'
import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

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
export const writeReviewRefusals = refusalWords({
  id: {
    purchase_unknown: 'Pembelian ini tidak ditemukan. Buka lagi pesanannya dari riwayat transaksi.',
    purchase_not_paid: 'Pelatihan ini belum dibayar. Bayar dan selesaikan dulu, lalu tulis ulasannya.',
    purchase_cancelled: 'Pembelian ini dibatalkan, jadi pelatihannya tidak bisa diulas.',
    training_not_finished:
      'Pelatihan ini belum selesai. Selesaikan dulu semua materinya, lalu kembali ke sini untuk menulis ulasan.',
    review_replied: 'Ulasan ini sudah dibalas lembaga pelatihan, jadi tidak bisa diubah lagi.',
    edit_too_late: 'Ulasan ini sudah lebih dari 30 hari, jadi tidak bisa diubah lagi.',
    stars_missing: 'Pilih 1 sampai 5 bintang.',
    text_too_short: 'Ulasan terlalu pendek. Tulis paling sedikit 10 karakter tentang pelatihan ini.',
    text_too_long: 'Ulasan terlalu panjang. Ringkas menjadi paling banyak 2.000 karakter.',
  },
  en: {
    purchase_unknown: 'This purchase was not found. Open your order again from your transactions.',
    purchase_not_paid: 'This training is not paid. Pay and finish it first, then review it.',
    purchase_cancelled: 'This purchase was cancelled, so its training cannot be reviewed.',
    training_not_finished:
      'This training is not finished. Finish all its lessons, then come back to write your review.',
    review_replied: 'The institution has replied to this review, so it can no longer be changed.',
    edit_too_late: 'This review is older than 30 days, so it can no longer be changed.',
    stars_missing: 'Choose 1 to 5 stars.',
    text_too_short: 'The review is too short. Write at least 10 characters about this training.',
    text_too_long: 'The review is too long. Shorten it to 2,000 characters at most.',
  },
})
export type WriteReviewRefusal = ReasonOf<typeof writeReviewRefusals>

/** Why a review cannot be replied to, in the order in which it is asked. */
export const replyRefusals = refusalWords({
  id: {
    reply_link_unknown:
      'Tautan ini tidak dikenali. Buka lagi tautan dari email terbaru, lengkap sampai huruf terakhir.',
    review_unknown: 'Ulasan ini sudah tidak ada. Tidak ada yang perlu dibalas.',
    already_replied:
      'Ulasan ini sudah dibalas, dan satu ulasan hanya dibalas satu kali. Tidak perlu apa-apa lagi.',
    reply_link_expired:
      'Tautan ini sudah lewat masa berlakunya, 60 hari. Mintalah pengelola program untuk menyampaikan balasan Anda.',
    review_is_hidden:
      'Ulasan ini sedang disembunyikan oleh pengelola program, jadi belum bisa dibalas. Balas setelah ditampilkan lagi.',
    reply_too_short: 'Balasan terlalu pendek. Tulis paling sedikit 10 karakter.',
    reply_too_long: 'Balasan terlalu panjang. Ringkas menjadi paling banyak 2.000 karakter.',
  },
  en: {
    reply_link_unknown:
      'This link is not known. Open the link in the newest email again, complete to its last letter.',
    review_unknown: 'This review is gone. There is nothing to reply to.',
    already_replied: 'This review has its reply, and a review is replied to once. There is nothing to do.',
    reply_link_expired:
      'This link was valid for 60 days and has ended. Ask the programme to pass on your reply.',
    review_is_hidden:
      'The programme has hidden this review for now, so it cannot be replied to. Reply once it is shown again.',
    reply_too_short: 'The reply is too short. Write at least 10 characters.',
    reply_too_long: 'The reply is too long. Shorten it to 2,000 characters at most.',
  },
})
export type ReplyRefusal = ReasonOf<typeof replyRefusals>

/** Why a review cannot be hidden or shown, in the order in which it is asked. */
export const moderationRefusals = refusalWords({
  id: {
    review_unknown: 'Ulasan itu tidak ada: "bekal review list" menunjukkan nomornya.',
    already_hidden: 'Ulasan ini sudah disembunyikan. Tidak perlu apa-apa lagi.',
    not_hidden: 'Ulasan ini tidak disembunyikan. Tidak ada yang perlu ditampilkan lagi.',
    note_missing: 'Tulis di --note mengapa disembunyikan: penulisnya diberi tahu.',
  },
  en: {
    review_unknown: 'There is no review of this id: "bekal review list" shows the ids.',
    already_hidden: 'The review is hidden already. There is nothing to do.',
    not_hidden: 'The review is not hidden. There is nothing to show again.',
    note_missing: 'Say in --note why it is hidden: its writer is told.',
  },
})
export type ModerationRefusal = ReasonOf<typeof moderationRefusals>

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
