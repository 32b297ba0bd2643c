import { statement } from '../database/sql.ts'
import { waysOf } from '../messages/ways.ts'
import { leaveSeats } from '../waves/seats/seats-sql.ts'
import { endCards } from './ended-sql.ts'

/** Why a NIK is barred, and the reason in the journal. */
export const missed = 'first_purchase_missed'

export interface EndedRow {
  revoked: number
  cutOff: number
  /** not told in time: they have a new deadline */
  extended: number
  /** of a wave that is held */
  held: number
  waits: number
  /** rupiah that went to the treasury */
  revokedAmount: string
  cutOffAmount: string
}

/** The messages that tell a holder of a term, and those that name its last day again. */
const notices = "'designation', 'moved-up', 'restored', 'purchase-cancelled', 'term-extended'"
const reminders = "'deadline-reminder', 'purchase-cancelled', 'term-extended'"

/** `endOfTerm` of kernel/wib.ts; null where `days` is. */
const endOfTermSql = (from: string, days: string) =>
  `(date_trunc('day', ${from} at time zone 'Asia/Jakarta') + make_interval(days => ${days} + 1)) at time zone 'Asia/Jakarta'`

/**
 * Ends the terms of locked cards in one statement, whose snapshot is younger than the locks: what was bought until then
 * is seen. `judgeTerm` and `fairBefore` in rules.ts say the same as its verdict. `noticeDays` and `reminderDays` are what
 * `years` promise, `reminderDays` null where a year does not remind.
 */
export const endTerms = statement<
  [
    cardIds: string[],
    now: Date,
    actor: string,
    requestId: string,
    link: string,
    reason: string,
    years: number[],
    noticeDays: number[],
    reminderDays: (number | null)[],
  ],
  'deadlines/end-terms',
  EndedRow
>(
  'deadlines/end-terms',
  `
  with due as materialized (
    select
      card.card_id, card.person_id, card.balance, card.status, card.first_paid_at, card.usable_before,
      card.holder_name, card.holder_phone, card.holder_email, term.before,
      least(fair.before, card.usable_before) as fair_before,
      case
        when told.notice_at is null then 'notice_not_sent'
        when fair.noticed > $2 then 'notice_sent_late'
        when told.reminder_at is null then 'reminder_not_sent'
        else 'reminder_sent_late'
      end as extended_because,
      case
        when card.status = 'active' and card.first_paid_at is null and term.before <= $2::timestamptz then
          case
            when exists (
              select from wave_extension where wave_id = card.wave_id and carried_out_at is null
            ) then 'waits'
            when fair.before <= $2 then
              case
                when exists (select from wave_hold where wave_id = card.wave_id and released_at is null) then 'held'
                else 'revoked'
              end
            when card.usable_before <= $2 then 'cut_off'
            else 'extended'
          end
        when card.status = 'revoked' or card.usable_before <= $2 then 'cut_off'
        else 'waits'
      end as verdict
    from unnest($1::bigint[]) as asked (card_id)
    -- Lookups of at most one row: an index probe for each card, whatever the statistics say.
    cross join lateral (select step, due_at from deadline where card_id = asked.card_id limit 1) planned
    cross join lateral (select * from card where card_id = asked.card_id limit 1) card
    cross join lateral (select
      case
        when card.first_paid_at is null then least(card.first_purchase_before, card.usable_before)
        else card.usable_before
      end as before
    ) term
    left join lateral (
      select coalesce(card.notice_days, notice_days) as days, reminder_days
      from unnest($7::int[], $8::int[], $9::int[]) as rule (year, notice_days, reminder_days)
      where year = card.year
      limit 1
    ) promised on true
    -- the messages of a card are few, and lie together
    left join lateral (
      select
        min(ended_at) filter (where template in (${notices})) as notice_at,
        min(ended_at) filter (where template in (${reminders})) as reminder_at
      from message
      where card_id = asked.card_id and status = 'sent'
        and created_at >= coalesce(card.term_began_at, card.notified_at)
        and (template <> 'purchase-cancelled' or params ? 'deadline')
        and card.status = 'active' and card.first_paid_at is null
    ) told on true
    cross join lateral (select
      ${endOfTermSql('coalesce(told.notice_at, $2)', 'promised.days')} as noticed,
      case when promised.reminder_days < promised.days then
        ${endOfTermSql('coalesce(told.reminder_at, $2)', 'promised.reminder_days')}
      end as reminded
    ) since
    cross join lateral (select since.noticed, greatest(since.noticed, since.reminded) as before) fair
    where planned.step = 'end' and planned.due_at <= $2
  ),
  ended as materialized (
    select
      due.*, coalesce(earlier.serial + 1, 0) as serial, null::timestamptz as declined_at,
      case
        when verdict = 'revoked' then '${missed}'
        when status = 'revoked' then 'returned_after_revocation'
        else 'cut_off_passed'
      end as because
    from due
    left join lateral (
      select serial from entry
      where entry.card_id = due.card_id and purchase_id = 0 and kind = 'forfeit'
      order by serial desc limit 1
    ) earlier on true
    where verdict = 'revoked' or (verdict = 'cut_off' and balance > 0)
  ),
${endCards},
  extended as (
    update card set first_purchase_before = due.fair_before
    from due
    where due.verdict = 'extended' and card.card_id = due.card_id
  ),
  -- the seat is free from then on
  dismissed as (
    update recipient
    set status = 'revoked'
    from ended
    where ended.verdict = 'revoked' and recipient.card_id = ended.card_id
    returning wave_id, recipient.person_id
  ),
  freed as (${leaveSeats}),
  told_on as (
    insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
    select
      card_id, way.channel, way.address, 'term-extended', way.language,
      jsonb_build_object('name', holder_name, 'deadline', fair_before, 'balance', balance, 'link', $5),
      $2, $2
    from due
    ${waysOf(`'term'`, 'due')}
    where verdict = 'extended'
  ),
  journaled_on as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select
      card_id, $2, $3, 'term_extended', 'card:' || card_id, extended_because, $4,
      jsonb_build_object('first_purchase_before', fair_before)
    from due
    where verdict = 'extended'
  ),
  closed as (
    delete from deadline using due where deadline.card_id = due.card_id and due.verdict in ('revoked', 'cut_off')
  ),
  -- what comes before the new end is planned by the rules of the year, by the next run
  planned_anew as (
    update deadline set step = 'reminder', due_at = $2
    from due
    where due.verdict = 'extended' and deadline.card_id = due.card_id
  ),
  held as (
    update deadline set step = 'held' from due where due.verdict = 'held' and deadline.card_id = due.card_id
  ),
  moved_on as (
    update deadline
    set due_at = case
      when due.first_paid_at is not null then due.usable_before
      when due.before > $2 then due.before
      -- suspended: looked at again every day, in case it may buy again
      else least($2 + interval '1 day', due.usable_before)
    end
    from due
    where due.verdict = 'waits' and deadline.card_id = due.card_id
  )
  select
    count(*) filter (where verdict = 'revoked')::int as revoked,
    count(*) filter (where verdict = 'cut_off' and balance > 0)::int as cut_off,
    count(*) filter (where verdict = 'extended')::int as extended,
    count(*) filter (where verdict = 'held')::int as held,
    count(*) filter (where verdict = 'waits')::int as waits,
    coalesce(sum(balance) filter (where verdict = 'revoked'), 0)::bigint as revoked_amount,
    coalesce(sum(balance) filter (where verdict = 'cut_off'), 0)::bigint as cut_off_amount
  from due
  `,
  { traced: 'whole' },
)
