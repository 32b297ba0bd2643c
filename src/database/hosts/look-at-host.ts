import pg from 'pg'
import { second } from '../../kernel/clock.ts'

/** One host of a list. */
export interface Host {
  /** as the address names it: `db-a:5432` */
  readonly name: string
  readonly host: string
  readonly port: number
  /** an address with this host alone */
  readonly url: string
}

/** What a host said of itself: a standby, or something that takes writes; `away` where it said nothing. */
export type Said =
  | { readonly is: 'away' | 'standby' }
  | { readonly is: 'writable'; readonly system: string; readonly timeline: number }

/** How long a host may take to say what it is, in ms. */
const patience = 3 * second

// The timeline as the WAL is written now: the control file learns of a promotion only by its next checkpoint.
const ask = `
  select pg_is_in_recovery() as standby, system_identifier::text as system,
    case when not pg_is_in_recovery() then left(pg_walfile_name(pg_current_wal_lsn()), 8) end as timeline
  from pg_control_system()`

/** Asks a host what it is, on a connection of its own. Never throws. */
export async function lookAtHost({ url }: Host): Promise<Said> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'bekal',
    connectionTimeoutMillis: patience,
    query_timeout: patience,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ standby: boolean; system: string; timeline: string | null }>(ask)
    const { standby, system, timeline } = rows[0]!
    if (standby || timeline === null) return { is: 'standby' }
    return { is: 'writable', system, timeline: Number.parseInt(timeline, 16) }
  } catch {
    return { is: 'away' }
  } finally {
    // It may hang as the look did.
    void client.end().catch(() => {})
  }
}

/** The host that an address of one host leads to. */
export function hostAt(url: string): Host {
  const { host, port } = new pg.Client({ connectionString: url })
  return { name: host.startsWith('/') ? `${host}/.s.PGSQL.${port}` : `${host}:${port}`, host, port, url }
}
