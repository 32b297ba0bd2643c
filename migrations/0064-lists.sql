-- Why one NIK was put on a list of exclusions, where somebody did so by hand; of a list that was taken in its import tells.
alter table exclusion add column because text check (char_length(because) between 1 and 500);
-- Lists are shown by source and date, the newest first.
drop index exclusion_list;
create index exclusion_list on exclusion (list, imported_at desc, nik_hash);
create index exclusion_by_date on exclusion (imported_at desc, nik_hash);
call trace_table('exclusion');

-- A list that somebody brings by a page: kept, sealed, until it is written, so that its columns can be named and its rows be
-- looked at before, and so that the writing goes on after a process ended in the middle.
create table list_upload (
  upload_id bigint generated always as identity primary key,
  kind text not null check (kind in ('recipients', 'applicants', 'exclusions', 'courses')),
  file text not null check (char_length(file) between 1 and 200),
  -- gone once it is written, or too old
  sealed bytea,
  bytes int not null check (bytes > 0),
  -- the list of exclusions, the agency, the wave
  target jsonb not null default '{}',
  -- headings as they are written, each with the column that it is, or '' for none; what is not here is guessed
  mapping jsonb not null default '{}',
  digits_are_right boolean not null default false,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  -- what a trial said of it as it is mapped now, or what came of the writing
  report jsonb,
  state text not null default 'brought' check (state in ('brought', 'tried', 'writing', 'written', 'dropped')),
  -- what it is written under, from the beginning of the writing on
  import_id bigint references list_import,
  constraint written_under check ((state in ('writing', 'written')) = (import_id is not null)),
  constraint kept_until_written check (sealed is not null or state in ('written', 'dropped'))
);
create index list_upload_kept on list_upload (uploaded_at) where sealed is not null;
create index list_upload_import on list_upload (import_id) where import_id is not null;

-- Rows of it that were refused or that somebody should look at, as the newest trial or the writing found them.
create table list_upload_row (
  upload_id bigint not null references list_upload,
  place int not null,
  line int not null,
  verdict text not null check (verdict in ('refused', 'doubtful', 'noted', 'not_joined')),
  -- a title, or a NIK but for its end
  who text not null,
  reasons text[] not null,
  primary key (upload_id, place)
);

alter table staff_task drop constraint staff_task_kind_check;
alter table staff_task add constraint staff_task_kind_check check (
  kind in (
    'close_wave', 'run_draw', 'notify_wave', 'simulate_rules', 'check_ledger', 'verify_journal', 'audit_tables',
    'try_list', 'write_list', 'undo_list'
  )
);
