import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { testDatabase } from '../../../test/database.ts'
import { settled } from '../../../test/settled.ts'
import { withoutHistory } from '../../../test/without-history.ts'
import { hour, minute, stoppedClock } from '../../kernel/clock.ts'
import { leafHash, rootFromPath } from '../../kernel/merkle.ts'
import { exportJournal } from './journal-export.ts'
import { sealJournal } from './journal-seal.ts'
import { verifyJournal } from './journal-verify.ts'
import { journalProver } from './prove-rows.ts'

const clock = stoppedClock('2026-11-23T02:00:00Z')
const [kept, held, lied] = [await testDatabase(), await testDatabase(), await testDatabase()]
await withoutHistory(kept.pool, held.pool, lied.pool)

const insert = `
  insert into journal (at, actor, act, subject, request_id, reason)
  select '2026-11-23T02:00:00Z', 'system:test', 'tried', $1, 'r', 'kartu 💳 ' || number from generate_series(1, $2) number`

const sealsOf = async (db: pg.Pool) =>
  (await db.query('select rows from journal_seal order by seal')).rows.map(({ rows }) => rows)
const trees = `select journal_id, facts from journal where subject = 'tree' order by journal_id`
const seal = async (db: pg.Pool, options = {}) => {
  await settled(db)
  return sealJournal({ db, clock }, options)
}

test('seals of an hour are told as a tree, whose row has a seal of its own; while nothing happens, no more are told', async () => {
  const { pool } = kept
  for (const rows of [3, 4]) {
    await pool.query(insert, ['thing:1', rows])
    await seal(pool)
  }
  assert.deepEqual(await sealsOf(pool), [3, 4], 'they are not old enough')
  clock.advance(hour)
  await seal(pool)
  await pool.query(insert, ['thing:2', 2])
  await seal(pool)
  assert.deepEqual(await sealsOf(pool), [3, 4, 1, 2])
  const { rows } = await pool.query(trees)
  const [{ facts }] = rows
  assert.deepEqual([facts.first_seal, facts.last_seal, facts.rows], [1, 2, 7])
  clock.advance(2 * hour)
  for (let again = 0; again < 4; again++) {
    await seal(pool)
    clock.advance(2 * hour)
  }
  assert.deepEqual(await sealsOf(pool), [3, 4, 1, 2, 1])
  const verdict = await verifyJournal(exportJournal(pool))
  assert.ok(verdict.whole && verdict.rows === 11, JSON.stringify(verdict))
})

test('every row that a tree tells leads to its root, and one that none tells has no way', async () => {
  const { pool } = kept
  await pool.query(insert, ['thing:3', 1])
  const { rows } = await pool.query(
    'select card_id, journal_id, subject from journal order by tx, journal_id',
  )
  const places = rows.map((row) => ({ cardId: row.card_id, journalId: row.journal_id }))
  const proven = await journalProver(pool).prove([...places, { cardId: '9', journalId: '999' }])
  assert.deepEqual(
    proven.map((row) => (row ? row.way?.tree.seal : 'no row')),
    // seven rows, the tree over them; that one and two more, the tree over these; one that waits
    [...Array(7).fill('3'), '5', '5', '5', undefined, undefined, 'no row'],
  )
  for (const row of proven) {
    if (!row?.way) continue
    const { tree, leaf, path } = row.way
    const { root, rows: size } = JSON.parse(JSON.parse(tree.rowLine)[10])
    const beside = path.map((hash) => Buffer.from(hash, 'hex'))
    const reached = rootFromPath(leafHash(row.line, 'utf8'), leaf, size, beside)
    assert.equal(reached?.toString('hex'), root)
  }
})

test('what was written beside a tree is sealed before or after it, whatever transaction was open meanwhile', async () => {
  const { pool } = held
  await pool.query(insert, ['thing:1', 3])
  await seal(pool)
  clock.advance(hour)
  const long = await pool.connect()
  try {
    await long.query('begin')
    await long.query(insert, ['long:1', 2])
    await sealJournal({ db: pool, clock })
    await pool.query(insert, ['after:1', 5])
    await sealJournal({ db: pool, clock })
    assert.deepEqual(await sealsOf(pool), [3], 'the row of the tree waits as all others do')
    await long.query('commit')
  } finally {
    // Left open after a failure it would hold back every test of this PostgreSQL.
    long.release(true)
  }
  await seal(pool)
  await seal(pool)
  assert.deepEqual(await sealsOf(pool), [3, 2, 1, 5])
  assert.ok((await verifyJournal(exportJournal(pool))).whole)
})

test('a tree that tells another root than its rows have is found by whoever reads the whole journal', async () => {
  const { pool } = lied
  await pool.query(insert, ['thing:1', 3])
  await seal(pool)
  const tell = `
    insert into journal (at, actor, act, subject, request_id, facts)
    values (now(), 'system:seal', 'tree_sealed', 'tree', 'seal', $1)`
  await pool.query(tell, [{ first_seal: 1, last_seal: 1, rows: 3, root: 'ab'.repeat(32) }])
  clock.advance(minute)
  await seal(pool)
  const verdict = await verifyJournal(exportJournal(pool))
  assert.ok(!verdict.whole)
  assert.deepEqual([verdict.flaw, verdict.seal], ['tree_differs', 2])
})
