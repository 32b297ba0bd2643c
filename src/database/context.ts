import type pg from 'pg'
import type { Clock } from '../kernel/clock.ts'
import type { Secrets } from '../kernel/secrets/secrets.ts'

/** What an operation of a domain room is handed: the database, the time and the keys. Nothing is global. */
export interface Context {
  readonly db: pg.Pool
  readonly clock: Clock
  readonly secrets: Secrets
  /** milliseconds by which the machine's clock may be apart from the database's; see clock-check.ts */
  readonly clockToleranceMs?: number
  /** nothing that is written stays; see try-out.ts */
  readonly trial?: boolean
}
