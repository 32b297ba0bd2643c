-- Two people are two of the staff: makers and checkers are rows of `staff`, and never the same one. Their numbers are read
-- from the actor that is written, so that both are one fact. What was asked for or approved before, under a name that
-- anybody could type, keeps that name; it has no number, and that tells it apart.

-- From when on somebody may ask for, or approve, what takes two people: some time after their factors or address were new.
-- It stays when the factors end: whoever has one was enrolled once.
alter table staff add column may_decide_from timestamptz;
update staff set may_decide_from = totp_confirmed_at where totp_confirmed_at is not null;
alter table staff
  add constraint enrolled_rests check (totp_confirmed_at is null or may_decide_from is not null);

-- What such a name has asked for or approved, and nobody has performed, allows nothing any more: it is asked for anew.
with ended as (
  update approval set withdrawn_by = 'system:migration', withdrawn_at = now()
  where performed_at is null and withdrawn_at is null
    and not (requested_by ~ '^staff:[0-9]+$' and coalesce(approved_by, requested_by) ~ '^staff:[0-9]+$')
  returning approval_id, act, subject
)
insert into journal (at, actor, act, subject, reason, request_id, facts)
select
  now(), 'system:migration', 'approval_withdrawn', subject, 'asked for or approved by nobody of the staff',
  'migration-two-people', jsonb_build_object('approval', approval_id::text, 'act', act)
from ended;

alter table approval
  drop constraint checker_is_not_maker,
  add column maker_id bigint
    generated always as (substring(requested_by from '^staff:([0-9]{1,18})$')::bigint) stored references staff,
  add column checker_id bigint
    generated always as (substring(approved_by from '^staff:([0-9]{1,18})$')::bigint) stored references staff,
  add constraint checker_is_not_maker check (checker_id <> maker_id),
  -- not for the rows of before: those are performed or withdrawn, and are not written again
  add constraint maker_is_staff check (maker_id is not null) not valid,
  add constraint checker_is_staff check ((approved_by is null) = (checker_id is null)) not valid;

alter table draw_value
  drop constraint entered_by_two,
  add column entered_by_id bigint
    generated always as (substring(entered_by from '^staff:([0-9]{1,18})$')::bigint) stored references staff,
  add constraint entered_by_two unique (wave_id, round, entered_by_id),
  add constraint entered_by_staff check (entered_by_id is not null) not valid;
-- A first entry under such a name is no half of two people: both enter it anew.
update draw set value_round = value_round + 1
where public_value is null and exists (
  select from draw_value
  where draw_value.wave_id = draw.wave_id and round = draw.value_round and entered_by_id is null
);

alter table correction
  -- rupiah that were to go back when it was asked for: what is approved is this
  add column asked_amount int check (asked_amount >= 0),
  add column withdrawn_at timestamptz,
  add column withdrawn_by text,
  add constraint withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null)),
  add constraint approved_or_withdrawn check (approved_at is null or withdrawn_at is null);
with ended as (
  update correction set withdrawn_by = 'system:migration', withdrawn_at = now()
  where approved_at is null
  returning correction_id, card_id
)
insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
select
  card_id, now(), 'system:migration', 'restore_withdrawn', 'card:' || card_id,
  'asked for before two of the staff were needed', 'migration-two-people', jsonb_build_object('correction_id', correction_id)
from ended;
drop index correction_open;
create unique index correction_open on correction (card_id) where approved_at is null and withdrawn_at is null;
alter table correction
  drop constraint maker_is_not_checker,
  add column maker_id bigint
    generated always as (substring(requested_by from '^staff:([0-9]{1,18})$')::bigint) stored references staff,
  add column checker_id bigint
    generated always as (substring(approved_by from '^staff:([0-9]{1,18})$')::bigint) stored references staff,
  add constraint checker_is_not_maker check (checker_id <> maker_id),
  add constraint maker_is_staff check (maker_id is not null and asked_amount is not null) not valid,
  add constraint checker_is_staff check ((approved_by is null) = (checker_id is null)) not valid,
  add constraint restored_as_asked check (amount = asked_amount) not valid;

-- Whoever decides what an institution proposed is of the staff; its maker never is.
alter table course_draft
  add column decided_by_id bigint
    generated always as (substring(decided_by from '^staff:([0-9]{1,18})$')::bigint) stored references staff,
  add constraint decided_by_staff check ((decided_by is null) = (decided_by_id is null)) not valid,
  add constraint decided_by_another check (decided_by <> drafted_by);
alter table schedule_draft
  add column decided_by_id bigint
    generated always as (substring(decided_by from '^staff:([0-9]{1,18})$')::bigint) stored references staff,
  add constraint decided_by_staff check ((decided_by is null) = (decided_by_id is null)) not valid,
  add constraint decided_by_another check (decided_by <> drafted_by);

-- Cards with their grants are given, and an extra wave is planned, once two people have approved it.
alter table wave
  -- notified, or planned as an extra one, before that was so
  add column by_one boolean not null default false,
  add column grant_approval_id bigint,
  add column grant_act text not null generated always as ('grant_cards') stored,
  add column plan_approval_id bigint,
  add column plan_act text not null generated always as ('plan_extra_wave') stored,
  add column plan_subject text not null generated always as ('year:' || year) stored,
  add constraint granted_by_two foreign key (grant_approval_id, grant_act, open_subject, open_performed)
    references approval (approval_id, act, subject, performed),
  add constraint planned_by_two foreign key (plan_approval_id, plan_act, plan_subject, open_performed)
    references approval (approval_id, act, subject, performed);
update wave set by_one = true where status = 'notified' or kind = 'extra';
alter table wave
  add constraint grant_is_approved check (status <> 'notified' or grant_approval_id is not null or by_one),
  add constraint extra_is_approved check (kind <> 'extra' or plan_approval_id is not null or by_one);
