import { type Queryable, rows, statement } from '../database/sql.ts'
import type { Finding } from './finding.ts'

interface TracesRow {
  /** the row of the journal that tells them */
  journalId: string
  toldRows: string
  keptRows: string
  asSealed: boolean
  follows: boolean
}

const sealedTraces = statement<[], 'journal/audit-sealed-traces', TracesRow>(
  'journal/audit-sealed-traces',
  `
  select journal_id, told_rows, kept.rows as kept_rows, coalesce(kept.hash = told_hash, false) as as_sealed, follows
  from (
    select
      journal_id, (facts ->> 'after_tx')::bigint as after_tx, (facts ->> 'upto_tx')::bigint as upto_tx,
      (facts ->> 'rows')::bigint as told_rows, decode(facts ->> 'hash', 'hex') as told_hash,
      (facts ->> 'after_tx')::bigint
        = lag((facts ->> 'upto_tx')::bigint, 1, -9223372036854775808) over (order by journal_id) as follows
    from journal
    where card_id = 0 and subject = 'traces' and act = 'traces_sealed'
  ) told
  cross join lateral (
    select count(*) as rows, sha256(string_agg(trace_hash(trace), '' order by tx, trace_id)) as hash
    from trace
    where tx > after_tx and tx <= upto_tx
  ) kept
  where kept.hash is distinct from told_hash or not follows
  order by journal_id
  `,
)

/** Every sealed run of traces that is not as it was sealed. In a transaction. */
export async function auditSealedTraces(tx: Queryable): Promise<Finding[]> {
  return (await rows(tx, sealedTraces, [])).map(
    ({ journalId: id, toldRows: told, keptRows: kept, asSealed }) => ({
      kind: 'trace_changed',
      row: `journal:${id}`,
      columns: [],
      sentence: asSealed
        ? `The traces told by row ${id} of the journal do not follow those told before it`
        : `The ${told} traces told by row ${id} of the journal are not as they were: there are ${kept}`,
    }),
  )
}
