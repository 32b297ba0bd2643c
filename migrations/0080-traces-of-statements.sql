-- Tracing as in 0032, and cards and entries of a statement that writes many of them are told together: a sweep ends a thousand cards
-- in one, and a trace for each cost it more than what it wrote. Such a statement says so with its first words,
-- "/* traced whole */". Of a statement's text nothing can change while it runs, whatever it calls: of each row exactly one of the
-- two is told, by whoever wrote it. The busiest writers, who change nothing that is told, pay for no look at what they wrote.
-- With whole, a table that is told one by one is told so, too. Without anew, what was told of a table stays as it was told: for
-- a table of which the same is told as before.
drop procedure trace_table(text, text[], text, boolean);
create procedure trace_table(
  wanted text, passed_over text[] default '{}', told_when text default 'true', one_by_one boolean default false,
  whole boolean default false, anew boolean default true
) language plpgsql as $procedure$
declare
  wanted_columns text[] := array(
    select attname from pg_attribute
    where attrelid = wanted::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname <> all (passed_over)
    order by attnum
  );
  key text := (
    select string_agg(
      format(case when atttypid = 'bytea'::regtype then 'encode(kept.%I, ''hex'')' else 'kept.%I::text' end, attname),
      ' || ''/'' || ' order by place
    )
    from pg_index, unnest(indkey::int2[]) with ordinality as part (attnum, place)
    join pg_attribute using (attnum)
    where indrelid = wanted::regclass and indisprimary and attrelid = indrelid
  );
  -- as no setting of a session changes it
  words text[] := array(
    select format(
      case atttypid
        when 'timestamptz'::regtype then 'extract(epoch from kept.%I)'
        when 'date'::regtype then '(kept.%I - date ''2000-01-01'')'
        when 'bytea'::regtype then 'encode(kept.%I, ''hex'')'
        else 'kept.%I'
      end, attname
    )
    from unnest(wanted_columns) with ordinality as wanted_column (attname, place)
    join pg_attribute using (attname)
    where attrelid = wanted::regclass
    order by place
  );
  told text := array_to_string(words, ', ');
  marks text := (select string_agg(format('trace_mark(%s::text)', word), ' || ' order by place)
    from unnest(words) with ordinality as wanted_word (word, place));
  told_whole constant text := $$coalesce(current_query() like '/* traced whole */%', false)$$;
  told_alone text := case when whole then ' and not ' || told_whole else '' end;
  suffix text := case when whole then '_whole' else '' end;
  when_whole text := case when whole then 'when (' || told_whole || ')' else '' end;
begin
  if not passed_over <@ array(
    select attname::text from pg_attribute where attrelid = wanted::regclass and attnum > 0 and not attisdropped
  ) then
    raise exception '% has not all of the columns %', wanted, passed_over;
  end if;
  execute format(
    'create or replace function trace_key(kept %1$I) returns text language sql stable parallel safe return %2$s',
    wanted, key
  );
  execute format(
    'create or replace function trace_of(kept %1$I, salt bytea) returns bytea language sql stable parallel safe
    return case when %2$s then
      substring(sha256(salt || convert_to(%3$L || row(%4$s)::text, ''UTF8'')) for 16) || %5$s
    end',
    wanted, told_when, wanted, told, marks
  );
  execute format(
    $made$create or replace function write_traces_of_%1$s() returns trigger language plpgsql
    security definer set search_path to public
    as $body$
    begin
      if tg_op = 'INSERT' then
        insert into trace (relation, keys, after)
        select '%1$s', array_agg(key), array_agg(after)
        from (
          select trace_key(kept::%1$I) as key, trace_of(kept::%1$I, salt) as after, (row_number() over () - 1) / 200 as piece
          from new_rows kept, trace_salt
        ) told
        where after is not null
        group by piece;
      elsif tg_op = 'DELETE' then
        insert into trace (relation, keys, before)
        select '%1$s', array_agg(key), array_agg(before)
        from (
          select trace_key(kept::%1$I) as key, trace_of(kept::%1$I, salt) as before, (row_number() over () - 1) / 200 as piece
          from old_rows kept, trace_salt
        ) told
        where before is not null
        group by piece;
      else
        insert into trace (relation, keys, before, after)
        select '%1$s', array_agg(key), array_agg(before), array_agg(after)
        from (
          select key, before, after, (row_number() over () - 1) / 200 as piece
          from (select trace_key(kept::%1$I) as key, trace_of(kept::%1$I, salt) as before from old_rows kept, trace_salt) old
          full join (select trace_key(kept::%1$I) as key, trace_of(kept::%1$I, salt) as after from new_rows kept, trace_salt) new
            using (key)
          where before is distinct from after
        ) told
        group by piece;
      end if;
      return null;
    end $body$$made$,
    wanted
  );
  execute format('comment on function trace_key(%1$I) is ''made by trace_table''', wanted);
  execute format('comment on function trace_of(%1$I, bytea) is ''made by trace_table''', wanted);
  execute format('comment on function write_traces_of_%1$s() is ''made by trace_table''', wanted);
  if one_by_one then
    execute format(
      'create or replace trigger trace_inserted after insert on %1$I
      for each row when (%2$s) execute function write_trace_of_row()',
      wanted, '(' || replace(told_when, 'kept.', 'new.') || ')' || told_alone
    );
    execute format(
      'create or replace trigger trace_deleted after delete on %1$I
      for each row when (%2$s) execute function write_trace_of_row()',
      wanted, '(' || replace(told_when, 'kept.', 'old.') || ')' || told_alone
    );
    execute format(
      'create or replace trigger trace_updated after update of %3$s on %1$I
      for each row when (%2$s) execute function write_trace_of_row()',
      wanted, '(' || replace(told_when, 'kept.', 'old.') || ')' || told_alone,
      (select string_agg(quote_ident(name), ', ') from unnest(wanted_columns) name)
    );
  end if;
  if whole or not one_by_one then
    execute format(
      'create or replace trigger trace_inserted%2$s after insert on %1$I referencing new table as new_rows
      for each statement %3$s execute function write_traces_of_%1$s()',
      wanted, suffix, when_whole
    );
    execute format(
      'create or replace trigger trace_deleted%2$s after delete on %1$I referencing old table as old_rows
      for each statement %3$s execute function write_traces_of_%1$s()',
      wanted, suffix, when_whole
    );
    execute format(
      'create or replace trigger trace_updated%2$s after update on %1$I referencing old table as old_rows new table as new_rows
      for each statement %3$s execute function write_traces_of_%1$s()',
      wanted, suffix, when_whole
    );
  end if;
  insert into traced_table (relation, columns) values (wanted, wanted_columns)
  on conflict (relation) do update set columns = excluded.columns;
  if anew then
    call trace_anew(wanted);
  end if;
end $procedure$;

call trace_table(
  'entry', told_when => $$kept.kind not in ('purchase', 'promo')$$, one_by_one => true, whole => true, anew => false
);
call trace_table(
  'card', '{balance, first_paid_at, unfinished_purchase_id, otp_failures, otp_failures_on}', one_by_one => true,
  whole => true, anew => false
);
