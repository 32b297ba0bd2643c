import { availableParallelism } from 'node:os'
import type pg from 'pg'
import { second } from '../kernel/clock.ts'
import type { BatchWatch } from './batch-watch.ts'
import { type HotLane, hotLane } from './lanes/hot-lane.ts'

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
  /** runs one batch as one transaction; a result per request, in order */
  run(client: pg.Client, requests: readonly Request[], lane: number): Promise<Result[]>
  /** looks at each batch as it runs */
  readonly watch?: BatchWatch | undefined
}

interface Waiting<Request, Result> {
  readonly request: Request
  readonly keys: readonly string[]
  readonly alone: boolean
  readonly mark: unknown
  /** its caller waits no more */
  readonly over: () => boolean
  resolve(result: Result): void
  reject(error: unknown): void
}

/** How long a request may take before its caller hears of it, in ms: longer than its batch may. */
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
  const lanes = Array.from({ length: options.lanes }, (_, number) => hotLane(options.connection, number))
  const idle = [...lanes]
  let closed = false

  async function runBatch(lane: HotLane, batch: Entry[]): Promise<void> {
    for (const entry of batch) for (const key of entry.keys) busyKeys.add(key)
    try {
      const run = (asked: Request[]) => lane.use((client) => options.run(client, asked, lane.number))
      const results = await seen(options.watch, batch, run)
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
      for (const entry of batch) for (const key of entry.keys) busyKeys.delete(key)
    }
  }

  function pump(): void {
    while (idle.length > 0 && queue.length > 0) {
      const { batch, left } = nextBatch(queue, busyKeys, options.maxBatch)
      queue = left
      if (batch.length === 0) return
      const lane = idle.shift()!
      void runBatch(lane, batch).finally(() => {
        idle.push(lane)
        pump()
      })
    }
  }

  // All requests of one turn of the event loop are queued before the first batch leaves.
  const pumpSoon = onceSoon(pump)

  return {
    submit(request) {
      if (closed) return Promise.reject(new Error('the batcher is closed'))
      return patiently((waiting) => {
        queue.push({ ...askedOf(options, request), alone: false, ...waiting })
        pumpSoon()
      })
    },
    async close() {
      closed = true
      while (idle.length < options.lanes) await new Promise((resolve) => setTimeout(resolve, 5))
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

function askedOf<Request>(
  { keys, watch }: Pick<BatcherOptions<Request, never>, 'keys' | 'watch'>,
  request: Request,
) {
  return { request, keys: keys(request), mark: watch?.mark() }
}

/** Runs a batch before the eyes of whoever watches. */
function seen<Request, Result>(
  watch: BatchWatch | undefined,
  batch: readonly { readonly request: Request; readonly mark: unknown }[],
  run: (requests: Request[]) => Promise<Result>,
): Promise<Result> {
  const requests = batch.map(({ request }) => request)
  if (!watch) return run(requests)
  const marks = batch.map(({ mark }) => mark)
  return watch.around(marks, () => run(requests))
}

/** Runs `act` after this turn of the event loop, once however often it was asked for. */
function onceSoon(act: () => void): () => void {
  let due = false
  return () => {
    if (due) return
    due = true
    setImmediate(() => {
      due = false
      act()
    })
  }
}

/** What of a queue may run now, together, and what waits on. */
function nextBatch<Entry extends Pick<Waiting<unknown, never>, 'keys' | 'alone' | 'over'>>(
  queue: readonly Entry[],
  busyKeys: ReadonlySet<string>,
  maxBatch: number,
): { batch: Entry[]; left: Entry[] } {
  const batch: Entry[] = []
  const left: Entry[] = []
  const seen = new Set<string>()
  const waiting = queue.filter((entry) => !entry.over())
  for (const [i, entry] of waiting.entries()) {
    if (batch.length === maxBatch) {
      left.push(...waiting.slice(i))
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
  return { batch, left }
}

/** The result of what is begun with a way to end it; fails when it takes too long. */
function patiently<Result>(
  begin: (waiting: Pick<Waiting<never, Result>, 'over' | 'resolve' | 'reject'>) => void,
): Promise<Result> {
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
    begin({ over: () => over, resolve: ending(resolve), reject: ending(reject) })
  })
}
