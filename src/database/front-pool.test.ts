import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { openFrontPool } from './front-pool.ts'
import { inTransaction } from './transaction.ts'

const database = await testDatabase()
const pool = openFrontPool(database, { connection: 300, statement: 300, answer: 600 })

async function within(ms: number, work: Promise<unknown>, says: RegExp): Promise<void> {
  const from = performance.now()
  await assert.rejects(work, says)
  const took = performance.now() - from
  assert.ok(took < ms, `${took} ms`)
}

test('a statement that takes too long is ended by the database, and the connection goes on', async () => {
  await within(2000, pool.query('select pg_sleep(20)'), /statement timeout/)
  await within(
    2000,
    inTransaction(pool, (client) => client.query('select pg_sleep(20)')),
    /statement timeout/,
  )
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1)
})

test('where the database itself keeps no time we do, also in a transaction, and the connection is given up', async () => {
  const unbounded = 'set statement_timeout = 0; select pg_sleep(20)'
  await within(2000, pool.query(unbounded), /Query read timeout/)
  await within(
    2000,
    inTransaction(pool, (client) => client.query(unbounded)),
    /Query read timeout/,
  )
  assert.equal((await pool.query('show statement_timeout')).rows[0].statement_timeout, '300ms')
})

test('who waits for a connection is told so in time', async () => {
  const patient = openFrontPool(database, { connection: 3000, statement: 300, answer: 600 })
  const held = await Promise.all(Array.from({ length: 12 }, () => patient.connect()))
  await within(6000, patient.query('select 1'), /timeout exceeded when trying to connect/)
  for (const client of held) client.release()
  await Promise.all([pool.end(), patient.end()])
})
