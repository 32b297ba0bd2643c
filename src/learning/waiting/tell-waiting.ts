import type { Context } from '../../database/context.ts'
import { one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { day } from '../../kernel/clock.ts'
import { waysOf } from '../../messages/ways.ts'

/** How long whoever is told of a free seat comes first. */
const firstFor = day

/** Schedules somebody waits for where something has happened: seats are free, somebody's turn is over, or it is sold no more. */
const selectToTell = statement<[now: Date], 'learning/select-waits-to-tell'>(
  'learning/select-waits-to-tell',
  `
  select waiting.schedule_id
  from (
    select schedule_id, bool_or(told_at is not null) as told
    from seat_wait
    where ended_at is null
    group by schedule_id
  ) waiting
  join schedule using (schedule_id)
  join course using (course_id)
  where told or cancelled_at is not null or course.status <> 'listed' or coalesce(starts_at, ends_at) <= $1
    or exists (select from seat_bucket where seat_bucket.schedule_id = schedule.schedule_id and seats_left > 0)
  order by waiting.schedule_id
  `,
)

/** One process at a time tells of a schedule; purchases do not wait for it. */
const lockToTell = statement<[scheduleId: number], 'learning/lock-schedule-to-tell'>(
  'learning/lock-schedule-to-tell',
  'select schedule_id from schedule where schedule_id = $1 for no key update',
)

/** As many are told, in the order of joining, as there are seats that nobody who was told may still take. */
const tellNext = statement<
  [scheduleId: number, now: Date, firstUntil: Date, link: string, requestId: string],
  'learning/tell-next-waiting',
  'told' | 'ended'
>(
  'learning/tell-next-waiting',
  `
  with live as (
    select
      seat_wait.card_id, wait_id, told_at, person_id, holder_name, holder_phone, holder_email, course.title, schedule_code,
      case
        when exists (
          select from purchase
          where purchase.card_id = seat_wait.card_id and purchase.schedule_id = $1 and purchase.status = 'paid'
        ) then 'wait_bought'
        when cancelled_at is not null or course.status <> 'listed' or coalesce(starts_at, ends_at) <= $2 then 'wait_closed'
        when card.status <> 'active' or
          case when first_paid_at is null then least(first_purchase_before, usable_before) else usable_before end <= $2
          then 'wait_card_over'
        when first_until <= $2 then 'wait_passed'
      end as ends
    from seat_wait
    join card using (card_id)
    join schedule using (schedule_id)
    join course using (course_id)
    where schedule_id = $1 and ended_at is null
  ),
  ended as (
    update seat_wait set ended_at = $2, ended_because = substr(live.ends, length('wait_') + 1)
    from live
    where live.ends is not null and seat_wait.card_id = live.card_id and seat_wait.wait_id = live.wait_id
    returning seat_wait.card_id, seat_wait.ended_because
  ),
  next as (
    select * from live
    where ends is null and told_at is null
    order by wait_id
    limit greatest(
      (select coalesce(sum(seats_left), 0) from seat_bucket where schedule_id = $1)
        - (select count(*) from live where ends is null and told_at is not null),
      0
    )
  ),
  told as (
    update seat_wait set told_at = $2, first_until = $3
    from next
    where seat_wait.card_id = next.card_id and seat_wait.wait_id = next.wait_id
    returning seat_wait.card_id
  ),
  queued as (
    insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
    select
      card_id, way.channel, way.address, 'seat-free', way.language,
      jsonb_build_object(
        'name', holder_name, 'course', title, 'until', $3::timestamptz, 'link', $4::text || '/' || schedule_code
      ),
      $2, $2
    from next
    ${waysOf(`'answer'`, 'next')}
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select
      card_id, $2, 'system:waiting', 'wait_told', 'card:' || card_id, '', $5,
      jsonb_build_object('scheduleCode', schedule_code)
    from next
    union all
    select card_id, $2, 'system:waiting', 'wait_ended', 'card:' || card_id,
      ends, $5, jsonb_build_object('scheduleCode', schedule_code)
    from live where ends is not null
  )
  select (select count(*)::int from told) as told, (select count(*)::int from ended) as ended
  `,
)

/**
 * Tells those who wait for a schedule that a seat is free, in the order of joining: as many as there are seats, each first for
 * a day; then it is the next one's turn. Ends the waiting of who has bought, may not buy any more, or waits for what is
 * not sold any more. Safe to repeat and side by side. Returns how many were told.
 */
export async function tellWaiting(
  ctx: Pick<Context, 'db' | 'clock'>,
  options: {
    /** the page of a waiting list, without the code of its schedule */ readonly link: string
    readonly requestId: string
    readonly signal?: AbortSignal
  },
): Promise<number> {
  let all = 0
  for (const { scheduleId } of await rows(ctx.db, selectToTell, [ctx.clock.now()])) {
    if (options.signal?.aborted) break
    all += await inTransaction(ctx.db, async (tx) => {
      await rows(tx, lockToTell, [scheduleId])
      const now = ctx.clock.now()
      const until = new Date(now.getTime() + firstFor)
      const { told } = await one(tx, tellNext, [scheduleId, now, until, options.link, options.requestId])
      return told
    })
  }
  return all
}
