import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type pg from 'pg'
import { tampered, testDatabase } from '../../../test/database.ts'
import { settled } from '../../../test/settled.ts'
import { withoutHistory } from '../../../test/without-history.ts'
import { stoppedClock } from '../../kernel/clock.ts'
import { exportJournal } from './journal-export.ts'
import { sealJournal } from './journal-seal.ts'
import { verifyJournal } from './journal-verify.ts'

const { pool } = await testDatabase()
await withoutHistory(pool)
const clock = stoppedClock('2026-11-23T02:00:00.250Z')

/** Shares no code with ours: what a stranger writes after reading docs/journal.md. */
function strangersVerdict(file: string): string {
  let previous = '0'.repeat(64)
  let seals = 0
  let rows = 0
  let open: string[] | undefined
  for (const line of file.trimEnd().split('\n')) {
    const [kind, number, ...rest] = JSON.parse(line) as string[]
    if (kind === 'seal') {
      if (Number(number) !== seals + 1 || rest[2] !== previous) return `seal ${seals + 1}`
      open = [line]
    } else if (kind === 'row') open?.push(line)
    else if (kind === 'hash' && open) {
      const hash = createHash('sha256')
        .update(`${open.join('\n')}\n`)
        .digest('hex')
      if (hash !== rest[0]) return `seal ${number}`
      rows += open.length - 1
      seals++
      previous = hash
      open = undefined
    }
  }
  return `${rows} rows in ${seals} seals, head ${previous}`
}

const nasty = [
  'plain',
  'say "no"',
  'back\\slash',
  'two\nlines\r\ttab',
  '\u0001\u007f',
  'a\u2028b\u2029c',
  'Kartu 💳 é',
]

test('the journal begins: fifty rows in five seals, two rows more', async () => {
  for (let seal = 1; seal <= 5; seal++) {
    for (let i = 0; i < 10; i++)
      await pool.query(
        `insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
        values ($1, $2, 'operator:ani', 'tried', $3, $4, 'r-1', $5)`,
        [i, `2026-11-23T02:0${seal}:00.00012${i}Z`, `card:${i}`, nasty[i % 7], { b: 1.5, aa: nasty[i % 7] }],
      )
    await settled(pool)
    await sealJournal({ db: pool, clock })
  }
  for (const subject of ['late:1', 'late:2'])
    await pool.query(
      `insert into journal (at, actor, act, subject, request_id) values ('2026-11-23Z', 'a', 'b', $1, 'r')`,
      [subject],
    )
})

test('we and a stranger agree, over the database and over a file in pieces of any size', async () => {
  const file = await exported(pool)
  const verdict = await verifyJournal(exportJournal(pool))
  assert.ok(verdict.whole)
  assert.deepEqual([verdict.rows, verdict.seals, verdict.unsealed], [50, 5, 2])
  assert.equal(strangersVerdict(file), `50 rows in 5 seals, head ${verdict.head}`)
  for (const size of [1, 7, 100, 1e6]) assert.deepEqual(await verifyJournal(inPieces(file, size)), verdict)
})

test('a line is what JSON.stringify makes of the columns as text', async () => {
  const { rows } =
    await pool.query(`select *, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as instant, facts::text as text
    from journal order by tx, journal_id`)
  const own = rows.map((row) => {
    const { tx, journal_id, card_id, instant, actor, act, subject, reason, request_id, text } = row
    return JSON.stringify([
      'row',
      tx,
      journal_id,
      card_id,
      instant,
      actor,
      act,
      subject,
      reason,
      request_id,
      text,
    ])
  })
  const lines = (await exported(pool)).split('\n').filter((line) => line.startsWith('["row"'))
  assert.deepEqual(lines, own)
})

const tampering: Record<string, [sql: string, flaw: string, seal: number | undefined]> = {
  'a changed reason': [`update journal set reason = 'x' where journal_id = 25`, 'hash_differs', 3],
  'a changed instant': [
    `update journal set at = at + interval '1 us' where journal_id = 25`,
    'hash_differs',
    3,
  ],
  'changed facts': [`update journal set facts = '{"b": 1.50}' where journal_id = 25`, 'hash_differs', 3],
  'a removed row': ['delete from journal where journal_id = 25', 'row_count_differs', 3],
  'a row slipped in': [
    `insert into journal overriding system value
      select card_id, 9999, at, actor, act, subject, reason, request_id, facts, tx from journal where journal_id = 25`,
    'row_count_differs',
    3,
  ],
  'a row before all others': [
    `insert into journal (at, actor, act, subject, request_id, tx) values (now(), 'a', 'b', 'c', 'd', -5)`,
    'row_count_differs',
    1,
  ],
  'a row put in place of another': [
    `with gone as (delete from journal where journal_id = 25 returning *)
    insert into journal overriding system value
      select card_id, 9999, at, actor, act, subject, reason, request_id, facts, tx from gone`,
    'hash_differs',
    3,
  ],
  'two rows swapped': [
    `update journal set tx = other.tx from journal other
    where (journal.journal_id, other.journal_id) in ((24, 25), (25, 24))`,
    'hash_differs',
    3,
  ],
  'a seal moved in time': [
    `update journal_seal set sealed_at = sealed_at - interval '1 day' where seal = 4`,
    'hash_differs',
    4,
  ],
  'a seal removed': ['delete from journal_seal where seal = 4', 'seal_missing', 4],
  'a seal with another before it': [
    `update journal_seal set previous = sha256('x') where seal = 4`,
    'chain_broken',
    4,
  ],
  'a mark moved over rows not sealed': [
    `update journal_seal set upto_tx = (select max(tx) from journal) where seal = 5`,
    'row_count_differs',
    5,
  ],
}

for (const [what, [sql, flaw, seal]] of Object.entries(tampering))
  test(`${what} is found, and the seal is named`, async () => {
    await tampered(pool, async (db) => {
      await db.query(sql)
      const file = await exported(db as unknown as pg.Pool)
      const verdict = await verifyJournal(inPieces(file, 1000))
      assert.ok(!verdict.whole)
      assert.deepEqual([verdict.flaw, verdict.seal], [flaw, seal], verdict.sentence)
      if (seal) assert.equal(strangersVerdict(file), `seal ${seal}`)
    })
  })

test('removed last seals, or a chain made anew, are found by who knows an earlier head', async () => {
  const whole = await verifyJournal(exportJournal(pool))
  assert.ok(whole.whole)
  const { rows } = await pool.query(`select encode(hash, 'hex') as hash from journal_seal order by seal`)
  for (const { hash } of rows) {
    const verdict = await verifyJournal(exportJournal(pool), { head: hash.toUpperCase() })
    assert.ok(verdict.whole)
  }
  await tampered(pool, async (db) => {
    await db.query('delete from journal_seal where seal > 3')
    const cut = await verifyJournal(exportJournal(db as unknown as pg.Pool))
    assert.ok(cut.whole && cut.unsealed === 22)
    for (const { hash } of rows.slice(3)) {
      const verdict = await verifyJournal(exportJournal(db as unknown as pg.Pool), { head: hash })
      assert.ok(!verdict.whole && verdict.flaw === 'head_unknown')
    }
  })
})

test('a file that is cut off, mixed up or none of ours is refused', async () => {
  const lines = (await exported(pool)).trimEnd().split('\n')
  const flawOf = async (changed: readonly string[], end = '\n') => {
    const verdict = await verifyJournal(inPieces(changed.join('\n') + end, 500))
    return verdict.whole ? 'none' : verdict.flaw
  }
  assert.equal(await flawOf(lines), 'none')
  assert.equal(await flawOf(lines, ''), 'cut_off')
  for (const at of [1, 5, 12, 13, lines.length - 1]) assert.equal(await flawOf(lines.slice(0, at)), 'cut_off')
  assert.equal(await flawOf(lines.with(3, lines[4]!).with(4, lines[3]!)), 'hash_differs')
  assert.equal(await flawOf([...lines.slice(0, 12), ...lines.slice(24)]), 'seal_missing')
  assert.equal(await flawOf([...lines, lines[3]!]), 'no_journal')
  for (const other of [[''], ['{}'], ['nonsense'], ['["hash","1","00"]']])
    assert.equal(await flawOf(other), 'no_journal')
})

async function exported(db: pg.Pool): Promise<string> {
  let file = ''
  for await (const piece of exportJournal(db)) file += piece
  return file
}

async function* inPieces(file: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(file)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
