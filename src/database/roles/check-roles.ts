import type { Queryable } from '../sql.ts'
import { appendOnly } from './append-only.ts'

/** Something that the application's role may do and should not. */
export interface RoleFlaw {
  readonly flaw: 'superuser' | 'member_of' | 'owns' | 'may_create' | 'may_replicate_silently' | 'may_change'
  /** the table, schema, database or role */
  readonly on: string
}

const selectFlaws = `
  with me as (select oid, rolsuper from pg_roles where rolname = current_user),
  guarded as (
    select guard.name, c.oid, guard.columns, guard.insert
    from json_to_recordset($1::json) as guard (name text, columns text[], insert boolean)
    join pg_class c on c.relname = guard.name and c.relnamespace = 'public'::regnamespace
  )
  select 'superuser' as flaw, current_user::text as on from me where rolsuper
  union all
  select 'member_of', rolname::text from pg_roles
  where rolname in ('pg_write_all_data', 'pg_execute_server_program', 'pg_write_server_files')
    and pg_has_role(current_user, oid, 'member')
  union all
  select 'owns', 'database ' || datname from pg_database
  where datname = current_database() and pg_has_role(current_user, datdba, 'member')
  union all
  select 'owns', 'schema ' || nspname from pg_namespace
  where oid = 'public'::regnamespace and pg_has_role(current_user, nspowner, 'member')
  union all
  select 'owns', 'table ' || relname from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
    and pg_has_role(current_user, relowner, 'member')
  union all
  select 'owns', 'function ' || proname from pg_proc
  where pronamespace = 'public'::regnamespace and pg_has_role(current_user, proowner, 'member')
  union all
  select 'may_create', 'schema public' where has_schema_privilege(current_user, 'public', 'create')
  union all
  select 'may_replicate_silently', 'session_replication_role'
  where has_parameter_privilege(current_user, 'session_replication_role', 'set')
  union all
  select 'may_change', name from guarded
  where has_table_privilege(current_user, oid, 'delete, truncate, trigger')
    or (not insert and has_any_column_privilege(current_user, oid, 'insert'))
    or (columns is not null and exists (
      select from pg_attribute
      where attrelid = guarded.oid and attnum > 0 and not attisdropped and attname <> all (columns)
        and has_column_privilege(current_user, attrelid, attnum, 'update')))
`

/**
 * What the application's role may do on this database that would make append-only advice; none when all is well.
 * Being a member of the owner counts as owning: a role may become whatever it is a member of.
 */
export async function checkRoles(db: Queryable): Promise<RoleFlaw[]> {
  const guards = Object.entries(appendOnly).map(([name, { update, insert }]) => ({
    name,
    columns: update === 'any' ? null : (update ?? []),
    insert: insert !== false,
  }))
  const { rows } = await (
    db as { query(sql: string, values: unknown[]): Promise<{ rows: RoleFlaw[] }> }
  ).query(selectFlaws, [JSON.stringify(guards)])
  return rows
}
