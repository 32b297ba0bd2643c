-- No rupiah is earned without evidence: what a purchase says is told when a part of it is earned, one row of the journal can
-- be shown to stand in the chain without the others, and a view names what is missing. docs/evidence.md.

-- The seal that holds a row.
create index journal_seal_upto on journal_seal (upto_tx, upto_journal_id);

-- What was bought of whom, for how much, when it was paid, used and finished, and how its money moved, as it was when it was
-- told: lines of JSON, of which the event "earned" has the SHA-256. The form is a promise to whoever keeps a bundle.
create function purchase_says(card bigint, purchase bigint, told_at timestamptz) returns text
language sql stable parallel safe
return (
  select
    array_to_json(array[
      'purchase', bought.purchase_id::text, bought.card_id::text, client_code, course.institution_id::text, course_code, schedule_code,
      coalesce(invoice_code, ''), bought.amount::text, discount::text, coalesce(journal_instant(paid_at), ''),
      case when redeemed_at <= told_at then journal_instant(redeemed_at) else '' end,
      case when redeemed_at <= told_at then coalesce(first_use, '') else '' end,
      case when finished_at <= told_at then journal_instant(finished_at) else '' end,
      case when finished_at <= told_at then coalesce(finished_as, '') else '' end,
      case when bought.cancelled_at <= told_at then journal_instant(bought.cancelled_at) else '' end
    ])::text || E'\n' || coalesce((
      select
        string_agg(
          array_to_json(array[
            'entry', kind, serial::text, debit, credit, coalesce(party_id::text, ''), entry.amount::text, journal_instant(at)
          ])::text || E'\n', '' order by kind collate "C", serial
        )
      from entry
      where entry.card_id = card and entry.purchase_id = purchase and at <= told_at and kind in (
        'purchase', 'promo', 'return', 'promo_return', 'first_part', 'rest_part', 'first_commission', 'rest_commission'
      )
    ), '')
  from purchase bought
  join partner using (partner_id)
  join course using (course_id)
  join schedule using (schedule_id)
  where bought.card_id = card and bought.purchase_id = purchase
);

-- What was earned before it was told so.
insert into journal (card_id, at, actor, act, subject, request_id, facts)
select
  card_id, now, 'system:migration', 'earned', 'purchase:' || purchase_id, 'migration',
  jsonb_build_object('says', encode(sha256(convert_to(purchase_says(card_id, purchase_id, now), 'UTF8')), 'hex'))
from (
  select distinct card_id, purchase_id, transaction_timestamp() as now
  from entry
  where kind in ('first_part', 'rest_part', 'first_commission', 'rest_commission')
) earned
where exists (select from purchase where purchase.card_id = earned.card_id and purchase.purchase_id = earned.purchase_id);

-- Parts that are earned and whose evidence is not whole, each with the first thing that is missing. What was written before
-- rows were told (0032) needs its record, and no event of its own. No grouping and no union: whoever joins a few parts
-- looks at these alone.
create view evidence_gap as
select part.card_id, part.purchase_id, part.kind, gap.reason
from entry part
left join purchase on purchase.card_id = part.card_id and purchase.purchase_id = part.purchase_id
left join schedule using (schedule_id)
cross join lateral (
  select
    min(journal_id) filter (where act = 'otp_sent') < min(journal_id) filter (where act = 'paid') as consented,
    min(facts ->> 'amount' || ' ' || (facts ->> 'discount') || ' ' || (facts ->> 'scheduleCode'))
      filter (where act = 'paid') as consent,
    bool_or(act in ('redeemed', 'first_used', 'attended')) as used,
    max(journal_id) filter (where act = 'training_finished')
      > coalesce(max(journal_id) filter (where act = 'training_unfinished'), 0) as finished
  from journal
  where journal.card_id = part.card_id and subject = 'purchase:' || part.purchase_id
    and act in ('otp_sent', 'paid', 'redeemed', 'first_used', 'attended', 'training_finished', 'training_unfinished')
) told
cross join lateral (
  select case
    when purchase.paid_at is null or told.consented is not true then 'no_consent'
    when told.consent <> purchase.amount || ' ' || discount || ' ' || schedule_code then 'consent_differs'
    when not exists (
      select from entry debit
      where debit.card_id = part.card_id and debit.purchase_id = part.purchase_id and debit.kind = 'purchase'
        and debit.amount = purchase.amount
    ) then 'no_debit'
    when purchase.redeemed_at is null or told.used is not true and not exists (
      select from journal
      where card_id = 0 and subject = 'table:purchase' and act = 'traced_anew' and at > purchase.redeemed_at
    ) then 'no_use'
    when not exists (
      select from recorded_use
      where recorded_use.card_id = part.card_id and recorded_use.purchase_id = part.purchase_id
        and record not in ('certificate', 'purchase')
    ) then 'no_use'
    when part.kind in ('first_part', 'first_commission') then null
    when purchase.finished_at is null or told.finished is not true and not exists (
      select from journal
      where card_id = 0 and subject = 'table:purchase' and act = 'traced_anew' and at > purchase.finished_at
    ) then 'no_completion'
    when case purchase.finished_as
      when 'reported' then not exists (
        select from completion_report report
        where report.card_id = part.card_id and report.purchase_id = part.purchase_id
          and verdict is distinct from 'refused'
      )
      else not (
        exists (
          select from lesson_progress learnt
          where learnt.card_id = part.card_id and learnt.purchase_id = part.purchase_id
        ) or exists (
          select from attendance
          where attendance.card_id = part.card_id and attendance.purchase_id = part.purchase_id
            and marked_because is null
        ) or exists (
          select from quiz_attempt
          where quiz_attempt.card_id = part.card_id and quiz_attempt.purchase_id = part.purchase_id and passed
        ) or exists (
          select from submission
          where submission.card_id = part.card_id and submission.purchase_id = part.purchase_id
            and submission.status = 'accepted'
        )
      )
    end then 'no_progress'
    when not exists (
      select from certificate
      where certificate.card_id = part.card_id and certificate.purchase_id = part.purchase_id
        and (revoked_at is null or revoked_because = 'wrong_details')
    ) and not exists (
      select from journal
      where card_id = 0 and subject = 'table:purchase' and act = 'traced_anew' and at > purchase.finished_at
    ) then 'no_certificate'
  end as reason
) gap
where part.serial = 0 and part.kind in ('first_part', 'rest_part', 'first_commission', 'rest_commission')
  -- what was taken back again is not earned; asked of what has a gap alone
  and case when gap.reason is not null then (
    select sum(case when debit = 'clearing' then amount else -amount end)
    from entry
    where entry.card_id = part.card_id and entry.purchase_id = part.purchase_id and entry.kind = part.kind
  ) end > 0;
