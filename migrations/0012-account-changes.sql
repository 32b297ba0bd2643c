-- What an account of a storefront changes by a link or by a code: its password, its email, its verified phone.

create table account_link (
  -- keyed hash of the token in the link; the token itself is kept nowhere
  token_hash bytea primary key check (length(token_hash) = 32),
  account_id bigint not null references storefront_account,
  purpose text not null check (purpose in ('new_password', 'new_email')),
  -- the email that the link confirms
  email text,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  -- used, or of no more use because the account was changed otherwise
  ended_at timestamptz,
  check ((purpose = 'new_email') = (email is not null))
);
create index account_link_account on account_link (account_id) where ended_at is null;
create index account_link_expires on account_link (expires_at);

-- One phone that one account shows to be its own, by any of the codes that were sent for it.
create table phone_check (
  check_id bigint generated always as identity primary key,
  account_id bigint not null references storefront_account,
  -- E.164
  phone text not null,
  -- of the newest code
  expires_at timestamptz not null,
  -- keyed hashes of the live codes, newest last
  otp_hashes bytea[] not null check (cardinality(otp_hashes) <= 3),
  otp_expire_at timestamptz[] not null,
  otp_sends smallint not null default 1,
  otp_sent_at timestamptz not null,
  -- over all its codes: a new code brings no new tries
  otp_failures smallint not null default 0 check (otp_failures between 0 and 5),
  -- verified, or another phone was chosen
  ended_at timestamptz,
  check (cardinality(otp_hashes) = cardinality(otp_expire_at)),
  constraint codes_burned_at_end check (ended_at is null or otp_hashes = '{}')
);
create index phone_check_account on phone_check (account_id, otp_sent_at);
create index phone_check_phone on phone_check (phone, otp_sent_at);
create index phone_check_sent on phone_check (otp_sent_at);
