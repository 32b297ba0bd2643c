import type pg from 'pg'
import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../../approvals/approvals.ts'
import { lockSeats } from '../../catalogue/schedules/change-seats.ts'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { type CancellationRefusal, reasonOf } from './cancellation-refusals.ts'

type ScheduleRefusal = Exclude<CancellationRefusal, 'purchase_unknown' | 'purchase_not_paid'>

const lockScheduleToCancel = statement<[scheduleId: number], 'learning/lock-schedule-to-cancel'>(
  'learning/lock-schedule-to-cancel',
  `
  select
    schedule_code, institution_id, starts_at, cancelled_at,
    exists (
      select from purchase
      where purchase.schedule_id = schedule.schedule_id and status = 'paid' and redeemed_at is not null
    ) as used
  from schedule join course using (course_id)
  where schedule_id = $1
  for no key update of schedule
  `,
)

const closeSchedule = statement<
  [
    scheduleId: number,
    now: Date,
    because: string,
    actor: string,
    requestId: string,
    approvalId: string | null,
  ],
  'learning/close-schedule',
  'closed' | 'purchases' | 'rupiah'
>(
  'learning/close-schedule',
  `
  with emptied as (
    update seat_bucket set seats_left = 0 from seat_bucket before
    where seat_bucket.schedule_id = $1 and before.schedule_id = $1 and before.bucket = seat_bucket.bucket
    returning before.seats_left
  ),
  closed as (
    update schedule
    set cancelled_at = $2, cancelled_because = $3, cancelled_by = $4, cancel_approval_id = $6,
      quota = quota - (select coalesce(sum(seats_left), 0)::int from emptied)
    where schedule_id = $1 and cancelled_at is null
    returning schedule_id
  ),
  sold as (
    select count(*)::int as purchases, coalesce(sum(amount), 0)::bigint as rupiah
    from purchase where schedule_id = $1 and status = 'paid'
  ),
  journaled as (
    insert into journal (at, actor, act, subject, reason, request_id, facts)
    select $2, $4, 'schedule_cancelled', 'schedule:' || schedule_id, $3, $5,
      jsonb_build_object('purchases', purchases, 'rupiah', rupiah)
    from closed, sold
  )
  select exists (select from closed) as closed, purchases, rupiah from sold
  `,
)

/** What a cancelled schedule gives back: purchases that were paid, and rupiah that their cards get. */
export interface CancelledSchedule {
  readonly purchases: number
  readonly rupiah: number
}

/** What two people of the programme approve: that a schedule is cancelled, begun or not, and why. */
export async function cancelScheduleAct(
  db: Queryable,
  scheduleId: number,
  because: string,
): Promise<Outcome<TwoPersonAct, ScheduleRefusal>> {
  const schedule = await first(db, lockScheduleToCancel, [scheduleId])
  if (!schedule) return refuse('schedule_unknown')
  if (schedule.cancelledAt) return refuse('schedule_cancelled')
  const reason = reasonOf(because)
  if (!reason.ok) return reason
  return done({
    act: 'cancel_schedule',
    subject: `schedule:${scheduleId}`,
    facts: { scheduleCode: schedule.scheduleCode, because: reason.value },
  })
}

/** Cancels a schedule, begun or not, once two people of the programme have approved it. */
export async function cancelSchedule(
  ctx: Context,
  scheduleId: number,
  because: string,
  actor: Actor,
): Promise<Outcome<CancelledSchedule, ScheduleRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const act = await cancelScheduleAct(tx, scheduleId, because)
    if (!act.ok) return act
    const approval = await takeApproval(tx, act.value, actor, ctx.clock.now())
    if (!approval.ok) return approval
    return close(tx, ctx, scheduleId, {
      because: because.trim(),
      actor,
      approvalId: approval.value.approvalId,
    })
  })
}

/**
 * An institution cancels a schedule of its own before it begins, one without a date before anybody has used it. One person
 * of it is enough, since nobody gains by it.
 */
export async function cancelOwnSchedule(
  ctx: Context,
  { institutionId, scheduleId }: { readonly institutionId: number; readonly scheduleId: number },
  because: string,
  actor: Actor,
): Promise<Outcome<CancelledSchedule, ScheduleRefusal>> {
  const reason = reasonOf(because)
  if (!reason.ok) return reason
  return inTransaction(ctx.db, async (tx) => {
    const schedule = await first(tx, lockScheduleToCancel, [scheduleId])
    if (schedule?.institutionId !== institutionId) return refuse('schedule_unknown')
    if (schedule.cancelledAt) return refuse('schedule_cancelled')
    const { startsAt, used } = schedule
    if (startsAt ? startsAt <= ctx.clock.now() : used) return refuse('schedule_began')
    return close(tx, ctx, scheduleId, { because: reason.value, actor, approvalId: null })
  })
}

/** Nobody buys it from here on; the prices go back in steps ({@link returnPrices}), at once and by a job. */
async function close(
  tx: pg.PoolClient,
  ctx: Context,
  scheduleId: number,
  by: { readonly because: string; readonly actor: Actor; readonly approvalId: string | null },
): Promise<Outcome<CancelledSchedule, never>> {
  // Whoever pays now waits, and finds no seat.
  await rows(tx, lockSeats, [scheduleId])
  const { actor, requestId } = by.actor
  const closing = [scheduleId, ctx.clock.now(), by.because, actor, requestId, by.approvalId] as const
  const { closed, purchases, rupiah } = await one(tx, closeSchedule, [...closing])
  if (!closed) throw new Error('a locked schedule could not be cancelled')
  return done({ purchases, rupiah: Number(rupiah) })
}
