import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { behindBy } from './pages.ts'

test('statements run one after the other, behind the caller, and no more wait than may', async () => {
  const behind = behindBy(2)
  const said: string[] = []
  const work = (name: string) => async () => {
    said.push(`${name} begins`)
    await turn()
    said.push(`${name} ends`)
  }
  await behind.begin(work('a'))
  await behind.begin(work('b'))
  said.push('two wait')
  await behind.begin(work('c'))
  assert.ok(said.includes('a ends') && !said.includes('b ends'))
  await behind.end()
  assert.deepEqual(
    said.filter((words) => words !== 'two wait'),
    ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'],
  )
  assert.ok(said.indexOf('two wait') < said.indexOf('a ends'))
})

test('after one that fails none is begun, and whoever ends is told', async () => {
  const behind = behindBy(5)
  let begun = 0
  await behind.begin(async () => {
    throw new Error('the database went away')
  })
  await behind.begin(async () => begun++)
  await assert.rejects(behind.end(), /went away/)
  assert.equal(begun, 0)
})
