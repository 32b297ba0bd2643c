-- Who is barred from later waves, beside the person and not in them: a sweep bars a wave of people at once, and a change of a
-- person is a change of seven indexes. No reference to the person, whose row each would lock: nobody who is barred is forgotten
-- (people/forget-people.ts).
create table bar (
  person_id bigint primary key,
  barred_at timestamptz not null,
  because text not null
);
insert into bar (person_id, barred_at, because)
select person_id, barred_at, coalesce(barred_because, '') from person where barred_at is not null;

drop view ineligible_application;
drop index person_barred;
call trace_table('person', '{barred_at, barred_because}');
alter table person drop column barred_at, drop column barred_because;
call trace_table('bar');

-- Who joined and may not be drawn any more. Of a family card that has become too full, the first refs stay.
create view ineligible_application as
  select wave_id, person_id, ref, 'barred' as because
  from wave_application
  join bar using (person_id)
  where left_at is null
  union all
  select application.wave_id, person_id, ref, 'earlier_recipient'
  from wave_application application
  join recipient using (person_id)
  where left_at is null and not exists (select from bar where bar.person_id = application.person_id)
  union all
  select wave_id, person_id, ref, 'family_card_full'
  from (
    select
      application.wave_id, application.person_id, application.ref, family.chosen,
      (year.rules ->> 'maxPerFamilyCard')::int as most,
      row_number() over (partition by application.wave_id, person.kk_hash order by application.ref) as place
    from (
      select kk_hash, count(*) as chosen
      from recipient
      join person using (person_id)
      group by kk_hash
    ) family
    join person using (kk_hash)
    join wave_application application using (person_id)
    join wave using (wave_id)
    join programme_year year using (year)
    where application.left_at is null
      and not exists (select from bar where bar.person_id = person.person_id)
      and not exists (select from recipient where recipient.person_id = person.person_id)
  ) ranked
  where chosen + place > most;

-- The trace of one row, as in 0078. What is computed in an insert is made ready anew for each row; in a variable it is made ready
-- once for a transaction.
create or replace function write_trace_of_row() returns trigger language plpgsql security definer set search_path to public as $$
declare
  salt bytea := (select trace_salt.salt from trace_salt);
  key text;
  digest_before bytea;
  digest_after bytea;
begin
  if tg_op = 'DELETE' then
    key := trace_key(old);
  else
    key := trace_key(new);
    digest_after := trace_of(new, salt);
  end if;
  if tg_op <> 'INSERT' then
    digest_before := trace_of(old, salt);
    if digest_before is not distinct from digest_after then
      return null;
    end if;
  end if;
  insert into trace (relation, keys, before, after)
  values (
    tg_table_name, array[key], case when tg_op <> 'INSERT' then array[digest_before] end,
    case when tg_op <> 'DELETE' then array[digest_after] end
  );
  return null;
end $$;
