-- The desk for people: who lost the phone and has no password is helped by two people of it, or a card gets another number.
create table desk_case (
  desk_case_id bigint generated always as identity primary key,
  person_id bigint not null references person,
  kind text not null check (kind in ('access', 'card_number')),
  reason text not null check (char_length(reason) between 3 and 500),
  opened_by text not null,
  opened_by_id bigint generated always as ((substring(opened_by, '^staff:([0-9]{1,18})$'))::bigint) stored references staff,
  opened_at timestamptz not null,
  -- nothing is done with it from then on
  expires_at timestamptz not null,
  -- what was shown, where the registry was asked: then the second person need not ask again
  document text check (document in ('identity_card', 'family_card', 'passport', 'driving_licence', 'police_report')),
  document_note text check (char_length(document_note) between 3 and 200),
  registry_matched_at timestamptz,
  -- the phone that is to be the person's, once it was proved by a code
  phone text,
  phone_proved_at timestamptz,
  -- how it ended; of a phone only after a second person
  outcome text check (outcome in ('done', 'withdrawn', 'lapsed')),
  ended_by text,
  ended_at timestamptz,
  confirmed_by text,
  confirmed_by_id bigint generated always as ((substring(confirmed_by, '^staff:([0-9]{1,18})$'))::bigint) stored references staff,
  approval_id bigint unique references approval,
  constraint desk_case_opened_by_staff check (opened_by_id is not null),
  constraint desk_case_document_whole check (num_nulls(document, document_note, registry_matched_at) in (0, 3)),
  constraint desk_case_phone_whole check ((phone is null) = (phone_proved_at is null)),
  constraint desk_case_ended_whole check (num_nulls(outcome, ended_by, ended_at) in (0, 3)),
  constraint desk_case_of_two check (confirmed_by_id <> opened_by_id),
  constraint desk_case_phone_by_two check (
    kind <> 'access' or outcome is distinct from 'done' or num_nulls(confirmed_by_id, approval_id, phone) = 0
  )
);
create unique index desk_case_one on desk_case (person_id) where ended_at is null;
create index desk_case_person on desk_case (person_id, desk_case_id desc);
create index desk_case_waits on desk_case (opened_at) where ended_at is null;
call trace_table('desk_case');

-- What somebody of the desk asked and compared: which fields, and which of them were right. Never what was answered.
create table desk_proof (
  desk_case_id bigint not null references desk_case,
  desk_proof_id bigint generated always as identity,
  staff_id bigint not null references staff,
  asked text[] not null check (cardinality(asked) > 0),
  matched text[] not null check (matched <@ asked),
  at timestamptz not null,
  primary key (desk_case_id, desk_proof_id)
);
call trace_table('desk_proof');

-- Every change of a phone, and of an email that was corrected: the old address is told of what follows, and may stop it.
create table contact_change (
  contact_change_id bigint generated always as identity primary key,
  person_id bigint not null references person,
  field text not null check (field in ('phone', 'email')),
  was text not null,
  became text not null check (became <> was),
  changed_by text not null,
  changed_at timestamptz not null,
  -- until then it can be stopped, and nothing is paid with the card
  rests_until timestamptz not null check (rests_until >= changed_at),
  desk_case_id bigint unique references desk_case,
  -- "Bukan saya": the phone that was is back, and the card is suspended, if nothing had suspended it before
  stopped_at timestamptz,
  put_back boolean,
  froze_card boolean,
  -- what the desk decided of it
  settled_at timestamptz,
  settled_by text,
  settled_because text check (char_length(settled_because) between 3 and 500),
  released boolean,
  constraint contact_change_stopped_whole check (num_nulls(stopped_at, put_back, froze_card) in (0, 3)),
  constraint contact_change_stopped_in_time check (stopped_at < rests_until),
  constraint contact_change_settled_whole check (num_nulls(settled_at, settled_by, settled_because, released) in (0, 4)),
  constraint contact_change_settled_after_stop check (settled_at is null or stopped_at is not null),
  constraint contact_change_released_what_froze check (not released or froze_card)
);
create index contact_change_person on contact_change (person_id, contact_change_id desc);
create index contact_change_stopped on contact_change (contact_change_id) where stopped_at is not null and settled_at is null;
call trace_table('contact_change');

-- The link in the notice of a change, by which whoever did not ask for it stops it.
alter table single_use_link
  drop constraint single_use_link_purpose_check,
  add constraint single_use_link_purpose_check
    check (purpose in ('invitation', 'new_password', 'new_email', 'reply', 'stop_change'));

-- A number that was replaced names its card still, to tell why it is refused.
alter table refused_ask
  drop constraint refused_ask_reason_check,
  add constraint refused_ask_reason_check check (
    reason in (
      'card_number_replaced', 'card_suspended', 'card_revoked', 'paying_locked', 'phone_changed', 'deadline_passed',
      'card_used_by_other_account', 'schedule_after_term', 'age_unfit', 'education_unfit', 'balance_too_small',
      'training_unfinished', 'too_many_otps'
    )
  );
