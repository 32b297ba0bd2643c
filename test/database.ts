import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import type { EmbeddedConnection } from '../src/database/embedded/embedded.ts'
import { APPLICATION, OWNER } from '../src/database/embedded/embedded-roles.ts'
import { type Database, openPool } from '../src/database/open.ts'
import { asSuperuser, startTestCluster, TEMPLATE, type TestCluster } from './cluster.ts'
import { testSecret } from './test-secret.ts'

// Commands that a test runs on its database open it by the database's own secret.
process.env.BEKAL_SECRET ??= testSecret

const open: Database[] = []
const lastLooks: (() => Promise<unknown>)[] = []
let cluster: Promise<TestCluster> | undefined

/** Registered when a test file imports this one, so that it runs at the very end of that file. */
after(async () => {
  try {
    for (const look of lastLooks) await look()
  } finally {
    for (const database of open) await database.close()
    await (await cluster)?.stop()
  }
})

/** Looks at the databases of the file once more before they end; what it throws is a failure of the file. */
export function atTheEnd(look: () => Promise<unknown>): void {
  lastLooks.push(look)
}

/**
 * A database of its own for the calling file, migrated and empty. Call it at the top of the file, before the first
 * test is declared: it is dropped when all tests of the file are done, and a pause between them looks like that.
 */
export async function testDatabase(options: { max?: number } = {}): Promise<Database> {
  return makeDatabase(TEMPLATE, options.max)
}

/** As {@link testDatabase}, without the schema: for tests of migrations themselves. */
export async function emptyDatabase(): Promise<Database> {
  return makeDatabase('template1', undefined, OWNER)
}

/** Runs a statement as the superuser, who may do what the application may not: tamper, and break tables. */
export async function tamper(pool: pg.Pool, sql: string, values?: unknown[]): Promise<void> {
  await asSuperuserOf(pool, (client) => client.query(sql, values))
}

/** Lets the superuser work in a transaction that is undone at the end: whoever owns the machine can change anything. */
export async function tampered(pool: pg.Pool, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  await asSuperuserOf(pool, async (client) => {
    await client.query('begin')
    await work(client)
  })
}

/** A connection of the superuser to the database of this pool. */
export async function asSuperuserOf(
  pool: pg.Pool,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ ...pool.options, user: 'postgres' })
  await client.connect()
  await work(client).finally(() => client.end())
}

/** The settings of a process that is to run on a test database, as the application's role. */
export function settingsOf(database: Pick<Database, 'connection'>): {
  DATABASE_URL: string
  BEKAL_SECRET: string
} {
  const { host, user, database: name } = database.connection
  return {
    DATABASE_URL: `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host ?? '')}`,
    BEKAL_SECRET: testSecret,
  }
}

/** The cluster of the whole run, or, when one file is run by hand, one of its own. */
async function findCluster(): Promise<EmbeddedConnection> {
  const host = process.env.BEKAL_TEST_POSTGRES
  if (host) return { host, user: 'postgres', database: 'bekal' }
  cluster ??= startTestCluster()
  return (await cluster).superuser
}

async function makeDatabase(
  template: string,
  max: number | undefined,
  user = APPLICATION,
): Promise<Database> {
  const superuser = await findCluster()
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await asSuperuser(superuser, `create database ${name} template ${template} owner ${OWNER}`)
  const as = (role: string) => ({ ...superuser, user: role, database: name })
  const opened = await openPool(as(user), 'embedded', max, async () => {
    await asSuperuser(superuser, `drop database if exists ${name} with (force)`)
  })
  const database = { ...opened, owner: as(OWNER), superuser: as('postgres') }
  open.push(database)
  return database
}
