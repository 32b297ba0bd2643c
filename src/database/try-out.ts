import type pg from 'pg'
import type { Context } from './context.ts'

/**
 * Does something with everything that it writes, and takes it all back: what `work` answers is what would have been. Its
 * transactions are points of one that never commits, one after the other; what it has locked stays locked until then.
 * Locks that only keep order among writers are not taken (`Context.trial`).
 */
export async function tryOut<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  const client = await ctx.db.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    return await work({ ...ctx, db: trialPool(client), trial: true })
  } finally {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    client.release(broken)
  }
}

/** The words by which transactions begin and end, within the one that never commits. */
const withinOne: readonly (readonly [RegExp, string])[] = [
  [/^begin\b/, 'savepoint trial'],
  [/^commit$/, 'release savepoint trial'],
  [/^rollback$/, 'rollback to savepoint trial; release savepoint trial'],
]

/** One connection in the place of a pool: whoever asks for it waits until those before are done. */
function trialPool(client: pg.PoolClient): pg.Pool {
  let turn: Promise<unknown> = Promise.resolve()
  const connect = () => {
    const { promise: done, resolve: release } = Promise.withResolvers<void>()
    const mine = turn.then(() => ({ query: query(client), release: () => release() }))
    turn = mine.then(() => done)
    return mine
  }
  return {
    connect,
    query: async (...asked: unknown[]) => {
      const mine = await connect()
      try {
        return await mine.query(...asked)
      } finally {
        mine.release()
      }
    },
  } as unknown as pg.Pool
}

function query(client: pg.PoolClient) {
  const ask = client.query.bind(client) as (...asked: unknown[]) => Promise<pg.QueryResult>
  return async (...asked: unknown[]): Promise<pg.QueryResult> => {
    const [text] = asked
    const within = typeof text === 'string' ? withinOne.find(([word]) => word.test(text)) : undefined
    if (!within) return ask(...asked)
    const answer = await ask(within[1])
    return text === 'commit' ? { ...answer, command: 'COMMIT' } : answer
  }
}
