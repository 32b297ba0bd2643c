import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { aRegistration, clerk, must, refusalOf } from '../../test/a-registration.ts'
import { csvRow } from '../demo/demo-people.ts'
import { inventRecipient } from '../demo/invent-recipient.ts'
import { day } from '../kernel/clock.ts'
import { readImport } from '../lists/list-imports.ts'
import { undoImport } from '../lists/undo-import.ts'
import { recipientColumns } from '../recipients/recipient-row.ts'
import { undoRecipients } from '../recipients/undo-recipients.ts'
import { createWave } from '../waves/waves.ts'
import { addUpload, contentOf, mapUpload, mostListBytes, readUpload, rowsToTell } from './uploads.ts'
import { tryUpload, writeUpload } from './write-upload.ts'

const scene = await aRegistration()
const { ctx, pool, registrations, clock } = scene
// Functions do not pass into another process; it has its own.
const { types: _, ...connection } = scene.connection
let waves = 0
let people = 40_000

async function aList(count: number) {
  const { waveId } = must(await createWave(ctx, { year: 2026, number: ++waves, quota: 100 }, clerk))
  const rows = Array.from({ length: count }, () => csvRow(inventRecipient(++people)))
  const content = Buffer.from([recipientColumns.join(','), ...rows, 'Budi,1,2,3', ''].join('\n'))
  const brought = {
    kind: 'recipients',
    file: 'C:\\daftar\\Gel 1.csv',
    content,
    target: { wave_id: waveId },
  } as const
  const { uploadId } = must(await addUpload(ctx, brought, clerk))
  const recipients = async () =>
    (await pool.query('select count(*)::int as n from recipient where wave_id = $1', [waveId])).rows[0].n
  return { waveId, uploadId, recipients }
}

test('a writing that is killed in the middle goes on where it broke off, under the same import, with nothing twice', async () => {
  const { uploadId, recipients } = await aList(45)
  must(await tryUpload(registrations, uploadId, { actor: clerk }))
  assert.equal(await recipients(), 0)
  const script = fileURLToPath(new URL('../../test/killed-import.ts', import.meta.url))
  const told = JSON.stringify({ connection, now: clock.now(), uploadId, after: 20 })
  const killed = spawnSync(process.execPath, ['--import', 'tsx', script, told], { encoding: 'utf8' })
  assert.equal(killed.signal, 'SIGKILL', killed.stderr)
  assert.equal(await recipients(), 20)
  const broken = await readUpload(pool, uploadId)
  assert.equal(broken?.state, 'writing')
  assert.equal(refusalOf(await tryUpload(registrations, uploadId, { actor: clerk })), 'upload_writing')

  const counts = must(await writeUpload(registrations, uploadId, { actor: clerk, chunk: 10 }))
  assert.deepEqual([counts.rows, counts.imported, counts.already, counts.refused], [46, 45, 0, 1])
  assert.equal(await recipients(), 45)
  const { rows } = await pool.query('select import_id from list_import')
  assert.deepEqual(
    rows.map(({ import_id }) => String(import_id)),
    [broken?.importId],
  )
  const written = await readImport(pool, broken!.importId!)
  assert.deepEqual([written?.file, written?.rows], ['Gel 1.csv', 45])
  assert.equal(refusalOf(await writeUpload(registrations, uploadId, { actor: clerk })), 'upload_written')
  assert.equal(await contentOf(ctx, uploadId), undefined)
  const { told: problems } = await rowsToTell(pool, uploadId, { limit: 10, offset: 0 })
  assert.deepEqual(problems, [{ line: 47, verdict: 'refused', who: '', reasons: ['too_few_cells'] }])
  const undone = await undoImport(ctx, broken!.importId!, {
    actor: clerk,
    because: 'uji',
    undo: undoRecipients,
  })
  assert.ok(undone.ok)
  assert.equal(await recipients(), 0)
})

test('what is mapped anew is looked at anew, and two who write at once write once', async () => {
  const { uploadId, recipients } = await aList(3)
  must(await tryUpload(registrations, uploadId, { actor: clerk }))
  const upload = (await readUpload(pool, uploadId))!
  must(await mapUpload(pool, upload, { name: 'name', occupation: '' }, false))
  assert.equal(refusalOf(await writeUpload(registrations, uploadId, { actor: clerk })), 'upload_not_tried')
  assert.equal(refusalOf(await tryUpload(registrations, uploadId, { actor: clerk })), 'column_missing')
  await assert.rejects(mapUpload(pool, upload, { name: 'nama' }, false), /no column nama/)
  must(await mapUpload(pool, upload, {}, false))
  must(await tryUpload(registrations, uploadId, { actor: clerk }))
  const both = await Promise.all([1, 2].map(() => writeUpload(registrations, uploadId, { actor: clerk })))
  assert.ok(both.some(({ ok }) => ok))
  assert.equal(await recipients(), 3)
})

test('a list is refused that is missing, too large, or for a wave that takes none, and is not kept for ever', async () => {
  const { uploadId } = await aList(1)
  const bring = (content: Uint8Array, target = {}) =>
    addUpload(ctx, { kind: 'applicants', file: '', content, target }, clerk)
  assert.equal(refusalOf(await bring(new Uint8Array())), 'list_missing')
  assert.equal(refusalOf(await bring(new Uint8Array(mostListBytes + 1))), 'list_too_large')
  assert.equal(refusalOf(await bring(Buffer.from('x'))), 'agency_missing')
  assert.equal(refusalOf(await bring(Buffer.from('x'), { agency: 'Dinas', wave_id: 1 })), 'wave_not_open')
  assert.equal(refusalOf(await bring(Buffer.from('x'), { agency: 'Dinas', wave_id: 99_999 })), 'wave_unknown')
  clock.advance(8 * day)
  must(await bring(Buffer.from('x'), { agency: 'Dinas' }))
  assert.equal((await readUpload(pool, uploadId))?.state, 'dropped')
  assert.equal(await contentOf(ctx, uploadId), undefined)
  assert.equal(refusalOf(await writeUpload(registrations, uploadId, { actor: clerk })), 'upload_unknown')
})
