-- Every change of state: who, what, why, when, on whose request. Append-only.
create table journal (
  card_id bigint not null default 0,
  journal_id bigint generated always as identity,
  at timestamptz not null,
  actor text not null,
  act text not null,
  subject text not null,
  reason text not null default '',
  request_id text not null,
  facts jsonb not null default '{}',
  tx bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (card_id, journal_id)
);
create index journal_tx on journal using brin (tx) with (pages_per_range = 32, autosummarize = on);
create index journal_subject on journal (subject, journal_id) where card_id = 0;
revoke update, delete, truncate on journal from current_user;

-- The chain: each seal hashes the rows of the transactions between two marks together with the seal before it.
create table journal_seal (
  seal bigint primary key,
  after_tx bigint not null,
  upto_tx bigint not null,
  rows bigint not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  check (upto_tx >= after_tx)
);
revoke update, delete, truncate on journal_seal from current_user;
