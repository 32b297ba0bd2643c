import type pg from 'pg'
import { one, type Queryable, statement } from '../sql.ts'
import { inTransaction } from '../transaction.ts'
import { SEALING } from './journal-seal.ts'

/** A row that can be seen was committed, so its transaction is below the snapshot's end: unless it came from elsewhere. */
const findForeignTx = statement<[], 'database/find-foreign-tx'>(
  'database/find-foreign-tx',
  `
  select newest
  from (
    select greatest(
      (select max(tx) from journal), (select max(upto_tx) from journal_seal), (select max(tx) from trace)
    ) as newest
  ) journal
  where newest >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + journal_tx_offset()
  union all
  select null
  order by newest nulls last
  limit 1
  `,
)

/** The same in a database of a version that did not write traces yet. */
const findForeignTxBeforeTraces = statement<[], 'database/find-foreign-tx-before-traces'>(
  'database/find-foreign-tx-before-traces',
  `
  select newest
  from (
    select greatest((select max(tx) from journal), (select max(upto_tx) from journal_seal)) as newest
  ) journal
  where newest >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + journal_tx_offset()
  union all
  select null
  order by newest nulls last
  limit 1
  `,
)

const whatIsThere = statement<[], 'database/what-tells', 'journal' | 'traces'>(
  'database/what-tells',
  `select to_regclass('public.journal_seal') is not null as journal, to_regclass('public.trace') is not null as traces`,
)

const waitForSealing = statement<[key: number], 'database/wait-for-sealing', 'taken'>(
  'database/wait-for-sealing',
  `select pg_advisory_xact_lock($1::bigint)::text as taken`,
)

/** Whether the journal was restored from a dump and nobody has moved the count since; false where there is none yet. */
export async function journalIsForeign(db: Queryable): Promise<boolean> {
  return (await foreignTx(db)) !== undefined
}

async function foreignTx(db: Queryable) {
  const { journal, traces } = await one(db, whatIsThere, [])
  if (!journal) return undefined
  return (await one(db, traces ? findForeignTx : findForeignTxBeforeTraces, [])).newest
}

/**
 * Lets the journal go on where it was restored from a dump: there PostgreSQL counts transactions from the start, and
 * new rows would fall among those long sealed. To be called as the owner, before anything is written: before migrating, too, for
 * migrations tell of what they change. Returns whether the count had to be moved.
 */
export async function continueJournal(pool: pg.Pool): Promise<boolean> {
  if (!(await journalIsForeign(pool))) return false
  return inTransaction(pool, async (tx) => {
    await one(tx, waitForSealing, [SEALING])
    const newest = await foreignTx(tx)
    if (newest === undefined) return false
    await tx.query(
      `create or replace function journal_tx_offset() returns bigint language sql immutable parallel safe
      return ${BigInt(newest)}::bigint`,
    )
    return true
  })
}
