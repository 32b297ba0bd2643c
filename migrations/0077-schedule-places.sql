-- Where a schedule is held that is taught in a room, for everybody to see: what the place is called, its address, its regency or city by the
-- code of the Ministry of Home Affairs with the name that this had, and a map. `meeting` stays what only buyers read.
alter table schedule
  add column place jsonb,
  add column regency text generated always as (place ->> 'regency') stored,
  add constraint place_whole check (place is null or starts_at is not null
    and place ->> 'regency' ~ '^[0-9]{4}$' and num_nulls(place ->> 'city', place ->> 'province') = 0
    and char_length(place ->> 'name') between 1 and 120 and char_length(place ->> 'address') <= 300
    and char_length(coalesce(place ->> 'map', '')) <= 500);
alter table schedule_draft add column place jsonb;
call trace_table('schedule');
call trace_table('schedule_draft');

-- Whoever looks for what is held near them.
create index schedule_regency on schedule (regency, starts_at, course_id) where cancelled_at is null and regency is not null;
