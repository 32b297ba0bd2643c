-- SMS and email: written with what they tell of, delivered by a worker, then kept as history without secrets.

create table outbox (
  message_id bigint generated always as identity primary key,
  -- 0 where no card is meant
  card_id bigint not null default 0,
  channel text not null check (channel in ('sms', 'email')),
  address text not null,
  template text not null,
  language text not null default 'id',
  params jsonb not null,
  -- the secret part of the params (an OTP, a link), sealed
  sealed bytea,
  due_at timestamptz not null,
  expires_at timestamptz,
  attempts smallint not null default 0,
  last_error text,
  created_at timestamptz not null
) with (fillfactor = 70);
-- What expires is looked for first, and must be found at once however long the rest is.
create index outbox_urgent on outbox (channel, due_at) where expires_at is not null;
create index outbox_calm on outbox (channel, due_at) where expires_at is null;

create table message (
  card_id bigint not null,
  message_id bigint not null,
  channel text not null,
  address text not null,
  template text not null,
  params jsonb not null,
  status text not null check (status in ('sent', 'failed', 'expired')),
  reference text,
  error text,
  created_at timestamptz not null,
  ended_at timestamptz not null,
  primary key (card_id, message_id)
);

-- What the demo "sends": every text as its receiver would read it. Empty in production.
create table inbox (
  inbox_id bigint generated always as identity primary key,
  kind text not null,
  address text not null,
  subject text,
  text text not null,
  html text,
  sent_at timestamptz not null
);
create index inbox_address on inbox (lower(address), inbox_id desc);

-- Wording that an operator changed; without a row the built-in words hold.
create table template_wording (
  template text not null,
  channel text not null,
  language text not null,
  subject text,
  body text not null,
  primary key (template, channel, language)
);
