import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { aStaffMember } from '../../../test/a-visitor.ts'
import { testDatabase } from '../../../test/database.ts'
import { numberRows, numbersSource } from '../../../test/numbers-source.ts'
import { testSecret } from '../../../test/test-secret.ts'
import { day, stoppedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import type { Role } from '../permissions.ts'
import { openTasks, type Tasks } from '../tasks.ts'
import { askForExport, chunksOf, exportToTake, forgetExports, keepExports, listExports } from './exports.ts'

const database = await testDatabase()
const { pool } = database
// What reads values is no text that another process could be told.
const { types: _, ...connection } = database.connection
const clock = stoppedClock('2026-11-23T10:00:00+07:00')
const ctx = { db: pool, clock, secrets: secretsFrom(testSecret) }
const somebody = async (role: Role) => {
  const { staffId } = await aStaffMember(ctx, [role], clock.now())
  return { staffId, roles: [role] }
}
const [staff, colleague, curator] = [
  await somebody('auditor'),
  await somebody('auditor'),
  await somebody('curator'),
]
const faults: unknown[] = []
/** Held before each chunk, while a test wants it. */
let waits: Promise<unknown> = Promise.resolve()
let read = 0
const numbers = numbersSource({
  before: async () => {
    await waits
    read++
  },
})
const sources = { numbers }
const asked = { source: 'numbers', terms: {}, language: 'id' } as const
const exporting = (tasks: Tasks) => ({ db: pool, clock, tasks, sources })
const aProcess = () => openTasks({ db: pool, clock }, (fault) => faults.push(fault))

async function until<Value>(what: () => Promise<Value | undefined>): Promise<Value> {
  for (let i = 0; i < 200; i++) {
    const found = await what()
    if (found !== undefined) return found
    await sleep(20)
  }
  return assert.fail('it did not come')
}

async function content(exportId: string) {
  const chunks: Buffer[] = []
  for await (const chunk of chunksOf(pool, exportId)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function everyRowOnce(exportId: string) {
  const lines = parse(await content(exportId), { bom: true, delimiter: ';' }) as string[][]
  assert.deepEqual(lines[0], ['number', 'word'])
  assert.deepEqual(
    lines.slice(1).map(([number]) => Number(number)),
    Array.from({ length: numberRows }, (_, i) => i + 1),
  )
  assert.ok(lines.slice(1).every(([, word]) => word === "'=1+1"))
}

test('a list whose process ends in the middle goes on where it was, and has every row once', async () => {
  const first = aProcess()
  const made = await askForExport(exporting(first), staff, asked, { actor: 'staff:1', requestId: 'r' })
  assert.ok(made.ok)
  const { exportId } = made.value
  await until(async () => (await listExports(pool, staff)).find((one) => one.rows >= 5000))
  let goOn = () => {}
  waits = new Promise<void>((resolve) => (goOn = resolve))
  const stopped = first.stop()
  goOn()
  await stopped
  const before = (await listExports(pool, staff))[0]!
  const half = before.wholeAt === undefined
  assert.equal(await exportToTake(pool, sources, staff, half ? exportId : '0'), undefined)
  const second = aProcess()
  await keepExports(exporting(second))
  const whole = await until(() => exportToTake(pool, sources, staff, exportId))
  assert.equal(whole.rows, numberRows)
  await everyRowOnce(exportId)
  assert.ok(read < 8, 'no chunk was read again that was written')
  await second.stop()
  assert.deepEqual(faults, [])
})

test('a list whose process is killed is found again once it beats no more, and has every row once', async () => {
  const script = fileURLToPath(new URL('../../../test/killed-export.ts', import.meta.url))
  const told = JSON.stringify({ connection, now: clock.now(), staff: colleague, chunks: 2 })
  const killed = spawnSync(process.execPath, ['--import', 'tsx', script, told], { encoding: 'utf8' })
  assert.equal(killed.signal, 'SIGKILL', killed.stderr)
  const [half] = await listExports(pool, colleague)
  assert.deepEqual([half?.rows, half?.wholeAt], [10_000, undefined])
  const { exportId } = half!
  const tasks = aProcess()
  await keepExports(exporting(tasks))
  assert.equal((await listExports(pool, colleague))[0]?.rows, 10_000, 'whoever was killed may still be alive')
  // What the database’s clock does in half a minute.
  await pool.query("update staff_task set beat_at = beat_at - interval '30 seconds' where ended_at is null")
  await keepExports(exporting(tasks))
  const whole = await until(() => exportToTake(pool, sources, colleague, exportId))
  assert.equal(whole.rows, numberRows)
  await everyRowOnce(exportId)
  await tasks.stop()
  const { rows: ends } = await pool.query(
    'select ended_as from staff_task where subject = $1 order by task_id',
    [`export:${exportId}`],
  )
  assert.deepEqual(
    ends.map(({ ended_as }) => ended_as),
    ['interrupted', 'done'],
  )
})

test('a file is for whoever asked for it, while they see the list, and for seven days', async () => {
  const tasks = aProcess()
  const actor = { actor: `staff:${staff.staffId}`, requestId: 'r' }
  const made = await askForExport(exporting(tasks), staff, asked, actor)
  assert.ok(made.ok)
  const { exportId } = made.value
  await until(() => exportToTake(pool, sources, staff, exportId))
  assert.equal(await exportToTake(pool, sources, colleague, exportId), undefined)
  const moved = { staffId: staff.staffId, roles: ['curator' as const] }
  assert.equal(await exportToTake(pool, sources, moved, exportId), undefined)
  const refused = await askForExport(exporting(tasks), curator, asked, actor)
  assert.equal(!refused.ok && refused.refusal, 'export_not_yours')
  const none = await askForExport(exporting(tasks), staff, { ...asked, source: 'toString' }, actor)
  assert.equal(!none.ok && none.refusal, 'export_unknown')
  const { rows: told } = await pool.query(`select facts from journal where act = 'list_exported'`)
  assert.deepEqual(told[0].facts, { kind: 'numbers' })
  const later = stoppedClock(new Date(clock.now().getTime() + 8 * day))
  assert.ok((await forgetExports({ db: pool, clock: later })) > 0)
  assert.equal(await exportToTake(pool, sources, staff, exportId), undefined)
  assert.equal(await content(exportId), '')
  await tasks.stop()
})
