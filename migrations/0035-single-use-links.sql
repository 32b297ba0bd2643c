-- One table for every link that is sent to somebody and works once: invitations, new passwords, new emails. Whose it is is
-- said by the realm and the number of the account there; a link to an email that may have no account yet has no number.
create table single_use_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  realm text not null check (realm <> ''),
  purpose text not null check (purpose in ('invitation', 'new_password', 'new_email')),
  owner_id bigint,
  email text check (email = lower(email)),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  ended_at timestamptz,
  check (owner_id is not null or email is not null),
  check (purpose <> 'new_email' or email is not null)
);

insert into single_use_link (token_hash, realm, purpose, owner_id, email, created_at, expires_at, ended_at)
select token_hash, 'konsol', 'invitation', staff_id, null, created_at, expires_at, ended_at from staff_invitation
union all
select token_hash, 'mitra', 'invitation', institution_user_id, null, created_at, expires_at, ended_at
from institution_invitation
union all
select token_hash, 'portal', 'new_password', null, email, created_at, expires_at, used_at from email_link
union all
select token_hash, storefront, purpose, account_id, lower(account_link.email), account_link.created_at, expires_at, ended_at
from account_link join storefront_account using (account_id);

create index single_use_link_owner on single_use_link (realm, owner_id);
create index single_use_link_email on single_use_link (realm, email, created_at) where owner_id is null;
create index single_use_link_expires on single_use_link (expires_at);

drop table staff_invitation, institution_invitation, email_link, account_link;
