import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import type { EmbeddedConnection } from '../src/database/embedded.ts'
import { type Database, openPool } from '../src/database/open.ts'
import { asSuperuser, startTestCluster, TEMPLATE, type TestCluster } from './cluster.ts'

const open: Database[] = []
let cluster: Promise<TestCluster> | undefined

/** Registered when a test file imports this one, so that it runs at the very end of that file. */
after(async () => {
  for (const database of open) await database.close()
  await (await cluster)?.stop()
})

/**
 * A database of its own for the calling file, migrated and empty. Call it at the top of the file, before the first
 * test is declared: it is dropped when all tests of the file are done, and a pause between them looks like that.
 */
export async function testDatabase(options: { max?: number } = {}): Promise<Database> {
  return makeDatabase(TEMPLATE, options.max)
}

/** As {@link testDatabase}, without the schema: for tests of migrations themselves. */
export async function emptyDatabase(): Promise<Database> {
  return makeDatabase('template1', undefined)
}

/** The cluster of the whole run, or, when one file is run by hand, one of its own. */
async function findCluster(): Promise<EmbeddedConnection> {
  const host = process.env.BEKAL_TEST_POSTGRES
  if (host) return { host, user: 'postgres', database: 'bekal' }
  cluster ??= startTestCluster()
  return (await cluster).superuser
}

async function makeDatabase(template: string, max: number | undefined): Promise<Database> {
  const superuser = await findCluster()
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await asSuperuser(superuser, `create database ${name} template ${template} owner bekal`)
  const database = await openPool(
    { ...superuser, user: 'bekal', database: name },
    'embedded',
    max,
    async () => {
      await asSuperuser(superuser, `drop database if exists ${name} with (force)`)
    },
  )
  open.push(database)
  return database
}
