-- A database knows what it is: whose mode it was made in, which secret opens it, and the key that everything in it is
-- sealed and hashed with, itself sealed under that secret. One row; src/database/identity.ts writes and checks it.
create table database_identity (
  one boolean primary key default true check (one),
  mode text not null check (mode in ('demo', 'production')),
  secret_fingerprint text not null check (secret_fingerprint ~ '^[0-9a-f]{16}$'),
  sealed_key bytea not null,
  made_at timestamptz not null,
  rotated_at timestamptz
);
