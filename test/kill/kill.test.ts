import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killLoop } from './kill-loop.ts'

// Three kills here (server, PostgreSQL, both); `npm run kill -- 20` repeats them twenty times.
test('what was answered as paid survives kill -9 of the server and of PostgreSQL, and is taken once', async () => {
  const result = await killLoop(3)
  assert.deepEqual(result.lost, [])
  assert.deepEqual(result.violated, [])
  assert.ok(result.acknowledged > 100, `only ${result.acknowledged} purchases were made`)
  assert.ok(result.paid >= result.acknowledged)
})
