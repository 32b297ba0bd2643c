import { availableParallelism } from 'node:os'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import { second } from '../kernel/clock.ts'
import { type call, rowsOf } from './sql.ts'

/**
 * Requests that arrive together travel together: what waits is run as one transaction of set-based statements, each
 * request with its own result. Never waits itself: an idle lane takes a single request at once.
 */
export interface Batcher<Request, Result> {
  submit(request: Request): Promise<Result>
  close(): Promise<void>
}

export interface BatcherOptions<Request, Result> {
  readonly connection: pg.ClientConfig
  /** connections that run batches side by side */
  readonly lanes: number
  readonly maxBatch: number
  /** requests that share a key never run at the same time, so each decision sees the one before it */
  keys(request: Request): readonly string[]
  /** runs one batch as one transaction on a pipelined connection; a result per request, in order */
  run(client: pg.Client, requests: readonly Request[], lane: number): Promise<Result[]>
}

interface Waiting<Request, Result> {
  readonly request: Request
  readonly keys: readonly string[]
  readonly alone: boolean
  /** its caller waits no more */
  readonly over: () => boolean
  resolve(result: Result): void
  reject(error: unknown): void
}

// Hot statements probe indexes row by row whatever the statistics say (joins by hash or merge would read whole tables
// when a table grew faster than its statistics), and are planned once.
const hotSettings = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
  'statement_timeout=8s',
]
  .map((setting) => `-c ${setting}`)
  .join(' ')

/** How long a batch may take before its connection is given up, and a request before its caller hears of it, in ms. */
const batchPatienceMs = 10 * second
const callerPatienceMs = 12 * second

/** Lanes that pay: one for two cores, which a batch and what makes the next one keep busy; at most four. */
export const hotLanes = Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)))

/** Opens the lanes lazily and keeps them; a lost connection is opened anew by the next batch. */
export function createBatcher<Request, Result>(
  options: BatcherOptions<Request, Result>,
): Batcher<Request, Result> {
  type Entry = Waiting<Request, Result>
  let queue: Entry[] = []
  const busyKeys = new Set<string>()
  const idle = Array.from({ length: options.lanes }, (_, lane) => lane)
  const clients = new Map<number, pg.Client>()
  const runs = new Map<number, number>()
  let closed = false

  async function clientOf(lane: number): Promise<pg.Client> {
    const open = clients.get(lane)
    if (open) return open
    const client = new pg.Client({
      ...options.connection,
      options: `${options.connection.options ?? ''} ${hotSettings}`,
      pipeline: true,
      connectionTimeoutMillis: 5 * second,
    })
    const forget = () => {
      if (clients.get(lane) === client) clients.delete(lane)
    }
    client.on('error', forget)
    client.on('end', forget)
    await client.connect()
    clients.set(lane, client)
    return client
  }

  function take(): Entry[] {
    const batch: Entry[] = []
    const left: Entry[] = []
    const seen = new Set<string>()
    queue = queue.filter((entry) => !entry.over())
    for (const [i, entry] of queue.entries()) {
      if (batch.length === options.maxBatch) {
        left.push(...queue.slice(i))
        break
      }
      const fits =
        (batch.length === 0 || (!entry.alone && !batch[0]!.alone)) &&
        entry.keys.every((key) => !busyKeys.has(key) && !seen.has(key))
      if (fits) batch.push(entry)
      else left.push(entry)
      // Later requests of the same key must not overtake this one.
      for (const key of entry.keys) seen.add(key)
    }
    queue = left
    return batch
  }

  async function runBatch(lane: number, batch: Entry[]): Promise<void> {
    for (const entry of batch) for (const key of entry.keys) busyKeys.add(key)
    let giveUp: NodeJS.Timeout | undefined
    try {
      const client = await clientOf(lane)
      giveUp = setTimeout(() => cut(client), batchPatienceMs)
      await replanNowAndThen(client, lane)
      const results = await options.run(
        client,
        batch.map((entry) => entry.request),
        lane,
      )
      batch.forEach((entry, i) => {
        entry.resolve(results[i]!)
      })
    } catch (error) {
      // One bad apple must not spoil the batch: each is tried once more by itself.
      for (const entry of batch) {
        if (entry.alone || closed) entry.reject(error)
        else queue.push({ ...entry, alone: true })
      }
    } finally {
      clearTimeout(giveUp)
      for (const entry of batch) for (const key of entry.keys) busyKeys.delete(key)
    }
  }

  /** A plan made for an almost empty table is a bad one when it has grown: often at first, then seldom. */
  async function replanNowAndThen(client: pg.Client, lane: number): Promise<void> {
    const count = (runs.get(lane) ?? 0) + 1
    runs.set(lane, count)
    const due = count <= 1024 ? (count & (count - 1)) === 0 : count % 1024 === 0
    if (due) await client.query('discard plans')
  }

  function pump(): void {
    while (idle.length > 0 && queue.length > 0) {
      const batch = take()
      if (batch.length === 0) return
      const lane = idle.shift()!
      void runBatch(lane, batch).finally(() => {
        idle.push(lane)
        pump()
      })
    }
  }

  // All requests of one turn of the event loop are queued before the first batch leaves.
  let pumping = false
  function pumpSoon(): void {
    if (pumping) return
    pumping = true
    setImmediate(() => {
      pumping = false
      pump()
    })
  }

  return {
    submit(request) {
      if (closed) return Promise.reject(new Error('the batcher is closed'))
      return new Promise((resolve, reject) => {
        let over = false
        const patience = setTimeout(() => {
          over = true
          reject(new Error('the database has not answered in time; what came of it is not known'))
        }, callerPatienceMs)
        const ending =
          <Value>(end: (value: Value) => void) =>
          (value: Value) => {
            clearTimeout(patience)
            end(value)
          }
        queue.push({
          request,
          keys: options.keys(request),
          alone: false,
          over: () => over,
          resolve: ending(resolve),
          reject: ending(reject),
        })
        pumpSoon()
      })
    },
    async close() {
      closed = true
      while (idle.length < options.lanes) await new Promise((resolve) => setTimeout(resolve, 5))
      await Promise.all([...clients.values()].map((client) => client.end()))
    },
  }
}

/** Ends a connection that does not answer: whatever waits on it fails, and the lane opens another. */
function cut(client: pg.Client): void {
  const { connection } = client as unknown as { connection: { stream: Duplex } }
  connection.stream.destroy()
}

/**
 * Runs statements as one transaction in one round trip and returns the rows of the last one.
 * A commit that comes back as ROLLBACK is an error: a statement before it had failed.
 */
export async function pipelineTransaction<Row>(
  client: pg.Client,
  statements: readonly ReturnType<typeof call>[],
): Promise<Row[]> {
  const sent = [
    client.query('begin isolation level read committed'),
    ...statements.map((sql) => client.query(sql)),
    client.query('commit'),
  ]
  const settled = await Promise.allSettled(sent)
  const failed = settled.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  const answers = settled.map((result) => (result as PromiseFulfilledResult<pg.QueryArrayResult>).value)
  if (answers.at(-1)!.command !== 'COMMIT') throw new Error('the transaction was rolled back at commit')
  return rowsOf(answers.at(-2)!)
}
