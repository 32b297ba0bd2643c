import type pg from 'pg'
import { one, statement } from '../sql.ts'
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

const waitForSealing = statement<[key: number], 'database/wait-for-sealing', 'taken'>(
  'database/wait-for-sealing',
  `select pg_advisory_xact_lock($1::bigint)::text as taken`,
)

/** Whether the journal was restored from a dump and nobody has moved the count since. */
export async function journalIsForeign(pool: pg.Pool): Promise<boolean> {
  return (await one(pool, findForeignTx, [])).newest !== undefined
}

/**
 * Lets the journal go on where it was restored from a dump: there PostgreSQL counts transactions from the start, and
 * new rows would fall among those long sealed. To be called as the owner, after migrating and before anything is
 * written; returns whether the count had to be moved.
 */
export async function continueJournal(pool: pg.Pool): Promise<boolean> {
  if (!(await journalIsForeign(pool))) return false
  return inTransaction(pool, async (tx) => {
    await one(tx, waitForSealing, [SEALING])
    const { newest } = await one(tx, findForeignTx, [])
    if (newest === undefined) return false
    await tx.query(
      `create or replace function journal_tx_offset() returns bigint language sql immutable parallel safe
      return ${BigInt(newest)}::bigint`,
    )
    return true
  })
}
