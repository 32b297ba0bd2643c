import type pg from 'pg'
import { one, rows, statement } from '../database/sql.ts'
import { inOneSnapshot } from '../database/transaction.ts'
import { invariants } from './invariants.ts'

export interface Violation {
  readonly invariant: string
  /** what should hold */
  readonly sentence: string
  readonly count: number
  /** where to look, at most five: `card:12`, `purchase:9` */
  readonly examples: readonly string[]
}

/** What is grouped by purchase is kept in memory: in the usual 4 MB most of it went to files and back. */
const withMemory = statement<[]>('ledger/check-with-memory', `select set_config('work_mem', '64MB', true)`)

/** One connection cannot use two processors for what no plan divides. */
const connections = 2

/**
 * Looks at the whole database as it was at one instant, purchases under way or not, and tells what does not hold, in the order
 * of the invariants.
 */
export async function checkInvariants(
  db: pg.Pool,
  onProgress?: (progress: { readonly done: number; readonly total: number; readonly next: string }) => void,
): Promise<Violation[]> {
  const found = new Map<string, Violation>()
  const waiting = [...invariants]
  let done = 0
  await inOneSnapshot(db, connections, async (client) => {
    await rows(client, withMemory, [])
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, sentence, broken } = next
      onProgress?.({ done, total: invariants.length, next: name })
      const { violations: count, examples } = await one(client, broken, [])
      done++
      if (count > 0) found.set(name, { invariant: name, sentence, count, examples: examples ?? [] })
    }
  })
  return invariants.flatMap(({ name }) => found.get(name) ?? [])
}
