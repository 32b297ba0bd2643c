-- Who waits for a seat of a full schedule, in the order of joining (`wait_id`). When a seat is free the first is told and comes
-- first until `first_until`; the seat itself is kept for nobody, so a purchase looks at none of this.
create table seat_wait (
  card_id bigint not null,
  wait_id bigint generated always as identity,
  schedule_id int not null references schedule,
  joined_at timestamptz not null,
  told_at timestamptz,
  first_until timestamptz,
  ended_at timestamptz,
  -- passed: did not buy while first; closed: the schedule has begun, or is not sold any more; card_over: the card cannot buy
  ended_because text check (ended_because in ('left', 'bought', 'passed', 'closed', 'card_over')),
  primary key (card_id, wait_id),
  constraint told_whole check ((told_at is null) = (first_until is null)),
  constraint wait_ended_whole check ((ended_at is null) = (ended_because is null)),
  constraint passed_was_told check (ended_because <> 'passed' or told_at is not null)
);
create unique index seat_wait_once on seat_wait (card_id, schedule_id) where ended_at is null;
create index seat_wait_order on seat_wait (schedule_id, wait_id) where ended_at is null;
call trace_table('seat_wait');
