import type pg from 'pg'
import { inTransaction } from './transaction.ts'

/**
 * Does what one process of all may do at a time; the others wait. The lock is held by a transaction on a connection of
 * its own, so that it goes with that connection, also through a pooler that gives every transaction another one. `work`
 * uses other connections: the pool must have two. `key`: any number, the same for every bekal.
 */
export async function oneAtATime<Result>(
  pool: pg.Pool,
  key: number,
  work: () => Promise<Result>,
): Promise<Result> {
  return inTransaction(pool, async (tx) => {
    await tx.query('set local lock_timeout = 0; set local statement_timeout = 0')
    await tx.query('set local idle_in_transaction_session_timeout = 0')
    await tx.query('select pg_advisory_xact_lock($1)', [key])
    return work()
  })
}
