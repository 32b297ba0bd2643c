import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { after, test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '../../../test/database.ts'
import { openConsoleReads, openFrontPool } from '../front-pool.ts'
import { call, statement } from '../sql.ts'
import { inTransaction } from '../transaction.ts'

const database = await testDatabase()
const pool = openFrontPool(database)
after(() => pool.end())

const backend = statement<[n: number]>('test/backend-of', 'select pg_backend_pid(), $1::int')
const sleep = statement<[seconds: number]>('test/sleep', 'select pg_sleep($1::float8)')
const disguised = statement<[]>('test/disguised', `select test_write()`)
const owner = new pg.Client(database.owner)
await owner.connect()
await owner.query(`
  create table test_written (n int);
  grant all on test_written to public;
  create function test_write() returns int language sql as 'insert into test_written values (1) returning n'`)
await owner.end()

/** The next statements travel on another lane than those before. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const backendOf = async (n: number) => (await pool.query<[number, number]>(call(backend, [n]))).rows[0]!

test('what is read at once by many travels on one connection, and is answered to each their own', async () => {
  const found = await Promise.all(Array.from({ length: 200 }, (_, n) => backendOf(n)))
  assert.deepEqual(
    found.map(([, n]) => n),
    Array.from({ length: 200 }, (_, n) => n),
  )
  assert.equal(new Set(found.map(([pid]) => pid)).size, 1)
})

test('something slow on every lane holds up nobody who comes later', async () => {
  const slow: Promise<unknown>[] = []
  for (let lane = 0; lane <= availableParallelism(); lane++) {
    slow.push(pool.query(call(sleep, [3])))
    await nextTurn()
  }
  await pool.query('select pg_sleep(0.1)')
  const from = performance.now()
  await Promise.all(Array.from({ length: 20 }, (_, n) => backendOf(n)))
  assert.ok(performance.now() - from < 2000)
  await Promise.all(slow)
})

test('nobody who reads is told that a lane was lost: they are asked again, and it is opened anew', async () => {
  const slow = pool.query(call(sleep, [2]))
  await nextTurn()
  const [pid] = await backendOf(1)
  const killed = await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep($1%' or pid = ${pid}`,
  )
  assert.ok(killed.rows.length >= 2)
  const again = await Promise.all(Array.from({ length: 20 }, (_, n) => backendOf(n)))
  assert.ok(again.every(([one]) => one !== pid))
  assert.equal((await slow).rows.length, 1)
})

test('what writes in spite of its look is refused, and a transaction begins with what it asks first', async () => {
  await assert.rejects(pool.query(call(disguised, [])), /read-only transaction/)
  const counted = await inTransaction(pool, async (client) => {
    await client.query('insert into test_written values (2)')
    return (await client.query('select count(*)::int as all from test_written')).rows[0].all
  })
  assert.equal(counted, 1)
  await assert.rejects(
    inTransaction(pool, async (client) => {
      await client.query('insert into test_written values (3)')
      await client.query('select 1 / 0')
    }),
    /division by zero/,
  )
  assert.equal((await pool.query('select count(*)::int as all from test_written')).rows[0].all, 1)
})

test('what the console reads waits behind nothing slow, holds up no buyer, and writes where it wrote before', async () => {
  const reads = openConsoleReads(database)
  const backendsOf = (asked: Promise<pg.QueryResult<[number, number]>>[]) =>
    Promise.all(asked).then((found) => found.map(({ rows }) => rows[0]![0]))
  const from = performance.now()
  // In one turn, on one lane: the others stand behind it, and are asked elsewhere when they have waited a while.
  const slow = reads.query(call(sleep, [3]))
  const behind = await backendsOf(Array.from({ length: 3 }, (_, n) => reads.query(call(backend, [n]))))
  assert.ok(performance.now() - from < 2000)
  await nextTurn()
  // On the other lane, together.
  const [lane, ...same] = await backendsOf(
    Array.from({ length: 3 }, (_, n) => reads.query(call(backend, [n]))),
  )
  assert.ok(same.every((one) => one === lane) && !behind.includes(lane!))
  assert.equal((await reads.query('insert into test_written values (4)')).rowCount, 1)
  const front = (await backendOf(1))[0]
  assert.ok(front !== lane && !behind.includes(front))
  await slow
  await reads.end()
  assert.equal((await database.pool.query('select 1 as one')).rows[0].one, 1)
})
