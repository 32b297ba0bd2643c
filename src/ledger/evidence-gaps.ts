/**
 * SQL that selects `card_id, purchase_id, kind, reason` of the parts whose evidence is not whole, each with the first thing
 * that is missing (docs/evidence.md). `parts` is a table, or a select in brackets, of what is earned and not taken back, by
 * `card_id, purchase_id, kind`. With `asked`, a table with one row for each `card_id, purchase_id` and its `subject` (`purchase:9`), only
 * what is told of those is read; without it every record is read once. Records and events both are looked at: a row that was
 * written behind the program has no event, and an event without its row is no record. What was written before rows were told
 * needs its record, and no event of its own.
 */
export function evidenceGaps(parts: string, asked?: string): string {
  const ofAsked = asked === undefined ? '' : `join ${asked} using (card_id, purchase_id)`
  return `
  select part.card_id, part.purchase_id, part.kind, gap.reason
  from ${parts} part
  left join purchase using (card_id, purchase_id)
  left join (
    select card_id, purchase_id, entry.amount from entry ${ofAsked} where entry.kind = 'purchase' and entry.serial = 0
  ) debit using (card_id, purchase_id)
  left join (
    select distinct card_id, purchase_id, true as found from recorded_use ${ofAsked}
    where record not in ('certificate', 'purchase')
  ) used using (card_id, purchase_id)
  left join (
    select card_id, purchase_id, true as found from lesson_progress ${ofAsked}
    union
    select card_id, purchase_id, true from attendance ${ofAsked} where marked_because is null
    union
    select card_id, purchase_id, true from quiz_attempt ${ofAsked} where passed
    union
    select card_id, purchase_id, true from submission ${ofAsked} where submission.status = 'accepted'
  ) learnt using (card_id, purchase_id)
  left join (
    select distinct card_id, purchase_id, true as found from completion_report ${ofAsked}
    where verdict is distinct from 'refused'
  ) reported using (card_id, purchase_id)
  left join (
    select distinct card_id, purchase_id, true as found from certificate ${ofAsked}
    where revoked_at is null or revoked_because = 'wrong_details'
  ) certified using (card_id, purchase_id)
  left join (${told(asked)}) told on told.card_id = part.card_id and told.subject = 'purchase:' || part.purchase_id
  cross join (
    select max(at) as until from journal where card_id = 0 and subject = 'table:purchase' and act = 'traced_anew'
  ) untold
  cross join lateral (
    select case
      when paid_at is null or consented is not true then 'no_consent'
      when consent <> purchase.amount || ' ' || discount || ' ' || (
        select schedule_code from schedule where schedule.schedule_id = purchase.schedule_id
      ) then 'consent_differs'
      when debit.amount is distinct from purchase.amount then 'no_debit'
      when redeemed_at is null or told.used is not true and (until > redeemed_at) is not true then 'no_use'
      when used.found is null then 'no_use'
      when part.kind in ('first_part', 'first_commission') then null
      when finished_at is null or told.finished is not true and (until > finished_at) is not true then 'no_completion'
      when case finished_as when 'reported' then reported.found else learnt.found end is null then 'no_progress'
      when certified.found is null and (until > finished_at) is not true then 'no_certificate'
    end as reason
  ) gap
  where gap.reason is not null
  `
}

/** What the journal tells of each purchase, by its subject. */
const told = (asked: string | undefined) => `
    select
      card_id, subject,
      min(journal_id) filter (where act = 'otp_sent') < min(journal_id) filter (where act = 'paid') as consented,
      min(facts ->> 'amount' || ' ' || (facts ->> 'discount') || ' ' || (facts ->> 'scheduleCode'))
        filter (where act = 'paid') as consent,
      bool_or(act in ('redeemed', 'first_used', 'attended')) as used,
      max(journal_id) filter (where act = 'training_finished')
        > coalesce(max(journal_id) filter (where act = 'training_unfinished'), 0) as finished
    from journal ${asked === undefined ? '' : `join ${asked} using (card_id, subject)`}
    where act in ('otp_sent', 'paid', 'redeemed', 'first_used', 'attended', 'training_finished', 'training_unfinished')
    group by card_id, subject
  `

/** What is earned and was not taken back, as {@link evidenceGaps} takes it. */
export const earnedParts = `(
    select card_id, purchase_id, kind
    from entry
    where kind in ('first_part', 'rest_part', 'first_commission', 'rest_commission')
    group by card_id, purchase_id, kind
    having sum(case debit when 'clearing' then amount else -amount end) > 0
  )`
