-- Deadlines: what is still to come for a card, the seats that become free, and corrections by two operators.

-- One row for each card for which something is still to come: the next reminder, or the end of its term. Purchases never
-- touch it; whoever changes a row of step 'end' holds the lock of its card.
create table deadline (
  card_id bigint primary key,
  step text not null check (step in ('reminder', 'end')),
  due_at timestamptz not null
);
create index deadline_due on deadline (step, due_at, card_id);

-- Cards that were issued before: looked at once, then planned by the rules of their year.
insert into deadline (card_id, step, due_at)
select card_id, case when first_paid_at is null and status = 'active' then 'reminder' else 'end' end, notified_at
from card;

-- A correction of what was done wrongly: one operator asks for it, another approves.
create table correction (
  correction_id bigint generated always as identity primary key,
  card_id bigint not null,
  kind text not null check (kind in ('restore')),
  reason text not null check (length(btrim(reason)) between 1 and 500),
  requested_by text not null,
  requested_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  -- rupiah that went back to the card
  amount int check (amount >= 0),
  check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (amount is null)),
  constraint maker_is_not_checker check (lower(btrim(approved_by)) <> lower(btrim(requested_by)))
);
create unique index correction_open on correction (card_id) where approved_at is null;
