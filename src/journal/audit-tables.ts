import type { Rows } from '../database/rows.ts'
import { type Queryable, type Row, rows, type Statement, statement } from '../database/sql.ts'
import type { Finding, FindingKind } from './finding.ts'
import { type TracedTable, tracedTables } from './traced-tables.ts'

type Audit = {
  [Name in keyof Rows]: Rows[Name] extends Record<'told' | 'kept', unknown> ? Name : never
}[keyof Rows]

/** `told`: the digest that was told, in hex; `kept`: that of the row as it is; undefined where there is none. */
type DifferingRow = Row<Audit, 'key' | 'total'>

/** Bytes of a digest; behind it two for each column. */
const digestBytes = 16

const tables = Object.keys(tracedTables) as TracedTable[]

/** What was written by paying stands in its event: it comes before all that happened to the purchase later. */
const toldByPaying = `
          union all
          select -1, false, card_id || '/' || substr(subject, length('purchase:') + 1), null, decode(facts ->> 'wrote', 'hex')
          from journal
          where act = 'paid' and facts ? 'wrote'`

/**
 * Two things: no trace was written over a row that was not as the trace before had left it, and every row is as its
 * last trace says. One pass over the traces of the table and one over its rows, sorted on disk where they are many.
 */
const differing = new Map<TracedTable, Statement<[limit: number], DifferingRow>>(
  tables.map((table) => [
    table,
    statement<[limit: number], Audit, 'key' | 'total'>(
      `journal/audit-${table.replaceAll('_', '-')}` as Audit,
      `
      with told as materialized (
        select
          key, after, before, anew, lag(after) over by_key as expected, lead(trace_id) over by_key is null as last
        from (
          select trace_id, anew, unnest(keys) as key, unnest(before) as before, unnest(after) as after
          from trace
          where relation = '${table}'${table === 'purchase' ? toldByPaying : ''}
        ) written
        window by_key as (partition by key order by trace_id)
      ),
      differing as (
        select key, expected as told, before as kept from told where not anew and before is distinct from expected
        union
        select key, told.after, kept.after
        from (select key, after from told where last) told
        full join (
          select trace_key(kept) as key, trace_of(kept, salt) as after from ${table} kept, trace_salt
        ) kept using (key)
        where told.after is distinct from kept.after
      )
      select key, encode(told, 'hex') as told, encode(kept, 'hex') as kept, count(*) over () as total
      from differing
      order by key
      limit $1::int
      `,
    ),
  ]),
)

const selectColumns = statement<[], 'journal/traced-columns'>(
  'journal/traced-columns',
  'select relation, columns from traced_table',
)

/** Traces whose transaction wrote no event: somebody changed rows beside the operations. */
const withoutEvent = statement<[limit: number], 'journal/traces-without-event', 'keys' | 'total'>(
  'journal/traces-without-event',
  `
  select relation, keys[1:3] as keys, written_by, written_at, count(*) over () as total
  from trace
  where not exists (select from journal where journal.tx = trace.tx)
    or (anew and not exists (select from journal where journal.tx = trace.tx and act = 'traced_anew'))
  order by trace_id
  limit $1::int
  `,
)

export interface TableFindings {
  readonly findings: readonly Finding[]
  /** all of them, those not listed included */
  readonly total: number
}

/** Compares every traced table with what was told of it; `limit` findings of each are listed. In a transaction. */
export async function auditTables(
  tx: Queryable,
  limit: number,
  onTable: (done: number, total: number, table: string) => void,
): Promise<TableFindings> {
  const columns = new Map((await rows(tx, selectColumns, [])).map((row) => [row.relation, row.columns]))
  const findings: Finding[] = []
  let total = 0
  for (const [done, table] of tables.entries()) {
    onTable(done, tables.length, table)
    const found = await rows(tx, differing.get(table)!, [limit])
    total += Number(found[0]?.total ?? 0)
    findings.push(...found.map((row) => differs(table, row, columns.get(table) ?? [])))
  }
  return { findings, total }
}

/** Every change that no event goes with. In a transaction. */
export async function auditEvents(tx: Queryable, limit: number): Promise<TableFindings> {
  const found = await rows(tx, withoutEvent, [limit])
  return {
    total: Number(found[0]?.total ?? 0),
    findings: found.map(({ relation, keys, writtenBy: by, writtenAt: at }) => ({
      kind: 'without_event',
      row: `${relation}:${keys[0]}`,
      columns: [],
      sentence: `${nameOf(relation)} ${keys.join(', ')}: written by ${by} at ${at.toISOString()}, and no event tells of it`,
    })),
  }
}

function differs(table: TracedTable, { key, told, kept }: DifferingRow, columns: readonly string[]): Finding {
  const kind: FindingKind = told === undefined ? 'untold' : kept === undefined ? 'gone' : 'changed'
  const changed = kind === 'changed' ? columns.filter((_, at) => markOf(told!, at) !== markOf(kept!, at)) : []
  const said = {
    untold: 'is there, and nothing tells that it was written',
    gone: 'was written, and nothing tells where it went',
    changed: `is not what was written: ${changed.join(', ') || 'more than its columns say'}`,
  }[kind as 'untold' | 'gone' | 'changed']
  return { kind, row: `${table}:${key}`, columns: changed, sentence: `${nameOf(table)} ${key} ${said}` }
}

function markOf(hex: string, column: number): string {
  const from = (digestBytes + 2 * column) * 2
  return hex.slice(from, from + 4)
}

function nameOf(relation: string): string {
  return (tracedTables as Readonly<Record<string, string>>)[relation] ?? relation
}
