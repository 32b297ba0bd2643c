import type pg from 'pg'
import { writeTogether } from './lanes/client-stream.ts'

/**
 * Runs `work` in one transaction (read committed) and commits; an error rolls back and is thrown on.
 * A commit that PostgreSQL answers with ROLLBACK (a statement had failed) is thrown as an error, never taken for done.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  mode: 'read committed' | 'repeatable read read only' = 'read committed',
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const begun = begin(client, mode)
    if (!isPipelined(client)) await begun
    const result = await work(client)
    await begun
    const commit = await client.query('commit')
    if (commit.command !== 'COMMIT') throw new Error('the transaction was rolled back at commit')
    return result
  } catch (error) {
    if (isUnanswered(error)) broken = error
    else
      await client.query('rollback').catch((lost: Error) => {
        broken = lost
      })
    throw error
  } finally {
    client.release(broken)
  }
}

/** On a connection that sends ahead it goes together with what is asked first. */
function begin(client: pg.PoolClient, mode: string): Promise<unknown> {
  if (isPipelined(client)) writeTogether(client)
  const begun = client.query(`begin isolation level ${mode}`)
  // Where it fails so does what was sent behind it, and that is thrown; it is awaited at the end.
  begun.catch(() => {})
  return begun
}

function isPipelined(client: pg.PoolClient): boolean {
  return (client as unknown as { pipeline?: boolean }).pipeline === true
}

/**
 * Runs `work` on several connections at once, each reading the database as it was at one and the same instant. Nothing is
 * written. The pool must have as many connections. When one fails the others are waited for, and its error is thrown on.
 */
export async function inOneSnapshot(
  pool: pg.Pool,
  connections: number,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const mode = 'repeatable read read only'
  await inTransaction(
    pool,
    async (first) => {
      const exported = await first.query<{ id: string }>('select pg_export_snapshot() as id')
      const { id } = exported.rows[0]!
      const others = Array.from({ length: connections - 1 }, () =>
        inTransaction(
          pool,
          async (client) => {
            // PostgreSQL takes no parameter here; the name is its own
            await client.query(`set transaction snapshot '${id}'`)
            await work(client)
          },
          mode,
        ),
      )
      const done = await Promise.allSettled([work(first), ...others])
      for (const one of done) if (one.status === 'rejected') throw one.reason
    },
    mode,
  )
}

/** The database has not answered in time: nothing more is asked on that connection, it is given up. */
function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout'
}
