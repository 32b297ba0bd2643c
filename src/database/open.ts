import pg from 'pg'
import { checkServer } from './check-server.ts'
import { describeOnce } from './describe-once.ts'
import { type EmbeddedConnection, startEmbedded } from './embedded/embedded.ts'
import type { HostWatch } from './hosts/host-watch.ts'
import { termsOf } from './hosts/primary-client.ts'
import { assertPoolerFits } from './pooler-check.ts'

/** The open database: everything a room needs to run its statements. */
export interface Database {
  readonly pool: pg.Pool
  /** How the pool connects, for whoever needs a connection of its own (a bench, a listener). */
  readonly connection: pg.ClientConfig
  /** How the role connects that owns the schema: for migrations only. Undefined where nobody named one. */
  readonly owner?: pg.ClientConfig | undefined
  /** The superuser of an embedded PostgreSQL. */
  readonly superuser?: pg.ClientConfig | undefined
  /** `embedded`: PostgreSQL runs beside us and stops with us; `server`: it was there before. */
  readonly kind: 'embedded' | 'server'
  /** What is seen of the hosts, where `DATABASE_URL` names several. */
  readonly hosts?: HostWatch | undefined
  /** Ends every connection; an embedded PostgreSQL nobody else uses is stopped. */
  close(): Promise<void>
}

export interface OpenOptions {
  /** A PostgreSQL server, as `postgres://user:password@host/database`, or several hosts of it; without it the embedded one is used. */
  readonly url?: string | undefined
  /** The same server as its owner, `postgres://owner:password@host/database`, for migrations. */
  readonly ownerUrl?: string | undefined
  /** Where the embedded PostgreSQL keeps its files. */
  readonly dataFolder: string
  /** PostgreSQL settings of the embedded one, counted when it is started. */
  readonly settings?: Readonly<Record<string, string>>
  /** How many connections at most; 12 without it. */
  readonly max?: number
}

const DATE = 1082

/** A date stays the text `2026-11-23`: as a Date object it would become another day in another time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === DATE
      ? (value: string) => value
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/** The terms of every connection. */
const shared = { types, options: '-c timezone=UTC', application_name: 'bekal', keepAlive: true }

/**
 * Opens the database: the server at `url`, or else the embedded PostgreSQL of `dataFolder`.
 * Throws one sentence that says what to do when the server cannot be reached, refuses us, or is too old.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if (options.url) {
    const { terms, watch: hosts } = termsOf(options.url)
    const owner = options.ownerUrl === undefined ? undefined : termsOf(options.ownerUrl)
    const closeBehind = async () => {
      hosts?.close()
      owner?.watch?.close()
    }
    const opened = await openPool(terms, 'server', options.max, closeBehind, workBounds)
    return { ...opened, hosts, ...(owner && { owner: { ...shared, ...owner.terms } }) }
  }
  const { dataFolder, settings } = options
  const embedded = await startEmbedded({ dataFolder, ...(settings && { settings }) })
  const opened = await openPool(
    { ...embedded.connection },
    'embedded',
    options.max,
    embedded.stop,
    workBounds,
  )
  const as = (role: EmbeddedConnection) => ({ ...shared, ...role })
  return { ...opened, owner: as(embedded.owner), superuser: as(embedded.superuser) }
}

/**
 * The bounds of long work and of commands: far beyond what any of them takes, so that nothing holds others up for ever. What
 * a process has begun that is gone ends within seconds.
 */
export const workBounds = [
  'statement_timeout=2h',
  'lock_timeout=3min',
  'idle_in_transaction_session_timeout=10min',
  'client_connection_check_interval=2s',
]

/** The options of a connection, with settings of PostgreSQL's added to them. */
export function withSettings(options: string | undefined, settings: readonly string[]): string {
  return [options ?? '', ...settings.map((setting) => `-c ${setting}`)].join(' ')
}

/** Opens a pool on one connection's terms, and checks that what answers there is a PostgreSQL we can use. */
export async function openPool(
  terms: pg.ClientConfig,
  kind: Database['kind'],
  max: number | undefined,
  closeBehind: () => Promise<void>,
  bounds: readonly string[] = [],
): Promise<Database> {
  describeOnce()
  const connection = { ...shared, ...terms }
  const options = withSettings(connection.options, bounds)
  const pool = new pg.Pool({ ...connection, options, max: max ?? 12, connectionTimeoutMillis: 15_000 })
  // A connection that dies while idle is simply replaced; without a listener it would end the process.
  pool.on('error', () => {})
  // So is one that dies in somebody's hands between two statements: whoever holds it learns by the next one.
  pool.on('connect', (client) => client.on('error', () => {}))
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => {
    closed ??= pool.end().then(closeBehind)
    return closed
  }
  try {
    const pooled = await checkServer(pool, kind)
    if (pooled) await assertPoolerFits(connection)
  } catch (error) {
    await close()
    throw error
  }
  return { pool, connection, kind, close }
}
