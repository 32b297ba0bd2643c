import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { isPooled } from './pooler-check.ts'

type Kind = 'embedded' | 'server'

const OLDEST_VERSION = 18
const RECOVERY_PATIENCE_MS = 60_000
/** Starting up, shutting down, ended by a crash of another process. */
const RECOVERING = new Set(['57P03', '57P02', '57P01'])
const GONE = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET'])

/** Whether a pooler stands before the server. Throws one sentence with what to do where the server is not one for us. */
export async function checkServer(pool: pg.Pool, kind: Kind): Promise<boolean> {
  const found = await askServer(pool, kind, RECOVERY_PATIENCE_MS).catch((error) => {
    if (kind === 'embedded') throw error
    throw new Error(explain(error as NodeJS.ErrnoException), { cause: error })
  })
  const refused = versionRefusal(found.version) ?? zoneRefusal(found.zone)
  if (refused) throw new Error(refused)
  return found.pooled
}

interface FoundServer {
  readonly version: number
  readonly zone: string
  readonly pooled: boolean
}

/**
 * A PostgreSQL that was killed recovers before it answers, and an embedded one may just be started again: both are
 * waited for. A server that is not there at all is not.
 */
async function askServer(pool: pg.Pool, kind: Kind, patienceMs: number): Promise<FoundServer> {
  const until = performance.now() + patienceMs
  for (;;) {
    try {
      return await lookAt(pool)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      const passing = RECOVERING.has(code) || (kind === 'embedded' && GONE.has(code))
      if (!passing || performance.now() > until) throw error
      await sleep(100)
    }
  }
}

async function lookAt(pool: pg.Pool): Promise<FoundServer> {
  const client = await pool.connect()
  let broken = true
  try {
    const { rows } = await client.query<{ version: number; zone: string; pid: number }>(
      `select current_setting('server_version_num')::int as version, current_setting('timezone') as zone,
        pg_backend_pid() as pid`,
    )
    broken = false
    const { version, zone, pid } = rows[0]!
    return { version, zone, pooled: isPooled(client, pid) }
  } finally {
    client.release(broken)
  }
}

/** Says what to do where our time zone did not reach PostgreSQL: a pooler that passes no options on has lost it. */
export function zoneRefusal(zone: string): string | undefined {
  if (/^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu)$/.test(zone)) return undefined
  return (
    `PostgreSQL at DATABASE_URL goes by the time zone ${zone} for us, and it must be UTC. A pooler in between does not hand on ` +
    `what we ask for: alter role ... set timezone = 'UTC' (docs/deployment.md).`
  )
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
  if (/unsupported startup parameter/.test(said))
    return (
      `The pooler at DATABASE_URL does not take what Bekal says when it connects (${said}): set ` +
      'ignore_startup_parameters = options in pgbouncer.ini (docs/deployment.md).'
    )
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
