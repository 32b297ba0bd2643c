import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedConnection, startEmbedded } from './embedded/embedded.ts'

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
  /** Ends every connection; an embedded PostgreSQL nobody else uses is stopped. */
  close(): Promise<void>
}

export interface OpenOptions {
  /** A PostgreSQL server, as `postgres://user:password@host/database`; without it the embedded one is used. */
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

const OLDEST_VERSION = 18
const DATE = 1082
const RECOVERY_PATIENCE_MS = 60_000
/** Starting up, shutting down, ended by a crash of another process. */
const RECOVERING = new Set(['57P03', '57P02', '57P01'])
const GONE = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET'])

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
    const connection = { connectionString: options.url }
    const opened = await openPool(connection, 'server', options.max, async () => {})
    if (!options.ownerUrl) return opened
    return { ...opened, owner: { ...shared, connectionString: options.ownerUrl } }
  }
  const { dataFolder, settings } = options
  const embedded = await startEmbedded({ dataFolder, ...(settings && { settings }) })
  const opened = await openPool({ ...embedded.connection }, 'embedded', options.max, embedded.stop)
  const as = (role: EmbeddedConnection) => ({ ...shared, ...role })
  return { ...opened, owner: as(embedded.owner), superuser: as(embedded.superuser) }
}

/** Opens a pool on one connection's terms, and checks that what answers there is a PostgreSQL we can use. */
export async function openPool(
  terms: pg.ClientConfig,
  kind: Database['kind'],
  max: number | undefined,
  closeBehind: () => Promise<void>,
): Promise<Database> {
  const connection = { ...shared, ...terms }
  const pool = new pg.Pool({ ...connection, max: max ?? 12, connectionTimeoutMillis: 15_000 })
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
    await checkVersion(pool, kind)
  } catch (error) {
    await close()
    throw error
  }
  return { pool, connection, kind, close }
}

async function checkVersion(pool: pg.Pool, kind: Database['kind']): Promise<void> {
  const answer = await askVersion(pool, kind, RECOVERY_PATIENCE_MS).catch((error) => {
    if (kind === 'embedded') throw error
    throw new Error(explain(error as NodeJS.ErrnoException), { cause: error })
  })
  const refused = versionRefusal(Number(answer.rows[0]?.server_version_num))
  if (refused) throw new Error(refused)
}

/**
 * A PostgreSQL that was killed recovers before it answers, and an embedded one may just be started again: both are
 * waited for. A server that is not there at all is not.
 */
async function askVersion(pool: pg.Pool, kind: Database['kind'], patienceMs: number) {
  const until = performance.now() + patienceMs
  for (;;) {
    try {
      return await pool.query<{ server_version_num: string }>('show server_version_num')
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      const passing = RECOVERING.has(code) || (kind === 'embedded' && GONE.has(code))
      if (!passing || performance.now() > until) throw error
      await sleep(100)
    }
  }
}

/** Says what to do when PostgreSQL, by its `server_version_num`, is older than what we are written for. */
export function versionRefusal(versionNumber: number): string | undefined {
  const version = Math.floor(versionNumber / 10_000)
  if (version >= OLDEST_VERSION) return undefined
  return (
    `The PostgreSQL at DATABASE_URL is version ${version}; bekal needs ${OLDEST_VERSION} or newer. ` +
    'Upgrade it, name another server, or leave DATABASE_URL empty to use the embedded one.'
  )
}

function explain(error: NodeJS.ErrnoException): string {
  const said = error.message || error.code || String(error)
  switch (error.code) {
    case '28P01':
    case '28000':
      return `PostgreSQL at DATABASE_URL does not let us in (${said}): check the user and password in it.`
    case '3D000':
      return `PostgreSQL at DATABASE_URL does not have the database named there (${said}): create it first.`
    default:
      return (
        `PostgreSQL cannot be reached (${said}). Check DATABASE_URL and that the server is running, ` +
        'or leave DATABASE_URL empty to use the embedded one.'
      )
  }
}
