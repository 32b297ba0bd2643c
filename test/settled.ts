import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/**
 * Waits until every row of the journal may be sealed. Transactions are counted for the whole PostgreSQL, so one that
 * another test file has open in a database of its own holds them back.
 */
export async function settled(db: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ settled: boolean }>(
      `select coalesce(max(tx), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_tx_offset() as settled
      from journal`,
    )
    if (rows[0]?.settled) return
    await sleep(20)
  }
}
