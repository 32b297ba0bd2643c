-- The trace of a changed row, as in 0032. Its two digests were computed twice, for PostgreSQL puts an expression of a subquery wherever it is named:
-- of what a revocation costs that was a fifth.
create or replace function write_trace_of_row() returns trigger language plpgsql security definer set search_path to public as $$
declare
  salt bytea := (select trace_salt.salt from trace_salt);
  digest_before bytea;
  digest_after bytea;
begin
  if tg_op = 'INSERT' then
    insert into trace (relation, keys, after) values (tg_table_name, array[trace_key(new)], array[trace_of(new, salt)]);
  elsif tg_op = 'DELETE' then
    insert into trace (relation, keys, before) values (tg_table_name, array[trace_key(old)], array[trace_of(old, salt)]);
  else
    digest_before := trace_of(old, salt);
    digest_after := trace_of(new, salt);
    if digest_before is distinct from digest_after then
      insert into trace (relation, keys, before, after)
      values (tg_table_name, array[trace_key(new)], array[digest_before], array[digest_after]);
    end if;
  end if;
  return null;
end $$;
