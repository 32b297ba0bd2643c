-- Tries to log in, at every site with passwords of its own: by the keyed hashes of the email that was typed, known or not,
-- and of where it came from. A try counts as failed until it has passed. One table instead of one for each site; what the
-- old ones held would have been forgotten within two days.
create table log_in_try (
  try_id bigint generated always as identity primary key,
  -- `konsol`, `mitra`, `portal`, `kemnaker`, or a storefront
  realm text not null,
  email_hash bytea not null check (length(email_hash) = 32),
  caller_hash bytea not null check (length(caller_hash) = 32),
  tried_at timestamptz not null,
  passed boolean not null default false
);
create index log_in_try_email on log_in_try (realm, email_hash, tried_at);
create index log_in_try_caller on log_in_try (caller_hash, tried_at) where not passed;
create index log_in_try_tried on log_in_try (tried_at);
drop table staff_log_in;
drop table institution_log_in;
