import type pg from 'pg'
import { appendOnly, type Guard } from './append-only.ts'

interface Granted {
  readonly name: string
  readonly kind: 'table' | 'view' | 'sequence'
  /** rights of the application on the whole, and on columns as `update approved_by` */
  readonly has: string[]
  /** what the owner itself has, said likewise: a migration that revokes a right from itself means the application too */
  readonly owner: string[]
}

/** What is granted in the schema: `owner` is that of each table, `$1` the application's role. */
const selectGranted = `
  select c.relname as name,
    case c.relkind when 'v' then 'view' when 'm' then 'view' when 'S' then 'sequence' else 'table' end as kind,
    array(
      select lower(privilege_type) from aclexplode(c.relacl) where grantee = application.oid
      union
      select lower(privilege_type) || ' ' || attname from pg_attribute a, aclexplode(a.attacl)
      where attrelid = c.oid and grantee = application.oid
    ) as has,
    array(
      select lower(privilege_type) from aclexplode(coalesce(c.relacl, acldefault('r', c.relowner)))
      where grantee = c.relowner
      union
      select lower(privilege_type) || ' ' || attname from pg_attribute a, aclexplode(a.attacl)
      where attrelid = c.oid and grantee = c.relowner
    ) as owner
  from pg_class c
  join pg_roles application on application.rolname = $1
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and not exists (
      select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
  order by c.relname`

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Grants the application's role what it needs of a schema that `owner` owns, and takes away what it does not: to be run
 * as the owner, after migrating. Costs one look when nothing is to be changed.
 */
export async function grantToApplication(owner: pg.ClientBase, application: string): Promise<void> {
  const { rows } = await owner.query<Granted>(selectGranted, [application])
  const to = quoted(application)
  const statements = rows.flatMap((found) => {
    const wanted = wantedRights(found)
    if (sameRights(wanted, found.has)) return []
    const on = `on ${found.kind === 'sequence' ? 'sequence' : 'table'} ${quoted(found.name)}`
    // Takes back what was granted on columns, too.
    return [`revoke all ${on} from ${to}`, ...grants(wanted, on, to)]
  })
  if (statements.length > 0) await owner.query(statements.join(';\n'))
}

function grants(wanted: readonly string[], on: string, to: string): string[] {
  return wanted.map((right) => {
    const [what, column] = right.split(' ')
    return `grant ${what}${column === undefined ? '' : ` (${quoted(column)})`} ${on} to ${to}`
  })
}

const sameRights = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((right) => other.includes(right))

/** The rights that the application is to have: never more than the list allows, nor than the owner left itself. */
export function wantedRights({ name, kind, owner }: Pick<Granted, 'name' | 'kind' | 'owner'>): string[] {
  if (kind === 'view') return ['select']
  if (kind === 'sequence') return ['usage']
  const guard: Guard | undefined = appendOnly[name]
  const asOwner = (what: string) => owner.filter((right) => right === what || right.startsWith(`${what} `))
  if (!guard) return ['select', ...['insert', 'update', 'delete', 'maintain'].flatMap(asOwner)]
  const insert = guard.insert === false ? [] : asOwner('insert')
  if (guard.update === 'any') return ['select', ...insert, ...asOwner('update')]
  return ['select', ...insert, ...(guard.update ?? []).map((column) => `update ${column}`)]
}
