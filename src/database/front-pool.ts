import pg from 'pg'
import { minute, second } from '../kernel/clock.ts'
import type { Database } from './open.ts'

/** How long a request waits for the database before it is told to come again, in ms. */
export const frontWaits = {
  /** for a connection */
  connection: 4 * second,
  /** for a statement, as the database counts */
  statement: 8 * second,
  /** for a statement, as we count: a database that hangs keeps no time */
  answer: 10 * second,
} as const

/**
 * Connections for what somebody waits for: pages and calls. They share none with the timetable and with long work, and
 * every wait of theirs ends.
 */
export function openFrontPool(
  { connection }: Pick<Database, 'connection'>,
  waits: { readonly connection: number; readonly statement: number; readonly answer: number } = frontWaits,
): pg.Pool {
  const bounds = [
    `statement_timeout=${waits.statement}`,
    `idle_in_transaction_session_timeout=${minute}`,
    // A statement whose caller has gone is ended, and not worked on for nobody.
    'client_connection_check_interval=2s',
  ]
  const pool = new pg.Pool({
    ...connection,
    options: [connection.options ?? '', ...bounds.map((bound) => `-c ${bound}`)].join(' '),
    max: 12,
    connectionTimeoutMillis: waits.connection,
    query_timeout: waits.answer,
  })
  // As in open.ts: a connection that dies is replaced, and whoever holds it learns by the next statement.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
