import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { testDatabase } from '../../../test/database.ts'
import { settled } from '../../../test/settled.ts'
import { withoutHistory } from '../../../test/without-history.ts'
import { stoppedClock } from '../../kernel/clock.ts'
import { inTransaction } from '../transaction.ts'
import { continueJournal } from './journal-continue.ts'
import { exportJournal, findJournalHead } from './journal-export.ts'
import { sealJournal } from './journal-seal.ts'
import { verifyJournal } from './journal-verify.ts'

const clock = stoppedClock('2026-11-23T02:00:00Z')
const [few, held, busy, killed, restored] = [
  await testDatabase(),
  await testDatabase(),
  await testDatabase({ max: 24 }),
  await testDatabase(),
  await testDatabase(),
]
await withoutHistory(...[few, held, busy, killed, restored].map(({ pool }) => pool))

const insert = `
  insert into journal (at, actor, act, subject, request_id)
  select '2026-11-23T02:00:00Z', 'system:test', 'tried', $1, 'r' from generate_series(1, $2)`

const sealsOf = async (db: pg.Pool) =>
  (await db.query('select seal::int, rows from journal_seal order by seal')).rows.map(({ rows }) => rows)

test('a seal ends with a transaction, and only one too large for a seal is cut', async () => {
  const ctx = { db: few.pool, clock }
  assert.deepEqual(await sealJournal(ctx), { seals: 0, rows: 0 })
  for (const rows of [4, 4, 4, 25, 1, 10]) await few.pool.query(insert, ['thing:1', rows])
  await settled(few.pool)
  assert.deepEqual(await sealJournal(ctx, { maxRows: 10, maxSeals: 2 }), { seals: 2, rows: 12 })
  assert.deepEqual(await sealJournal(ctx, { maxRows: 10 }), { seals: 4, rows: 36 })
  assert.deepEqual(await sealsOf(few.pool), [8, 4, 10, 10, 6, 10])
  assert.deepEqual(await sealJournal(ctx), { seals: 0, rows: 0 })
  const verdict = await verifyJournal(exportJournal(few.pool))
  assert.ok(verdict.whole && verdict.rows === 48 && verdict.seals === 6 && verdict.unsealed === 0)
  assert.deepEqual(await findJournalHead(few.pool), { seal: '6', hash: verdict.head })
})

test('the application can neither change a row or a seal nor choose the transaction of a row', async () => {
  for (const sql of [
    `update journal set reason = 'other'`,
    'delete from journal',
    'truncate journal',
    `update journal_seal set rows = 1`,
    'delete from journal_seal',
    `insert into journal (tx, at, actor, act, subject, request_id) values (3, now(), 'a', 'b', 'c', 'd')`,
  ])
    await assert.rejects(few.pool.query(sql), /permission denied/, sql)
})

test('rows of transactions that began after one still open wait for it, and none is passed over', async () => {
  const ctx = { db: held.pool, clock }
  const long = await held.pool.connect()
  try {
    await held.pool.query(insert, ['before:1', 3])
    await settled(held.pool)
    await long.query('begin')
    await long.query(insert, ['long:1', 1])
    await held.pool.query(insert, ['after:1', 5])
    assert.deepEqual(await sealJournal(ctx), { seals: 1, rows: 3 })
    assert.deepEqual(await sealJournal(ctx), { seals: 0, rows: 0 })
    await long.query(insert, ['long:2', 1])
    await long.query('commit')
  } finally {
    // Left open after a failure it would hold back every test of this PostgreSQL.
    long.release(true)
  }
  await settled(held.pool)
  assert.deepEqual(await sealJournal(ctx), { seals: 1, rows: 7 })
})

test('with many writers, some slow, and several sealers, every committed row is in one seal', async () => {
  const ctx = { db: busy.pool, clock }
  let writing = true
  let committed = 0
  const write = async (writer: number) => {
    for (let i = 0; writing; i++) {
      const rows = 1 + ((i * 7 + writer) % 9)
      const gone = i % 5 === 4
      await inTransaction(busy.pool, async (tx) => {
        await tx.query(insert, [`writer:${writer}`, rows])
        await tx.query('savepoint part')
        await tx.query(insert, [`undone:${writer}`, 2])
        await tx.query('rollback to part')
        if (writer < 2) await sleep(40 + ((i * 37) % 200))
        await tx.query(insert, [`writer:${writer}`, rows])
        if (gone) throw new Error('rolled back')
        committed += 2 * rows
      }).catch((error: Error) => assert.equal(error.message, 'rolled back'))
      await sleep(3)
    }
  }
  const seal = async () => {
    let rows = 0
    while (writing) {
      rows += (await sealJournal(ctx, { maxRows: 40 })).rows
      await sleep(5)
    }
    return rows
  }
  const writers = [0, 1, 2, 3, 4].map(write)
  const sealers = [seal(), seal(), seal()]
  await sleep(2500)
  writing = false
  await Promise.all(writers)
  const rows = (await Promise.all(sealers)).reduce((sum, count) => sum + count, 0)
  await settled(busy.pool)
  const last = await sealJournal(ctx, { maxSeals: 1000 })
  assert.equal(rows + last.rows, committed)
  assert.ok(committed > 500 && rows > 0, `${rows} of ${committed} were sealed while writing`)
  const verdict = await verifyJournal(exportJournal(busy.pool))
  assert.ok(verdict.whole, JSON.stringify(verdict))
  assert.deepEqual([verdict.rows, verdict.unsealed], [committed, 0])
})

test('a sealer killed at any moment leaves whole seals only', async () => {
  const { host, database } = killed.connection
  const superuser = new pg.Client({ host: host as string, database: database as string, user: 'postgres' })
  await superuser.connect()
  const sealers = new pg.Pool({ ...killed.connection, application_name: 'sealer' })
  sealers.on('error', () => {})
  sealers.on('connect', (client) => client.on('error', () => {}))
  const ctx = { db: sealers, clock }
  let faults = 0
  for (let i = 0; i < 12; i++) {
    for (let j = 0; j < 5; j++) await killed.pool.query(insert, ['thing:1', 600])
    const sealing = sealJournal(ctx, { maxRows: 600 }).catch(() => faults++)
    await sleep(i * 2)
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'sealer'`,
      [database],
    )
    await sealing
  }
  await Promise.all([superuser.end(), sealers.end()])
  assert.ok(faults > 0, 'no sealer was killed while it worked')
  await settled(killed.pool)
  await sealJournal({ db: killed.pool, clock }, { maxSeals: 1000 })
  const verdict = await verifyJournal(exportJournal(killed.pool))
  assert.ok(verdict.whole && verdict.rows === 12 * 5 * 600 && verdict.unsealed === 0, JSON.stringify(verdict))
})

test('a journal restored from a dump, where transactions are counted anew, goes on after its last seal', async () => {
  const { pool, connection } = restored
  const owner = new pg.Pool({ ...restored.owner, max: 2 })
  assert.equal(await continueJournal(owner), false)
  // As if it came from a PostgreSQL that had counted a million transactions more: three rows sealed there, two not.
  const superuser = new pg.Client({ ...connection, user: 'postgres' })
  await superuser.connect()
  await pool.query(insert, ['old:1', 3])
  await superuser.query('update journal set tx = tx + 1000000')
  await superuser.query(
    'create or replace function journal_tx_offset() returns bigint immutable return 2000000',
  )
  await sealJournal({ db: pool, clock })
  await superuser.query('create or replace function journal_tx_offset() returns bigint immutable return 0')
  await pool.query(insert, ['old:2', 2])
  await superuser.query('update journal set tx = tx + 1000000 where tx < 1000000')
  await superuser.end()
  assert.deepEqual(await sealsOf(pool), [3])

  const moved = await Promise.all([continueJournal(owner), continueJournal(owner)])
  assert.deepEqual(moved.toSorted(), [false, true])
  assert.equal(await continueJournal(owner), false)
  await owner.end()
  await pool.query(insert, ['new:1', 4])
  await settled(pool)
  assert.deepEqual(await sealJournal({ db: pool, clock }), { seals: 1, rows: 6 })
  const { rows } = await pool.query('select subject from journal order by tx desc limit 4')
  assert.deepEqual([...new Set(rows.map(({ subject }) => subject))], ['new:1'])
  const verdict = await verifyJournal(exportJournal(pool))
  assert.ok(verdict.whole && verdict.rows === 9 && verdict.unsealed === 0, JSON.stringify(verdict))
})
