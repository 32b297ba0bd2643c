-- The words of a name as they are looked for, each once however it was typed: dots, dashes and the like stand between words.
create function name_words(name text) returns text[] language sql immutable parallel safe strict as $$
  select array_remove(regexp_split_to_array(public.folded_name(name), '[\s.,;:/\\()\[\]"&|!*<>_-]+'), '')
$$;

drop index person_name;
create index person_words on person using gin (array_to_tsvector(name_words(name)));

-- The words that very many people have in their names, with the part of all who have each, as PostgreSQL has counted them for
-- its plans; nothing while it has counted nothing. It tells its statistics of an index to the owner alone.
create function common_name_words() returns table (word text, part real) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select common.word, common.part
  from pg_stats
  cross join rows from (unnest(most_common_elems::text::text[]), unnest(most_common_elem_freqs)) as common (word, part)
  where schemaname = 'public' and tablename = 'person_words' and common.word is not null
$$;

-- A transaction code is what stands on a receipt: whoever calls reads it out.
create index purchase_transaction on purchase (transaction_code) where transaction_code is not null;

-- How somebody of the staff looks at a list, by a name: filters and order as they stand in the address. Shared with a role,
-- whoever has the role is offered it; it shows nobody anything that they could not ask for themselves.
create table saved_view (
  view_id int generated always as identity primary key,
  staff_id bigint not null references staff,
  place text not null check (place ~ '^/konsol(/[a-z-]+)*$'),
  query text not null check (char_length(query) <= 500),
  name text not null check (char_length(name) between 1 and 60),
  role text,
  made_at timestamptz not null,
  unique (staff_id, place, name)
);
create index saved_view_place on saved_view (place);

-- Which kinds of long work there are the product says; rooms add theirs without each other.
alter table staff_task drop constraint staff_task_kind_check, add constraint staff_task_kind_check check (kind ~ '^[a-z_]{1,40}$');

-- A whole list that somebody takes away as a file, written in chunks by long work (`export:1` in staff_task). Kept for some days, for
-- whoever asked for it alone.
create table list_export (
  export_id bigint generated always as identity primary key,
  source text not null check (source ~ '^[a-z_]{1,40}$'),
  terms jsonb not null,
  language text not null check (language in ('id', 'en')),
  staff_id bigint not null references staff,
  asked_at timestamptz not null,
  -- rows that are written, and the key of the last of them
  rows int not null default 0 check (rows >= 0),
  last_key text,
  whole_at timestamptz
);
create index list_export_of on list_export (staff_id, export_id);
create index list_export_asked on list_export (asked_at);
create index list_export_unfinished on list_export (export_id) where whole_at is null;

create table list_export_chunk (
  export_id bigint not null references list_export on delete cascade,
  serial int not null,
  content bytea not null,
  primary key (export_id, serial)
);
