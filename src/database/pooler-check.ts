import type pg from 'pg'
import { second } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import { newClient } from './hosts/primary-client.ts'

/** What stands in `DATABASE_URL`'s way to PostgreSQL, and Bekal cannot run through. */
export class PoolerUnfit extends Error {}

const MANY = 20

/**
 * Throws {@link PoolerUnfit}, with what to do, where a pooler gives each transaction another connection and does not see to
 * it that prepared statements come along (PgBouncer before 1.21, or without `max_prepared_statements`).
 */
export async function assertPoolerFits(terms: pg.ClientConfig): Promise<void> {
  const [one, other] = [clientOf(terms), clientOf(terms)]
  try {
    await one.connect()
    await other.connect()
    if ((await sharesConnections(one, other)) && !(await keepsPrepared(one))) throw new PoolerUnfit(unfit)
  } finally {
    await Promise.allSettled([one.end(), other.end()])
  }
}

const unfit =
  'DATABASE_URL leads to a PgBouncer that gives every transaction another connection and does not keep prepared ' +
  'statements: set max_prepared_statements = 200 in pgbouncer.ini (PgBouncer 1.21 or newer), or pool_mode = session, ' +
  'or name PostgreSQL itself (docs/deployment.md).'

/** Whether a pooler answers on this connection: the process that it names at the start is none of PostgreSQL's. */
export function isPooled(client: pg.ClientBase, backendPid: number): boolean {
  return (client as unknown as { processID: number }).processID !== backendPid
}

function clientOf(terms: pg.ClientConfig): pg.Client {
  const client = newClient({ ...terms, connectionTimeoutMillis: 15 * second, query_timeout: 15 * second })
  client.on('error', () => {})
  return client
}

/** In session mode each client has a process of PostgreSQL for itself and keeps it. */
async function sharesConnections(one: pg.Client, other: pg.Client): Promise<boolean> {
  const own = await backendOf(one)
  for (let round = 0; round < MANY; round++)
    if ((await backendOf(other)) === own || (await backendOf(one)) !== own) return true
  return false
}

async function backendOf(client: pg.Client): Promise<number> {
  return (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid
}

/** Who keeps them gives them names of its own; under our name the statement is only there where nobody does. */
async function keepsPrepared(client: pg.Client): Promise<boolean> {
  const name = `bekal_probe_${randomCode(8)}`
  await client.query('begin')
  await client.query({ name, text: 'select 1' })
  const { rows } = await client.query('select from pg_prepared_statements where name = $1', [name])
  if (rows.length > 0) await client.query(`deallocate "${name}"`)
  await client.query('commit')
  return rows.length === 0
}
