import pg from 'pg'
import { minute, second } from '../kernel/clock.ts'
import { openReadingLanes, type ReadingLanes } from './lanes/reading-lanes.ts'
import { type Database, withSettings, workBounds } from './open.ts'
import { onlyReads } from './sql.ts'

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
 * every wait of theirs ends. Single statements that only read travel together on a few of them.
 */
export function openFrontPool(
  { connection }: Pick<Database, 'connection'>,
  waits: { readonly connection: number; readonly statement: number; readonly answer: number } = frontWaits,
): pg.Pool {
  const terms = boundTo(connection, waits)
  const pool = new pg.Pool({
    ...terms,
    max: 12,
    pipeline: true,
  })
  // Several wait on one lane: where the first hangs the others have waited as long when it ends, and are told before.
  const lanes = openReadingLanes({ ...terms, query_timeout: waits.answer * 0.6 })
  const end = pool.end.bind(pool)
  return Object.assign(replacing(pool), {
    query: readingTogether(pool, lanes),
    end: (async () => {
      await Promise.all([end(), lanes.close()])
    }) as pg.Pool['end'],
  })
}

/** How long a page of the console lets a read of its own wait behind another on one lane, in ms. */
const consolePatienceMs = 200

/**
 * What the pages of the console read by: the pool of long work, but for single statements that only read, which travel together on two
 * lanes of their own. There a statement may take as long as long work may, which is why they are no lanes of the front: what a buyer
 * reads never waits behind a search of an auditor, nor a page of the console behind another's for long. Ending it leaves the pool open.
 */
export function openConsoleReads({ pool, connection }: Pick<Database, 'pool' | 'connection'>): pg.Pool {
  const options = withSettings(connection.options, workBounds)
  const lanes = openReadingLanes({ ...connection, options, connectionTimeoutMillis: 15 * second }, 2)
  return seenWith(pool, { query: readingTogether(pool, lanes, consolePatienceMs), end: lanes.close })
}

/**
 * The connection by which a process follows the database and says that it is alive: its leases, its look at the clock, the
 * rules in force. Neither pages nor long work can keep it waiting.
 */
export function openPulsePool({ connection }: Pick<Database, 'connection'>): pg.Pool {
  return replacing(new pg.Pool({ ...boundTo(connection, pulseWaits), max: 1 }))
}

const pulseWaits = { connection: 4 * second, statement: 3 * second, answer: 4 * second }

/** The terms of a connection on which every wait ends. */
function boundTo(connection: pg.ClientConfig, waits: Record<keyof typeof frontWaits, number>) {
  const bounds = [
    `statement_timeout=${waits.statement}`,
    `idle_in_transaction_session_timeout=${minute}`,
    // A statement whose caller has gone is ended, and not worked on for nobody.
    'client_connection_check_interval=2s',
  ]
  return {
    ...connection,
    options: withSettings(connection.options, bounds),
    query_timeout: waits.answer,
    connectionTimeoutMillis: waits.connection,
  }
}

/** As in open.ts: a connection that dies is replaced, and whoever holds it learns by the next statement. */
function replacing(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** How a pool is asked whose reads travel on lanes; `patienceMs`: how long one waits behind another there. All else is asked as before. */
function readingTogether(pool: pg.Pool, lanes: ReadingLanes, patienceMs?: number): pg.Pool['query'] {
  const alone = pool.query.bind(pool) as (...asked: unknown[]) => Promise<never>
  const query = (asked: unknown, ...rest: unknown[]) => {
    if (!isCall(asked) || !onlyReads(asked)) return alone(asked, ...rest)
    const patience = patienceMs === undefined ? undefined : { ms: patienceMs, elsewhere: () => alone(asked) }
    const together = lanes.query(asked, patience)
    if (!together) return alone(asked)
    const from = performance.now()
    // A lane is lost with all that is on it, whoever is to blame: what reads can be asked again. But not by who has waited: where the
    // database hangs a second wait would be as long, and they are told to come again.
    return together.catch((error: Error) => {
      if (isLost(error) && performance.now() - from < 2 * second) return alone(asked)
      throw error
    })
  }
  return query as pg.Pool['query']
}

/** A pool as others see it, who ask it in another way; the pool itself stays as it is. */
function seenWith(pool: pg.Pool, own: Partial<pg.Pool>): pg.Pool {
  return new Proxy(pool, {
    get(of, name) {
      if (Object.hasOwn(own, name)) return Reflect.get(own, name)
      const inherited: unknown = Reflect.get(of, name)
      return typeof inherited === 'function' ? inherited.bind(of) : inherited
    },
  })
}

/** Ended by an administrator or by a crash beside it, or gone without a word. */
function isLost({ code, message }: NodeJS.ErrnoException): boolean {
  return (
    /^(57P0[123]|EPIPE|ECONNRESET)$/.test(code ?? '') ||
    /^Connection terminated|is not queryable$/.test(message)
  )
}

function isCall(asked: unknown): asked is pg.QueryArrayConfig {
  return typeof asked === 'object' && asked !== null && 'text' in asked && typeof asked.text === 'string'
}
