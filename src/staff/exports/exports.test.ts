import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { aStaffMember } from '../../../test/a-visitor.ts'
import { testDatabase } from '../../../test/database.ts'
import { testSecret } from '../../../test/test-secret.ts'
import { day, stoppedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import type { Role } from '../permissions.ts'
import { openTasks, type Tasks } from '../tasks.ts'
import type { ExportSource } from './export-source.ts'
import { askForExport, chunksOf, exportToTake, keepExports, listExports } from './exports.ts'

const { pool } = await testDatabase()
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
const rows = 12_000
/** Held before each chunk, while a test wants it. */
let waits: Promise<unknown> = Promise.resolve()
let read = 0

const numbers: ExportSource = {
  permission: 'see_people',
  takes: (terms) => Object.keys(terms).length === 0,
  head: () => ['number', 'word'],
  async read(_, { after = '0', limit }) {
    await waits
    read++
    const from = Number(after)
    const upto = Math.min(rows, from + limit)
    const found = Array.from({ length: upto - from }, (__, i) => [from + i + 1, '=1+1'])
    return { rows: found, last: found.length > 0 ? String(upto) : undefined }
  },
}
const sources = { numbers }
const asked = { source: 'numbers', terms: {}, language: 'id' } as const
const exporting = (tasks: Tasks) => ({ db: pool, clock, tasks, sources })
const process = () => openTasks({ db: pool, clock }, (fault) => faults.push(fault))

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

test('a list whose process ends in the middle goes on where it was, and has every row once', async () => {
  const first = process()
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
  const second = process()
  await keepExports(exporting(second))
  const whole = await until(() => exportToTake(pool, sources, staff, exportId))
  assert.equal(whole.rows, rows)
  const lines = parse(await content(exportId), { bom: true, delimiter: ';' }) as string[][]
  assert.deepEqual(lines[0], ['number', 'word'])
  assert.deepEqual(
    lines.slice(1).map(([number]) => Number(number)),
    Array.from({ length: rows }, (_, i) => i + 1),
  )
  assert.ok(lines.slice(1).every(([, word]) => word === "'=1+1"))
  assert.ok(read < 8, 'no chunk was read again that was written')
  await second.stop()
  assert.deepEqual(faults, [])
})

test('a file is for whoever asked for it, while they see the list, and for seven days', async () => {
  const tasks = process()
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
  await keepExports({ ...exporting(tasks), clock: stoppedClock(new Date(clock.now().getTime() + 8 * day)) })
  assert.equal(await exportToTake(pool, sources, staff, exportId), undefined)
  assert.equal(await content(exportId), '')
  await tasks.stop()
})
