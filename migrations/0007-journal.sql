-- Every change of state: who, what, why, when, on whose request. Append-only, and chained by seals: docs/journal.md.

-- Transaction numbers begin anew where a dump is restored. What is added here keeps those of the journal rising; it is
-- replaced at start when the journal turns out to be older than the PostgreSQL that holds it.
create function journal_tx_offset() returns bigint language sql immutable parallel safe return 0::bigint;

create table journal (
  card_id bigint not null default 0,
  journal_id bigint generated always as identity,
  at timestamptz not null check (isfinite(at)),
  actor text not null,
  act text not null,
  subject text not null,
  reason text not null default '',
  request_id text not null,
  -- a few words, never a document: 50,000 rows are hashed at once
  facts jsonb not null default '{}' check (pg_column_size(facts) <= 16384),
  tx bigint not null default (pg_current_xact_id()::text::bigint + journal_tx_offset()),
  primary key (card_id, journal_id)
);
-- Of equal numbers PostgreSQL keeps one: some seven bytes a row.
create index journal_tx on journal (tx);
create index journal_subject on journal (subject, journal_id) where card_id = 0;
-- Who writes a row cannot choose its transaction.
revoke insert, update, delete, truncate on journal from current_user;
grant insert (card_id, at, actor, act, subject, reason, request_id, facts) on journal to current_user;

-- An instant as the chain writes it: RFC 3339, UTC, microseconds.
create function journal_instant(at timestamptz) returns text language sql stable parallel safe
return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- A row as the chain writes it. The format is a promise to everybody who keeps an export: it never changes.
create function journal_line(entry journal) returns text language sql stable parallel safe
return array_to_json(array[
  'row', entry.tx::text, entry.journal_id::text, entry.card_id::text, journal_instant(entry.at),
  entry.actor, entry.act, entry.subject, entry.reason, entry.request_id, entry.facts::text
])::text;

-- The chain. A seal holds the rows after the mark of the seal before it up to its own, in the order (tx, journal_id);
-- the mark's journal_id is the greatest there is, unless a transaction too large for one seal was cut.
create table journal_seal (
  seal bigint primary key check (seal > 0),
  upto_tx bigint not null,
  upto_journal_id bigint not null,
  rows int not null check (rows > 0),
  sealed_at timestamptz not null,
  previous bytea not null check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32)
);
revoke update, delete, truncate on journal_seal from current_user;

-- The line that a seal's hash begins with, before those of its rows.
create function journal_seal_line(seal bigint, rows bigint, sealed_at timestamptz, previous bytea)
returns text language sql stable parallel safe
return array_to_json(
  array['seal', seal::text, rows::text, journal_instant(sealed_at), encode(previous, 'hex')]
)::text;
