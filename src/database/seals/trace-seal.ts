import { type Queryable, statement, touched } from '../sql.ts'

/**
 * The journal is sealed, the traces are not: one row of the journal tells their count and hash, and is sealed with it.
 * Only traces of transactions that are over are taken, whole transactions, so that none can come late.
 */
const sealTracesOnce = statement<[at: Date, maxTraces: number]>(
  'database/seal-traces',
  `
  with last as materialized (
    select coalesce((
      select (facts ->> 'upto_tx')::bigint
      from journal
      where card_id = 0 and subject = 'traces' and act = 'traces_sealed'
      order by journal_id desc
      limit 1
    ), -9223372036854775808) as upto_tx
  ),
  beyond as materialized (
    select tx
    from trace
    where tx > (select upto_tx from last)
      and tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_tx_offset()
    order by tx
    offset $2::int
    limit 1
  ),
  sealed as (
    select count(*) as rows, max(tx) as upto_tx, sha256(string_agg(trace_hash(trace), '' order by tx, trace_id)) as hash
    from trace
    where tx > (select upto_tx from last)
      and tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_tx_offset()
      and tx <= coalesce((select tx from beyond), 9223372036854775807)
    having count(*) > 0
  )
  insert into journal (at, actor, act, subject, request_id, facts)
  select
    $1, 'system:seal', 'traces_sealed', 'traces', 'seal',
    jsonb_build_object('after_tx', last.upto_tx, 'upto_tx', sealed.upto_tx, 'rows', rows, 'hash', encode(hash, 'hex'))
  from sealed, last
  `,
)

/** Tells the journal of the traces written since it was told last; whether there were any. Under the lock of sealing. */
export async function sealTraces(tx: Queryable, at: Date, maxTraces = 20_000): Promise<boolean> {
  return (await touched(tx, sealTracesOnce, [at, maxTraces])) > 0
}
