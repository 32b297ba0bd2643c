-- Single sign-on: two providers of accounts, the partners that are their clients, and the programme's login by SMS.

-- Who may ask a provider for a login. A partner has one client at an issuer, named by its client code.
create table sign_on_client (
  issuer text not null check (issuer in ('programme', 'kemnaker')),
  client_id text not null check (client_id ~ '^[A-Za-z0-9_.-]{1,64}$'),
  partner_id int not null references partner,
  secret_sealed bytea not null,
  redirect_uris text[] not null check (cardinality(redirect_uris) between 1 and 10),
  post_logout_uris text[] not null default '{}' check (cardinality(post_logout_uris) <= 10),
  scopes text[] not null check ('openid' = any (scopes)),
  created_at timestamptz not null,
  secret_changed_at timestamptz not null,
  primary key (issuer, client_id)
);
create index sign_on_client_partner on sign_on_client (partner_id);

-- The keys that sign, private halves sealed. The newest signs; the others are published until they are removed.
create table sign_on_key (
  issuer text not null check (issuer in ('programme', 'kemnaker')),
  kid text not null,
  jwk_sealed bytea not null,
  created_at timestamptz not null,
  primary key (issuer, kid)
);

-- What the provider's library keeps: sessions, interactions, codes, tokens. Found by keyed hashes, sealed, and short-lived.
create table sign_on_model (
  issuer text not null,
  model text not null,
  id_hash bytea not null,
  -- of the session's second name, of the grant it belongs to, and of whom it is about at which client
  uid_hash bytea,
  grant_hash bytea,
  holder_hash bytea,
  sealed bytea not null,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (issuer, model, id_hash)
) with (fillfactor = 70);
create index sign_on_model_uid on sign_on_model (issuer, model, uid_hash) where uid_hash is not null;
create index sign_on_model_grant on sign_on_model (grant_hash) where grant_hash is not null;
create index sign_on_model_holder on sign_on_model (holder_hash) where holder_hash is not null;
create index sign_on_model_expires on sign_on_model (expires_at);

-- What a holder let pass to whom, in which version of the words. A new consent ends the one before it.
create table sign_on_consent (
  consent_id bigint generated always as identity primary key,
  issuer text not null,
  -- a person of the programme, or an account of the ministry's provider
  account_id bigint not null,
  client_id text not null,
  scopes text[] not null,
  scope_version int not null,
  given_at timestamptz not null,
  ended_at timestamptz,
  -- `revoked` by the holder, or `replaced` by a newer one
  ended_because text check (ended_because in ('revoked', 'replaced')),
  foreign key (issuer, client_id) references sign_on_client,
  check ((ended_at is null) = (ended_because is null))
);
create unique index sign_on_consent_live on sign_on_consent (issuer, account_id, client_id) where ended_at is null;

-- A login at the programme by a code over SMS. The row is the same whether or not the programme knows who asked.
create table log_in_attempt (
  attempt_id uuid primary key default uuidv7(),
  -- keyed hashes of the email or phone that was typed, and of the address that asked
  asked_hash bytea not null,
  origin_hash bytea not null,
  -- nobody, when the programme knows nobody by it
  person_id bigint references person,
  -- the newest codes, at most three live ones, and when each ends
  code_hashes bytea[] not null default '{}',
  code_ends timestamptz[] not null default '{}',
  sent smallint not null default 0,
  tries smallint not null default 0,
  began_at timestamptz not null,
  sent_at timestamptz not null,
  passed_at timestamptz,
  check (cardinality(code_hashes) = cardinality(code_ends))
);
create index log_in_attempt_asked on log_in_attempt (asked_hash, sent_at);
create index log_in_attempt_origin on log_in_attempt (origin_hash, began_at);
create index log_in_attempt_began on log_in_attempt (began_at);
create index person_email on person (lower(email));
