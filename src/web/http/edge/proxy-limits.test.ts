import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { mostFileBytes } from '../../../learning/assignments/file-rules.ts'
import { mostUploadBytes } from '../uploads.ts'
import { edgeLimits } from './edge-server.ts'

const text = await readFile(new URL('../../../../docs/deployment.md', import.meta.url), 'utf8')
const nginx = /```nginx\n(.*?)```/s.exec(text)?.[1] ?? assert.fail('no nginx')
const said = (expression: RegExp, of = nginx) =>
  Number((expression.exec(of) ?? assert.fail(`${expression} is not said`))[1])

test('the documented proxy takes as large bodies as Bekal does, and says the size of a file rightly', () => {
  assert.equal(said(/client_max_body_size (\d+)m;/) * 1024 * 1024, mostUploadBytes)
  assert.equal(said(/files up to (\d+) MB/) * 1024 * 1024, mostFileBytes)
  assert.ok(mostFileBytes < mostUploadBytes)
})

test('the documented proxy waits longer for a slow phone than Bekal, and lets no address have more connections', () => {
  assert.ok(said(/client_body_timeout (\d+)s;/) * 1000 > edgeLimits.paceMs)
  assert.equal(said(/limit_conn callers (\d+);/), edgeLimits.connectionsPerAddress)
  assert.equal(
    said(/moves by (\d+) kB a second over half a minute/, text) * 1024,
    edgeLimits.leastBytesPerSecond,
  )
  assert.equal(edgeLimits.paceMs, 30_000)
})
