import type pg from 'pg'
import { second } from '../../kernel/clock.ts'
import { newClient } from '../hosts/primary-client.ts'
import { withSettings } from '../open.ts'
import type { Queryable } from '../sql.ts'
import { cutOff } from './client-stream.ts'
import { replanIsDue } from './replan.ts'

// Hot statements probe indexes row by row whatever the statistics say (joins by hash or merge would read whole tables
// when a table grew faster than its statistics), and are planned once.
const hotSettings = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
  'default_transaction_isolation=read\\ committed',
  'statement_timeout=8s',
  // A process that stands still in the middle of writing a batch holds its cards' rows no longer than that.
  'transaction_timeout=10s',
]

/** How long a batch may take before its connection is given up, in ms. */
const batchPatienceMs = 10 * second

/** A connection on which one batch at a time runs: opened by the first, and anew by the next one after it was lost. */
export interface HotLane {
  readonly number: number
  use<Result>(run: (client: pg.Client) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Statements one by one on a lane, each a transaction of its own. */
export function laneQueries(lane: HotLane): Queryable {
  const query = (asked: pg.QueryConfig) => lane.use((client) => client.query(asked))
  return { query } as Queryable
}

export function hotLane(connection: pg.ClientConfig, number: number): HotLane {
  let open: pg.Client | undefined
  let runs = 0

  async function clientOf(): Promise<pg.Client> {
    if (open) return open
    const client = newClient({
      ...connection,
      options: withSettings(connection.options, hotSettings),
      connectionTimeoutMillis: 5 * second,
    })
    const forget = () => {
      if (open === client) open = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    await client.connect()
    open = client
    return client
  }

  async function replanNowAndThen(client: pg.Client): Promise<void> {
    runs += 1
    if (replanIsDue(runs)) await client.query('discard plans')
  }

  return {
    number,
    async use(run) {
      const client = await clientOf()
      const giveUp = setTimeout(() => cutOff(client), batchPatienceMs)
      try {
        await replanNowAndThen(client)
        return await run(client)
      } finally {
        clearTimeout(giveUp)
      }
    },
    close: async () => open?.end(),
  }
}
