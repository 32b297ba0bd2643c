import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { csvText, inWib } from './csv-text.ts'

const at = new Date('2026-12-23T17:30:00.000Z')

test('instants are written in WIB, and their heading says so', () => {
  const text = csvText([
    ['number', inWib('notified_at')],
    [3, at],
    [4, undefined],
  ])
  assert.equal(text, '\ufeffnumber,notified_at (WIB)\n3,2026-12-24 00:30:00\n4,\n')
})

test('a table whose heading does not name the zone of its instants is not written', () => {
  assert.throws(() => csvText([['notified_at'], [at]]), /notified_at does not say its zone/)
})

test('no file that people download is made past this one, or hands it an instant as text', () => {
  const src = fileURLToPath(new URL('..', import.meta.url))
  const makers = globSync('**/*.{ts,tsx}', { cwd: src })
    .filter((file) => !file.includes('.test.'))
    .map((file) => ({ file, text: readFileSync(path.join(src, file), 'utf8') }))
    .filter(({ text }) => /\b(csvText|csvAnswer|csvFile)\(|from 'csv-stringify/.test(text))
  assert.ok(makers.length > 8)
  const own = path.join('lists', 'csv-text.ts')
  assert.deepEqual(
    makers
      .filter(({ text, file }) => file !== own && /toISOString|csv-stringify/.test(text))
      .map(({ file }) => file),
    [],
  )
})
