import { type Queryable, rows, statement } from '../sql.ts'

/** What matters of a table to whom it is to be distributed. */
export interface TableFacts {
  readonly table: string
  /** its unique indexes, those of its keys too; an expression is an empty name */
  readonly keys: readonly { readonly name: string; readonly primary: boolean; readonly columns: string[] }[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly triggers: readonly string[]
  /** columns that PostgreSQL numbers, with their types */
  readonly identities: readonly { readonly column: string; readonly type: string }[]
}

export interface ForeignKey {
  readonly name: string
  readonly columns: readonly string[]
  readonly target: string
  readonly targetColumns: readonly string[]
  /** `c` cascade, `n` set null, `d` set default; others say no */
  readonly onDelete: string
  readonly onUpdate: string
  /** as `alter table ... add constraint` takes it */
  readonly definition: string
}

const selectTables = statement<
  [],
  'database/tables-to-distribute',
  | 'table'
  | {
      keys: TableFacts['keys']
      foreignKeys: TableFacts['foreignKeys']
      triggers: string[]
      identities: TableFacts['identities']
    }
>(
  'database/tables-to-distribute',
  `
  select
    relname::text as table,
    (
      select coalesce(json_agg(json_build_object(
        'name', indexrelid::regclass::text, 'primary', indisprimary,
        'columns', array(
          select coalesce(attname::text, '') from unnest(indkey::int2[]) with ordinality as part (number, place)
          left join pg_attribute on attrelid = indrelid and attnum = number
          order by place
        )
      ) order by indexrelid::regclass::text), '[]')
      from pg_index where indrelid = listed.oid and indisunique
    ) as keys,
    (
      select coalesce(json_agg(json_build_object(
        'name', conname, 'target', confrelid::regclass::text, 'onDelete', confdeltype, 'onUpdate', confupdtype,
        'definition', pg_get_constraintdef(oid),
        'columns', array(
          select attname::text from unnest(conkey) with ordinality as part (number, place)
          join pg_attribute on attrelid = conrelid and attnum = number order by place
        ),
        'targetColumns', array(
          select attname::text from unnest(confkey) with ordinality as part (number, place)
          join pg_attribute on attrelid = confrelid and attnum = number order by place
        )
      ) order by conname), '[]')
      from pg_constraint where conrelid = listed.oid and contype = 'f'
    ) as foreign_keys,
    array(select tgname::text from pg_trigger where tgrelid = listed.oid and not tgisinternal order by tgname) as triggers,
    (
      select coalesce(json_agg(json_build_object('column', attname, 'type', format_type(atttypid, null)) order by attnum), '[]')
      from pg_attribute where attrelid = listed.oid and attidentity <> ''
    ) as identities
  from pg_class listed
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'distribution_step'
  order by relname
  `,
)

/** Every table of the schema as it is now. */
export async function readTables(db: Queryable): Promise<TableFacts[]> {
  return rows(db, selectTables, [])
}

const selectCitus = statement<[], 'database/citus-version'>(
  'database/citus-version',
  `select max(extversion) as version from pg_extension where extname = 'citus'`,
)

/** The version of Citus in this database; undefined where it is an ordinary PostgreSQL. */
export async function citusVersion(db: Queryable): Promise<string | undefined> {
  return (await rows(db, selectCitus, []))[0]?.version
}
