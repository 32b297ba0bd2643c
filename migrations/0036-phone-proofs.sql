-- Codes that prove a phone stand in one table for all sites, so that one phone is counted once wherever it is asked for.
-- What was sent and tried is carried over; codes that wait are over, and another one can be asked for at once.
alter table phone_proof rename to phone_proof_before;
alter index phone_proof_pkey rename to phone_proof_before_pkey;
alter index phone_proof_phone rename to phone_proof_before_phone;
alter index phone_proof_sent rename to phone_proof_before_sent;

create table phone_proof (
  proof_id bigint generated always as identity primary key,
  -- the site, and who it is there, as its room names them
  realm text not null check (realm <> ''),
  owner text not null check (owner <> ''),
  phone text not null,
  code_hashes bytea[] not null check (cardinality(code_hashes) <= 3),
  code_ends timestamptz[] not null,
  sends smallint not null default 1,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  failures smallint not null default 0 check (failures between 0 and 5),
  ended_at timestamptz,
  constraint burned_at_end check (ended_at is null or code_hashes = '{}'),
  check (cardinality(code_hashes) = cardinality(code_ends))
);

insert into phone_proof (realm, owner, phone, code_hashes, code_ends, sends, sent_at, expires_at, failures, ended_at)
select
  'portal', coalesce('portal_account:' || account_id, 'person:' || person_id), phone, '{}'::bytea[], '{}'::timestamptz[], sends, sent_at,
  least(expires_at, now()), failures, ended_at
from phone_proof_before
union all
select
  storefront, account_id::text, phone_check.phone, '{}', '{}', otp_sends, otp_sent_at,
  least(expires_at, now()), otp_failures, ended_at
from phone_check join storefront_account using (account_id);

create index phone_proof_owner on phone_proof (realm, owner, sent_at);
create index phone_proof_phone on phone_proof (phone, sent_at);
create index phone_proof_sent on phone_proof (sent_at);

drop table phone_proof_before, phone_check;
