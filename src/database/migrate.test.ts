import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { emptyDatabase } from '../../test/database.ts'
import { migrate } from './migrate.ts'

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bekal-migrations-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

const FIRST = { '0001-cards.sql': 'create table card (id int);\ncreate table entry (id int);\n' }
const SECOND = { ...FIRST, '0002-holds.sql': 'create table hold (id int);' }

const db = await emptyDatabase()
const [racing, failing, clean] = [await emptyDatabase(), await emptyDatabase(), await emptyDatabase()]

test('each file is applied once, in order', async () => {
  assert.deepEqual(await migrate(db.pool, folderOf(FIRST)), ['0001-cards'])
  assert.deepEqual(await migrate(db.pool, folderOf(SECOND)), ['0002-holds'])
  assert.deepEqual(await migrate(db.pool, folderOf(SECOND)), [])
  const { rows } = await db.pool.query('select number, name from schema_migration order by number')
  assert.deepEqual(rows, [
    { number: 1, name: '0001-cards' },
    { number: 2, name: '0002-holds' },
  ])
})

test('a file changed after it was applied is refused, other line endings are no change', async () => {
  const changed = folderOf({ ...SECOND, '0001-cards.sql': 'create table card (id bigint);' })
  await assert.rejects(
    migrate(db.pool, changed),
    /0001-cards was changed after it was applied\. Put the file back/,
  )
  const renamed = folderOf({
    '0001-kartu.sql': FIRST['0001-cards.sql'],
    '0002-holds.sql': SECOND['0002-holds.sql'],
  })
  await assert.rejects(migrate(db.pool, renamed), /0001-kartu was changed after it was applied as 0001-cards/)
  const windows = folderOf({ ...SECOND, '0001-cards.sql': FIRST['0001-cards.sql'].replaceAll('\n', '\r\n') })
  assert.deepEqual(await migrate(db.pool, windows), [])
})

test('a database made by a newer version is refused', async () => {
  await assert.rejects(
    migrate(db.pool, folderOf(FIRST)),
    /has migration 0002-holds, which this version of bekal/,
  )
})

test('a gap or a second file of one number is refused before anything is done', async () => {
  const text = 'select 1'
  await assert.rejects(
    migrate(clean.pool, folderOf({ '0002-late.sql': text })),
    /0002-late.sql is not number 1/,
  )
  const twice = folderOf({ '0001-a.sql': text, '0001-b.sql': text })
  await assert.rejects(migrate(clean.pool, twice), /0001-b.sql is not number 2/)
  await assert.rejects(migrate(clean.pool, folderOf({ 'notes.sql': text })), /notes.sql is not number 1/)
})

test('processes that migrate at once apply everything once', async () => {
  const folder = folderOf(SECOND)
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(racing.pool, folder)))
  assert.deepEqual(applied.flat(), ['0001-cards', '0002-holds'])
})

test('a file that fails leaves nothing of itself, and its line is told', async () => {
  const broken = folderOf({
    ...FIRST,
    '0002-x.sql': 'create table half (id int);\ncreate tabel other (id int);',
  })
  await assert.rejects(migrate(failing.pool, broken), /Migration 0002-x failed: line 2: syntax error/)
  assert.deepEqual((await failing.pool.query(`select to_regclass('half') as half`)).rows, [{ half: null }])
  assert.deepEqual(await migrate(failing.pool, folderOf(SECOND)), ['0002-holds'])
})
