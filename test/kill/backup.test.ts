import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeBackup } from '../../src/database/backup/take-backup.ts'
import { openDatabase } from '../../src/database/open.ts'
import { exportJournal } from '../../src/database/seals/journal-export.ts'
import { verifyJournal } from '../../src/database/seals/journal-verify.ts'
import { trialBalance } from '../../src/ledger/trial-balance.ts'
import { bekal } from '../bekal.ts'
import { buyOnce, makeCards } from './kill-loop.ts'
import { oneServer } from './stands.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'bekal-backup-'))
const at = (name: string) => path.join(folder, name)
for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'BEKAL_SECRET']) delete process.env[name]
const stand = await oneServer(at('demo'))
after(async () => {
  await stand.stop()
  await rm(folder, { recursive: true, force: true })
})

async function commanded(dataFolder: string, ...command: string[]) {
  process.env.BEKAL_DATA = dataFolder
  const { code, said } = await bekal(...command, '--json')
  return { code, said: JSON.parse(said) }
}

async function refusedFor(dataFolder: string, ...command: string[]): Promise<string> {
  const { code, said } = await commanded(dataFolder, ...command)
  assert.equal(code, 1, JSON.stringify(said))
  return said.refusal
}

/** What a query finds in the database of a data folder. */
async function asked(dataFolder: string, sql: string): Promise<Record<string, unknown>[]> {
  const database = await openDatabase({ dataFolder, max: 1 })
  return (await database.pool.query(sql).finally(() => database.close())).rows
}

const entries = 'select to_jsonb(entry)::text as line from entry order by card_id, purchase_id, kind, serial'
const paid = `select invoice_code, transaction_code from purchase where status = 'paid' and invoice_code like 'KILL-%'`
/** Where files lie: people's, storefronts', and the pieces of lists. */
const files = [
  ['submission_file', 'content'],
  ['partner_file', 'content'],
  ['partner_day', 'file'],
] as const

test('a backup that is taken while people buy is restored with all that was paid before it', async () => {
  const cards = await makeCards(stand.pool, 15_000)
  const acknowledged = new Map<string, string>()
  let [stopping, next] = [false, 0]
  const buyers = Array.from({ length: 8 }, async () => {
    while (!stopping) await buyOnce(stand.port, cards[next++]!, acknowledged, () => stopping)
  })
  while (acknowledged.size < 100) await sleep(20)
  // The journal is sealed every few seconds.
  while ((await stand.pool.query('select from journal_seal')).rowCount === 0) await sleep(100)
  const before = new Map(acknowledged)
  const taken = await commanded(at('demo'), 'backup', 'take', at('copy'))
  const during = acknowledged.size - before.size
  while (acknowledged.size < before.size + during + 100) await sleep(20)
  stopping = true
  await Promise.all(buyers)
  assert.equal(taken.code, 0, JSON.stringify(taken.said))
  assert.ok(during > 20, `only ${during} purchases were made while it was taken`)

  const restored = await commanded(at('restored'), 'backup', 'restore', at('copy'))
  assert.equal(restored.code, 0, JSON.stringify(restored.said))
  const { trialBalance: balance, violations, journal, head } = restored.said
  assert.deepEqual([balance.sum, violations, journal.whole], [0, [], true])

  const there = new Map(
    (await asked(at('restored'), paid)).map((row) => [row.invoice_code, row.transaction_code]),
  )
  for (const [invoice, code] of before) assert.equal(there.get(invoice), code)
  assert.ok(there.size < acknowledged.size, 'what was bought after the backup is not in it')
  // Every movement that it has is one of the original, and those sum up to the same trial balance.
  const lines = (await asked(at('restored'), entries)).map((row) => `${row.line}`)
  const kept = new Set(lines)
  const original = new Set<string>((await stand.pool.query(entries)).rows.map((row) => row.line))
  assert.deepEqual(
    lines.filter((line) => !original.has(line)),
    [],
  )
  const here = await trialBalance(stand.pool)
  const expected: Record<string, number> = { ...here.accounts }
  const later = [...original].filter((line) => !kept.has(line)).map((line) => JSON.parse(line))
  for (const { debit, credit, amount } of later) {
    expected[debit]! += amount
    expected[credit]! -= amount
  }
  assert.deepEqual(balance.accounts, expected)
  assert.equal(balance.entries, here.entries - later.length)
  // Its newest seal is one of the original, which goes on from there.
  const last = (
    await asked(at('restored'), `select encode(hash, 'hex') as hash from journal_seal order by seal desc`)
  )[0]
  assert.ok((await verifyJournal(exportJournal(stand.pool), { head: last?.hash as string })).whole)
  assert.ok((await verifyJournal(exportJournal(stand.pool), { head: head.hash })).whole)
  for (const [table, column] of files) {
    const sql = `select count(*)::int as files, md5(string_agg(md5(${column}), '' order by md5(${column}))) as digest from ${table}`
    assert.deepEqual(await asked(at('restored'), sql), (await stand.pool.query(sql)).rows, table)
  }
  const acts = `select act from journal where act like 'backup_%' order by at`
  assert.deepEqual(await asked(at('restored'), acts), [{ act: 'backup_restored' }])
  assert.deepEqual((await stand.pool.query(acts)).rows, [{ act: 'backup_taken' }])
})

test('what is not whole, not ours, or would be written over is refused, and nothing is left of it', async () => {
  const copy = at('copy')
  const restore = (...more: string[]) => refusedFor(at('fresh'), 'backup', 'restore', ...more)
  assert.equal(await refusedFor(at('restored'), 'backup', 'restore', copy), 'not_empty')
  assert.equal(await refusedFor(at('demo'), 'backup', 'take', copy), 'backup_exists')
  assert.equal(await refusedFor(at('demo'), 'backup', 'take', at('demo/copy')), 'backup_inside')
  assert.equal(await restore(at('nothing')), 'no_backup')

  process.env.BEKAL_SECRET = 'another secret that only the tests know, really'
  const foreign = await bekal('backup', 'restore', copy)
  delete process.env.BEKAL_SECRET
  assert.match(foreign.said, /BEKAL_SECRET is not the secret of this database[\s\S]*Nothing was changed/)
  process.env.DATABASE_URL = 'postgres://bekal@db.example/bekal'
  assert.equal(await restore(copy), 'server_database')
  delete process.env.DATABASE_URL

  const control = path.join(copy, 'postgres/global/pg_control')
  const whole = await readFile(control)
  const other = Buffer.from(whole)
  other[100]! ^= 1
  for (const wrong of [other, whole.subarray(0, 4096)]) {
    await writeFile(control, wrong)
    assert.equal(await restore(copy), 'backup_changed')
    assert.equal(await refusedFor(at('fresh'), 'backup', 'verify', copy), 'backup_changed')
  }
  await rm(control)
  assert.equal(await restore(copy), 'backup_changed')
  await writeFile(control, whole, { mode: 0o600 })
  await writeFile(path.join(copy, 'postgres/more'), '')
  assert.equal(await restore(copy), 'backup_changed')
  await rm(path.join(copy, 'postgres/more'))

  const manifest = path.join(copy, 'manifest.json')
  const said = await readFile(manifest, 'utf8')
  await writeFile(manifest, said.replace(/"last_migration": "\d{4}/, '"last_migration": "9999'))
  assert.equal(await restore(copy), 'backup_changed')
  const digest = createHash('sha256')
    .update(await readFile(manifest))
    .digest('hex')
  await writeFile(`${manifest}.sha256`, `${digest}  manifest.json\n`)
  assert.equal(await restore(copy), 'backup_newer')
  assert.equal(existsSync(at('fresh')), false)
})

test('a secret that is rotated meanwhile is noticed, and files are their owner’s alone', async () => {
  const database = await openDatabase({ dataFolder: at('demo'), max: 2 })
  const terms = {
    ...{
      db: database.pool,
      superuser: database.superuser!,
      dataFolder: at('demo'),
      version: '0',
      now: new Date(),
    },
    ownSecret: 'the secret that was before, as if it was rotated',
  }
  const taken = await takeBackup(terms, at('rotated')).finally(() => database.close())
  assert.equal(taken.ok ? undefined : taken.refusal, 'secret_rotated')
  assert.deepEqual((await readdir(folder)).sort(), ['copy', 'demo', 'restored'])
  for (const one of await readdir(at('copy'), { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(path.join(one.parentPath, one.name))
    assert.equal(mode & 0o077, 0, `${one.name} is open to others`)
  }
})
