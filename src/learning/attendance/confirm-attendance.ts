import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { day } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { completeIfReady } from '../completion/complete-if-ready.ts'
import { markUsed } from '../redeem/mark-used.ts'
import { stateHash } from './ask-confirmation.ts'
import { type ConfirmationFacts, type ConfirmRefusal, judgeConfirm, returnAddress } from './rules.ts'

/** A link by which somebody is asked to confirm that they attend. */
export interface Confirmation extends ConfirmationFacts {
  readonly cardId: string
  readonly purchaseId: string
  readonly sequence: number
  readonly course: string
  readonly institution: string
  readonly method: 'self_paced' | 'webinar'
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** where its schedule is held; undefined: online */
  readonly place: SchedulePlace | undefined
  /** where the institution waits for the participant; undefined when it has withdrawn that address meanwhile */
  readonly returnTo: string | undefined
}

const confirmationByState = statement<
  [stateHash: Buffer],
  'learning/confirmation-by-state',
  { place: SchedulePlace | undefined }
>(
  'learning/confirmation-by-state',
  `
  select
    confirmation.card_id, confirmation.purchase_id, card.person_id, confirmation.sequence, course.title as course,
    institution.name as institution, learning_method as method, starts_at, ends_at, schedule.place, registered.uri as redirect_uri,
    confirmation.expires_at, confirmation.confirmed_at, purchase.cancelled_at as transaction_cancelled_at
  from confirmation
  join purchase using (card_id, purchase_id)
  join card using (card_id)
  join course using (course_id)
  join institution using (institution_id)
  join schedule using (schedule_id)
  left join partner_redirect_uri registered
    on registered.partner_id = confirmation.partner_id and registered.uri = confirmation.redirect_uri
  where state_hash = $1
  `,
)

/** What a state asks for, whoever looks; undefined when there is no such state. */
export async function findConfirmation(ctx: Context, state: string): Promise<Confirmation | undefined> {
  return find(ctx, ctx.db, state)
}

async function find(ctx: Context, db: Queryable, state: string): Promise<Confirmation | undefined> {
  const row = await first(db, confirmationByState, [stateHash(ctx, state)])
  if (!row) return undefined
  const { redirectUri, ...confirmation } = row
  return {
    ...confirmation,
    returnTo: redirectUri === undefined ? undefined : returnAddress(redirectUri, state),
  }
}

const lockCard = statement<[cardId: string]>(
  'learning/lock-attending-card',
  'select card_id from card where card_id = $1 for no key update',
)

const writeAttendance = statement<
  [stateHash: Buffer, now: Date, actor: string, requestId: string],
  'learning/confirm-attendance',
  'confirmed'
>(
  'learning/confirm-attendance',
  `
  with confirmed as (
    update confirmation set confirmed_at = $2
    where state_hash = $1 and confirmed_at is null
    returning card_id, purchase_id, sequence, email_hash
  ),
  attended as (
    insert into attendance (card_id, purchase_id, sequence, attended_at, attended_by)
    select card_id, purchase_id, sequence, $2, $3 from confirmed
    on conflict do nothing
  ),
  kept as (
    update confirmation_email mail set held_until = 'infinity'
    from confirmed
    where mail.card_id = confirmed.card_id and mail.purchase_id = confirmed.purchase_id
      and mail.email_hash = confirmed.email_hash
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $2, $3, 'attended', 'purchase:' || purchase_id, 'confirmed_by_otp', $4,
      jsonb_build_object('sequence', sequence)
    from confirmed
  )
  select count(*)::int as confirmed from confirmed
  `,
)

/** Whether a person may confirm by this state now, and what it is about. */
export async function mayConfirm(
  ctx: Context,
  state: string,
  personId: string,
): Promise<Outcome<Confirmation, ConfirmRefusal>> {
  const found = await findConfirmation(ctx, state)
  const refused = judgeConfirm(found, personId, ctx.clock.now())
  return refused || !found ? (refused ?? refuse('confirmation_unknown')) : done(found)
}

/**
 * Writes that the holder of the purchase attends, once. The caller has made sure, by a fresh code, that it is the
 * holder who asks. Decided under the lock of the card, as a cancellation is.
 */
export async function confirmAttendance(
  ctx: Context,
  state: string,
  { personId, requestId }: { readonly personId: string; readonly requestId: string },
): Promise<Outcome<Confirmation, ConfirmRefusal>> {
  const asked = await findConfirmation(ctx, state)
  if (!asked) return refuse('confirmation_unknown')
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCard, [asked.cardId])
    const now = ctx.clock.now()
    const found = await find(ctx, tx, state)
    const refused = judgeConfirm(found, personId, now)
    if (refused || !found) return refused ?? refuse('confirmation_unknown')
    const wanted = [stateHash(ctx, state), now, `person:${personId}`, requestId] as const
    const { confirmed } = await one(tx, writeAttendance, [...wanted])
    if (confirmed !== 1) throw new Error('a confirmation under its lock was not taken')
    const actor = { actor: `person:${personId}`, requestId }
    await markUsed(tx, found, 'attended', now, actor)
    await completeIfReady({ db: tx, clock: ctx.clock }, found, actor)
    return done(found)
  })
}

const forget = statement<[before: Date]>(
  'learning/forget-confirmations',
  `
  with gone as (delete from confirmation_email where held_until < $1)
  delete from confirmation where expires_at < $1
  `,
)

/** Removes links that ended more than a day ago; returns how many. For the timetable. */
export function forgetConfirmations({ db, clock }: Context): Promise<number> {
  return touched(db, forget, [new Date(clock.now().getTime() - day)])
}
