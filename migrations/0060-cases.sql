-- What cases of every kind have in common. Whether a case is open, and until when, its own row says: an appeal, a case of
-- fraud, a report of completion, work that was handed in, a payment that the bank refused. Here is only whose it is.
create table case_handling (
  kind text not null check (
    kind in ('appeal', 'data_request', 'complaint', 'fraud', 'completion', 'assignment', 'incentive', 'recovery')
  ),
  -- as its own page names it: the reference of an appeal, else a number
  subject text not null check (subject ~ '^[A-Z0-9]{1,20}$'),
  owner_id bigint references staff,
  owned_at timestamptz,
  -- since when the supervisors know that it is late
  escalated_at timestamptz,
  primary key (kind, subject),
  constraint owned_whole check ((owner_id is null) = (owned_at is null))
);
create index case_handling_owner on case_handling (owner_id) where owner_id is not null;
call trace_table('case_handling');

-- What staff tell each other of a case. No page of the person shows it.
create table case_note (
  note_id bigint generated always as identity primary key,
  kind text not null,
  subject text not null,
  text text not null check (char_length(text) between 3 and 2000),
  written_by text not null,
  written_at timestamptz not null,
  constraint case_note_kind_check check (
    kind in ('appeal', 'data_request', 'complaint', 'fraud', 'completion', 'assignment', 'incentive', 'recovery')
  ),
  constraint case_note_subject_check check (subject ~ '^[A-Z0-9]{1,20}$')
);
create index case_note_of on case_note (kind, subject);
call trace_table('case_note');

-- Answers that are kept to be put into the field of an answer, and changed there.
create table canned_answer (
  canned_answer_id int generated always as identity primary key,
  kind text not null check (kind in ('appeal', 'data_request', 'complaint')),
  title text not null check (char_length(title) between 3 and 80),
  text_id text not null check (char_length(text_id) between 10 and 2000),
  text_en text not null check (char_length(text_en) between 10 and 2000),
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  constraint ended_whole check ((ended_by is null) = (ended_at is null))
);
create unique index canned_answer_title on canned_answer (kind, title) where ended_at is null;
call trace_table('canned_answer');

-- Who of the staff is away from when until when, and who stands in: their cases are both theirs.
create table staff_leave (
  leave_id int generated always as identity primary key,
  staff_id bigint not null references staff,
  deputy_id bigint not null references staff,
  from_at timestamptz not null,
  until_at timestamptz not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  constraint somebody_else check (deputy_id <> staff_id),
  constraint leave_lasts check (until_at > from_at)
);
create unique index staff_leave_one on staff_leave (staff_id) where ended_at is null;
create index staff_leave_deputy on staff_leave (deputy_id) where ended_at is null;
call trace_table('staff_leave');

-- An appeal against a revocation that somebody wants to grant: its answer waits for whoever approves the restoring of the card.
alter table appeal
  add column proposed_text text check (char_length(proposed_text) between 10 and 2000),
  add column proposed_by text,
  add column proposed_at timestamptz,
  add column correction_id bigint references correction,
  add constraint proposed_whole check (
    num_nulls(proposed_text, proposed_by, proposed_at, correction_id) in (0, 4)
  ),
  drop constraint appeal_about_check,
  add constraint appeal_about_check check (
    about in (
      'identity', 'duplicate', 'family_card', 'exclusion', 'profile', 'phone', 'draw', 'revoked', 'correction', 'erasure',
      'complaint', 'other'
    )
  );
create unique index appeal_of_correction on appeal (correction_id) where correction_id is not null;
call trace_table('appeal');

-- Payments of people that came back or were refused, and are in no run that is being paid.
create index payment_failed on payment (payment_id) where party_kind = 'person' and state = 'open' and orders > 0;
