import type pg from 'pg'
import { one, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
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

/** Looks at the whole database as it was at one instant, purchases under way or not, and tells what does not hold. */
export async function checkInvariants(
  db: pg.Pool,
  onProgress?: (progress: { readonly done: number; readonly total: number; readonly next: string }) => void,
): Promise<Violation[]> {
  return inTransaction(
    db,
    async (client) => {
      const violations: Violation[] = []
      await rows(client, withMemory, [])
      for (const [done, { name, sentence, broken }] of invariants.entries()) {
        onProgress?.({ done, total: invariants.length, next: name })
        const { violations: count, examples } = await one(client, broken, [])
        if (count > 0) violations.push({ invariant: name, sentence, count, examples: examples ?? [] })
      }
      return violations
    },
    'repeatable read read only',
  )
}
