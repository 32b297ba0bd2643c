import type pg from 'pg'

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
    await client.query(`begin isolation level ${mode}`)
    const result = await work(client)
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

/** The database has not answered in time: nothing more is asked on that connection, it is given up. */
function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout'
}
