import type pg from 'pg'
import { tamper } from './database.ts'

/** Leaves a database with an empty journal: what migrations have told of themselves is not what its seals are tested by. */
export async function withoutHistory(...pools: readonly pg.Pool[]): Promise<void> {
  for (const pool of pools) await tamper(pool, 'truncate journal, trace restart identity')
}
