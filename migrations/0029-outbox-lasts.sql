-- Messages outlast a provider's outage, are parked instead of lost, and SMS are followed to the phone.

alter table outbox
  -- claims in a row whose end nobody wrote down: a message that ends its process each time is given up by them
  add column unanswered smallint not null default 0,
  add column first_tried_at timestamptz,
  -- not tried any more until somebody sends it again: it keeps its secrets for that
  add column parked_at timestamptz;

drop index outbox_urgent;
drop index outbox_calm;
create index outbox_urgent on outbox (channel, due_at) where expires_at is not null and parked_at is null;
create index outbox_calm on outbox (channel, due_at) where expires_at is null and parked_at is null;
create index outbox_parked on outbox (card_id, message_id) where parked_at is not null;
-- A wave that is sent leaves two dead rows for each message at the head of these indexes.
alter table outbox set (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0
);

alter table message
  -- of an SMS: how many the operator counts it as
  add column parts smallint,
  -- null: nobody was asked for a receipt
  add column delivery text check (delivery in ('awaited', 'delivered', 'undelivered')),
  add column delivery_at timestamptz;
-- Rows come in the order of this column, so an index of a few pages finds a day among millions.
create index message_ended on message using brin (ended_at) with (pages_per_range = 32);

-- Where the receipt of a piece of an SMS belongs. A receipt may come before the sending is written down: then it waits
-- here without its message.
create table sms_part (
  reference text primary key,
  card_id bigint,
  message_id bigint,
  state text check (state in ('delivered', 'undelivered')),
  -- the centre's word for it
  said text,
  state_at timestamptz,
  written_at timestamptz not null
);
create index sms_part_message on sms_part (message_id) where message_id is not null;
create index sms_part_written on sms_part (written_at);

-- Jobs and pages that looked for a few rows by reading all: test/growing-tables.test.ts finds such statements.
create index identity_failure_failed on identity_failure (failed_at);
create index confirmation_email_held on confirmation_email (held_until);
create index appeal_account on appeal (account_id);
create index appeal_person on appeal (person_id);
create index consent_account on consent (account_id);
create index consent_person on consent (person_id);
create index submission_pending on submission (submission_id) where status = 'pending';
