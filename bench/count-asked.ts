import pg from 'pg'
import type { Asked } from './server-messages.ts'

/** What pg keeps of a client, as far as it is read here. */
interface Inner {
  readonly _activeQuery: unknown
  readonly _queryQueue: readonly unknown[]
  readonly _sentQueryQueue: readonly unknown[]
}

/** Counts from now on what this process asks its database; the answer says how much it was so far. */
export function countAsked(): () => Asked {
  let statements = 0
  let roundTrips = 0
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client & Inner, ...args: unknown[]) {
    // A trip is several. Not known by its class: a commit before it had none.
    statements += (args[0] as { readonly names?: readonly string[] } | undefined)?.names?.length ?? 1
    const waits = this._sentQueryQueue.length > 0 || this._queryQueue.length > 0 || this._activeQuery
    const { pipeline } = this as unknown as { pipeline: boolean }
    if (!waits || !pipeline) roundTrips += 1
    return query.apply(this, args)
  } as typeof pg.Client.prototype.query
  return () => ({ statements, roundTrips })
}
