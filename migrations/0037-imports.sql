-- Which rows came with which list, so that a list that was the wrong one can be taken back.
create table list_import (
  import_id bigint generated always as identity primary key,
  kind text not null check (kind in ('recipients', 'applicants', 'exclusions', 'courses')),
  -- as whoever imported it called the file, without its folders
  file text not null,
  -- the wave, the list of exclusions or the agency
  facts jsonb not null,
  imported_by text not null,
  imported_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  check ((undone_at is null) = (undone_by is null))
);
call trace_table('list_import');

-- A row of a list that changed something: the person, the hash of the NIK or the course, as text.
create table list_import_row (
  import_id bigint not null references list_import,
  row_key text not null,
  -- whether nobody knew the person, or the course, before
  made boolean not null,
  -- the instant that stands in what was written: what was written later is another's
  written_at timestamptz not null,
  undone_at timestamptz,
  -- why undoing has left it
  kept_because text,
  primary key (import_id, row_key),
  check (undone_at is null or kept_because is null)
);

-- What became of the deadlines of all cards, counted now and then: a page does not count a million cards.
create table deadline_count (
  one boolean primary key default true check (one),
  counted_at timestamptz not null,
  -- milliseconds that it took
  took_ms int not null,
  waves jsonb not null
);

-- A wave that is not to be: what was planned, or joined, counts for nothing.
alter table wave
  drop constraint wave_status_check,
  add constraint wave_status_check check (
    status in ('planned', 'open', 'closed', 'drawn', 'announced', 'notified', 'cancelled')
  ),
  add column cancelled_at timestamptz,
  add column cancelled_because text,
  add column cancel_approval_id bigint,
  add column cancel_act text not null generated always as ('cancel_wave') stored,
  add constraint cancelled_whole check (
    (status = 'cancelled') = (cancelled_at is not null) and (cancelled_at is null) = (cancelled_because is null)
  ),
  -- people have joined from its opening on: then two people cancel it
  add constraint cancel_is_approved check (status <> 'cancelled' or opened_at is null or cancel_approval_id is not null),
  add constraint cancelled_by_two foreign key (cancel_approval_id, cancel_act, open_subject, open_performed)
    references approval (approval_id, act, subject, performed);
call trace_table('wave');

-- Whoever has never logged in can be forgotten when an import is undone.
create index log_in_attempt_person on log_in_attempt (person_id) where person_id is not null;
