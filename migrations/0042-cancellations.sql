-- A schedule that is cancelled: nobody buys it any more, and every purchase of it is cancelled with the price given back. By
-- its institution before it begins, or by two people of the programme. Its seats are nobody's.
alter table schedule
  add column cancelled_at timestamptz,
  add column cancelled_because text check (length(cancelled_because) between 1 and 300),
  add column cancelled_by text,
  add column cancel_approval_id bigint references approval,
  -- since when every price is back on its card
  add column returned_at timestamptz,
  add constraint cancelled_whole check (
    (cancelled_at is null) = (cancelled_because is null) and (cancelled_at is null) = (cancelled_by is null)
    and (returned_at is null or cancelled_at is not null)
  ),
  add constraint cancelled_by_right check (
    cancelled_by is null or cancelled_by like 'institution-user:%' or cancel_approval_id is not null
  );
create index schedule_cancelled on schedule (cancelled_at desc) where cancelled_at is not null;
create index schedule_returning on schedule (schedule_id) where cancelled_at is not null and returned_at is null;
call trace_table('schedule');
