import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idOf, smallIdOf } from './ids.ts'

test('an id is what its column can hold, and nothing else', () => {
  assert.deepEqual(['1', '9223372036854775807'].map(idOf), ['1', '9223372036854775807'])
  assert.deepEqual(['1', '2147483647'].map(smallIdOf), [1, 2_147_483_647])
  for (const none of [
    undefined,
    '',
    '0',
    '-1',
    '01',
    '1.5',
    '1e3',
    ' 1',
    '1\n',
    '١',
    '\u0000',
    '9'.repeat(400),
  ])
    assert.deepEqual([idOf(none), smallIdOf(none)], [undefined, undefined], JSON.stringify(none))
  assert.equal(idOf('9223372036854775808'), undefined)
  assert.equal(smallIdOf('2147483648'), undefined)
})
