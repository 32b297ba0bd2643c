-- What the tables say is what was told: every row that matters leaves a trace of what was written to it, in the
-- transaction that wrote it and beside that transaction's event in the journal. docs/journal.md, decision 0029.

-- Traces tell nothing of people to who reads them without this: they are digests over the salt and the row.
create table trace_salt (
  one boolean primary key default true check (one),
  salt bytea not null check (length(salt) = 32)
);
insert into trace_salt (salt)
values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
revoke insert, update, delete, truncate on trace_salt from current_user;

-- One statement's rows of one table, at most 200. A digest is null where the row was not there, or not yet told of.
create table trace (
  trace_id bigint generated always as identity primary key,
  tx bigint not null default (pg_current_xact_id()::text::bigint + journal_tx_offset()),
  relation text not null,
  keys text[] not null,
  before bytea[],
  after bytea[],
  -- written for rows as they were found, when a migration began to look at them or at more of their columns
  anew boolean not null default false,
  -- by the clock of the database, and by the role that was logged in: for who has to ask
  written_at timestamptz not null default clock_timestamp(),
  written_by text not null default session_user
);
create index trace_tx on trace (tx);
create index trace_relation on trace (relation, trace_id);
revoke insert, update, delete, truncate on trace from current_user;
grant insert (relation, keys, before, after, anew) on trace to current_user;

-- What a seal of traces hashes of each.
create function trace_hash(written trace) returns bytea language sql stable parallel safe set bytea_output to 'hex'
return sha256(convert_to(row(
  written.trace_id, written.tx, written.relation, written.keys, written.before, written.after, written.anew,
  journal_instant(written.written_at), written.written_by
)::text, 'UTF8'));

-- Which columns of which tables are told, in the order of the marks behind each digest.
create table traced_table (
  relation text primary key,
  columns text[] not null
);

-- Two bytes of a column are enough to say which one of a row differs.
create function trace_mark(kept text) returns bytea language sql immutable parallel safe
return coalesce(int2send((hashtext(kept) & 32767)::int2), '\xffff');

-- Traces are written with the rights of their owner: the application has none but to read them.
-- One row at a time, for tables whose busiest writers do not pay for what they do not tell.
create function write_trace_of_row() returns trigger language plpgsql security definer set search_path to public as $$
declare
  salt bytea := (select trace_salt.salt from trace_salt);
begin
  if tg_op = 'INSERT' then
    insert into trace (relation, keys, after) values (tg_table_name, array[trace_key(new)], array[trace_of(new, salt)]);
  elsif tg_op = 'DELETE' then
    insert into trace (relation, keys, before) values (tg_table_name, array[trace_key(old)], array[trace_of(old, salt)]);
  else
    insert into trace (relation, keys, before, after)
    select tg_table_name, array[key], array[before], array[after]
    from (
      select trace_key(new) as key, trace_of(old, salt) as before, trace_of(new, salt) as after
    ) told
    where before is distinct from after;
  end if;
  return null;
end $$;

-- Tells the rows of a table as they are now. Its event says so: who looks must know from when on a table was told.
create procedure trace_anew(wanted text) language plpgsql
as $$
declare
  found_rows bigint;
begin
  execute format(
    'insert into trace (relation, keys, after, anew)
    select %1$L, array_agg(key), array_agg(after), true
    from (
      select key, after, (row_number() over () - 1) / 200 as piece
      from (select trace_key(kept) as key, trace_of(kept, salt) as after from %1$I kept, trace_salt) kept
      where after is not null
    ) told
    group by piece',
    wanted
  );
  get diagnostics found_rows = row_count;
  if found_rows > 0 then
    insert into journal (at, actor, act, subject, request_id)
    values (clock_timestamp(), 'system:migration', 'traced_anew', 'table:' || wanted, 'migration');
  end if;
end $$;

-- Begins to tell of a table, or of more of its columns: to be called again by whoever adds some. All columns but those
-- passed over are told; of rows only those for which told_when holds (a condition on "kept"). With one_by_one, rows are
-- looked at only when they are inserted as told, when a column that is told is named by an update, or when the row was
-- told before: whoever makes a row told by an update then writes its digest into the event itself.
-- Makes three functions for the table, which schema.sql leaves out.
create procedure trace_table(
  wanted text, passed_over text[] default '{}', told_when text default 'true', one_by_one boolean default false
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
      wanted, replace(told_when, 'kept.', 'new.')
    );
    execute format(
      'create or replace trigger trace_deleted after delete on %1$I
      for each row when (%2$s) execute function write_trace_of_row()',
      wanted, replace(told_when, 'kept.', 'old.')
    );
    execute format(
      'create or replace trigger trace_updated after update of %3$s on %1$I
      for each row when (%2$s) execute function write_trace_of_row()',
      wanted, replace(told_when, 'kept.', 'old.'),
      (select string_agg(quote_ident(name), ', ') from unnest(wanted_columns) name)
    );
  else
    execute format(
      'create or replace trigger trace_inserted after insert on %1$I referencing new table as new_rows
      for each statement execute function write_traces_of_%1$s()',
      wanted
    );
    execute format(
      'create or replace trigger trace_deleted after delete on %1$I referencing old table as old_rows
      for each statement execute function write_traces_of_%1$s()',
      wanted
    );
    execute format(
      'create or replace trigger trace_updated after update on %1$I referencing old table as old_rows new table as new_rows
      for each statement execute function write_traces_of_%1$s()',
      wanted
    );
  end if;
  insert into traced_table (relation, columns) values (wanted, wanted_columns)
  on conflict (relation) do update set columns = excluded.columns;
  call trace_anew(wanted);
end $procedure$;

-- Money, cards and what was bought. The event "paid" has the digest of its purchase (purchase/authorize-sql.ts), and the
-- entry of a purchase is what the purchase says (invariant paid_has_one_debit): a payment pays for no trigger.
call trace_table('entry', told_when => $$kept.kind <> 'purchase'$$, one_by_one => true);
call trace_table(
  'card', '{balance, first_paid_at, unfinished_purchase_id, otp_failures, otp_failures_on}', one_by_one => true
);
call trace_table(
  'purchase', '{expires_at, otp_hashes, otp_expire_at, otp_sends, otp_sent_at, otp_failures, otp_consumed}',
  told_when => $$kept.status <> 'awaiting_otp'$$, one_by_one => true
);
call trace_table('deadline');
call trace_table('correction');
call trace_table('incentive');
call trace_table('storefront_order', '{session_hash, step, answers, lapses_at}', told_when => $$kept.status <> 'draft'$$);

-- People, waves, and who may act.
call trace_table('person');
call trace_table('portal_account');
call trace_table('assisted_registration');
call trace_table('consent');
call trace_table('exclusion');
call trace_table('appeal');
call trace_table('programme_year');
call trace_table('wave');
call trace_table('wave_application');
call trace_table('wave_seat_source');
call trace_table('wave_hold');
call trace_table('wave_extension');
call trace_table('recipient');
call trace_table('draw');
call trace_table('draw_page');
call trace_table('draw_struck');
call trace_table('draw_value');
call trace_table('approval');
call trace_table('staff', '{totp_used_step, recovery_hashes}');
call trace_table('institution_user', '{totp_used_step, recovery_hashes}');
call trace_table('storefront_account');

-- What is sold, by whom and to whom it is open.
call trace_table('institution');
call trace_table('category');
call trace_table('course');
call trace_table('schedule');
call trace_table('course_draft');
call trace_table('schedule_draft');
call trace_table('offer');
call trace_table('promo', '{taken}');
call trace_table('promo_course');
call trace_table('promo_category');
call trace_table('partner');
call trace_table('partner_key');
call trace_table('partner_redirect_uri');
call trace_table('sign_on_client');
call trace_table('sign_on_consent');
call trace_table('otp_pause');

-- What was learnt.
call trace_table('course_requirement');
call trace_table('lesson');
call trace_table('question');
call trace_table('answer_option');
call trace_table('lesson_progress');
call trace_table('attendance');
call trace_table('submission');
call trace_table('quiz_attempt', told_when => 'kept.handed_in_at is not null');
call trace_table('completion_report');
call trace_table('grade');
call trace_table('certificate');
call trace_table('issuer_key');
call trace_table('review');

-- The last seal of each day is public.
create index journal_seal_sealed_at on journal_seal (sealed_at);

-- What the integration API said no to: how often in an hour, to whom, and the last few requests. No card numbers.
create table partner_refusal (
  partner_id int not null default 0,
  call text not null,
  refusal text not null,
  hour timestamptz not null,
  refusals int not null check (refusals > 0),
  last_at timestamptz not null,
  request_ids text[] not null check (cardinality(request_ids) <= 5),
  primary key (partner_id, call, refusal, hour)
);
create index partner_refusal_hour on partner_refusal (hour);
