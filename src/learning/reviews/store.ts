import { type Row, statement } from '../../database/sql.ts'
import type { EventName } from '../../journal/events.ts'
import type { HideReason } from './rules.ts'

export type ReviewRow = Row<'learning/review'>

export const reviewColumns = `
  review.card_id, review.purchase_id, review.course_id, review.stars, review.text, review.shown_name, review.written_at,
  review.edited_at, review.hidden_at, review.hidden_because, review.hidden_note, review.reply, review.replied_at`

export const selectReview = statement<[cardId: string, purchaseId: string], 'learning/review'>(
  'learning/review',
  `select ${reviewColumns} from review where card_id = $1 and purchase_id = $2`,
)

/** All that is done with the reviews of a card happens one after the other. */
export const lockReviewer = statement<[cardId: string]>(
  'learning/lock-reviewer',
  'select card_id from card where card_id = $1 for no key update',
)

export type ReviewedRow = Row<'learning/reviewed-purchase'>

/** A purchase as far as its review goes, with who wrote it and whom it is about. */
export const selectReviewed = statement<[cardId: string, purchaseId: string], 'learning/reviewed-purchase'>(
  'learning/reviewed-purchase',
  `
  select
    purchase.course_id, purchase.status, purchase.finished_at, purchase.invoice_url, card.holder_name,
    card.holder_email, course.title as course, institution.name as institution, institution_id,
    institution.contact_email
  from purchase
  join card using (card_id)
  join course on course.course_id = purchase.course_id
  join institution using (institution_id)
  where purchase.card_id = $1 and purchase.purchase_id = $2
  `,
)

const journaled = (event: EventName, reason: string, changed: string) => `
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $3, $4, '${event}', 'review:' || purchase_id, ${reason}, $5, jsonb_build_object('stars', stars)
    from ${changed}
  )
  select count(*)::int as changed from ${changed}`

type Change<More extends readonly unknown[] = []> = [
  cardId: string,
  purchaseId: string,
  now: Date,
  actor: string,
  requestId: string,
  ...More,
]

export const insertReview = statement<
  Change<[courseId: number, stars: number, text: string, shownName: string]>,
  'learning/insert-review',
  'changed'
>(
  'learning/insert-review',
  `
  with written as (
    insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
    values ($1, $2, $6, $7, $8, $9, $3)
    returning card_id, purchase_id, stars
  ),
  ${journaled('review_written', "''", 'written')}`,
)

export const updateReview = statement<
  Change<[stars: number, text: string]>,
  'learning/update-review',
  'changed'
>(
  'learning/update-review',
  `
  with edited as (
    update review set stars = $6, text = $7, edited_at = $3
    where card_id = $1 and purchase_id = $2 and (stars, text) is distinct from ($6::smallint, $7::text)
    returning card_id, purchase_id, stars
  ),
  ${journaled('review_edited', "''", 'edited')}`,
)

export const updateReply = statement<Change<[reply: string]>, 'learning/reply-to-review', 'changed'>(
  'learning/reply-to-review',
  `
  with replied as (
    update review set reply = $6, replied_at = $3, replied_by = $4
    where card_id = $1 and purchase_id = $2 and reply is null and hidden_at is null
    returning card_id, purchase_id, stars
  ),
  ${journaled('review_replied', "''", 'replied')}`,
)

export const updateHidden = statement<
  Change<[reason: HideReason, note: string | null]>,
  'learning/hide-review',
  'changed'
>(
  'learning/hide-review',
  `
  with hidden as (
    update review set hidden_at = $3, hidden_by = $4, hidden_because = $6, hidden_note = $7
    where card_id = $1 and purchase_id = $2 and hidden_at is null
    returning card_id, purchase_id, stars, hidden_because
  ),
  ${journaled('review_hidden', 'hidden_because', 'hidden')}`,
)

export const updateShown = statement<Change, 'learning/show-review', 'changed'>(
  'learning/show-review',
  `
  with shown as (
    update review set hidden_at = null, hidden_by = null, hidden_because = null, hidden_note = null
    where card_id = $1 and purchase_id = $2 and hidden_at is not null
    returning card_id, purchase_id, stars
  ),
  ${journaled('review_shown', "''", 'shown')}`,
)
