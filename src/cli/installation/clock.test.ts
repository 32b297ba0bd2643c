import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDuration, readInstant } from './clock.ts'

test('a duration is days, hours, minutes and seconds, in any mixture', () => {
  assert.equal(readDuration('3d2h'), 74 * 3_600_000)
  assert.equal(readDuration('90m'), 5_400_000)
  for (const text of ['', '3', 'd', '3w', '-3d', '1.5h', '3d 2h'])
    assert.throws(() => readDuration(text), /no duration/, text)
})

test('an instant has a zone', () => {
  assert.deepEqual(readInstant('2026-12-21T23:59:00+07:00'), new Date('2026-12-21T16:59:00Z'))
  for (const text of ['2026-12-21', '2026-12-21T23:59:00', '2026-13-21T23:59:00Z', 'tomorrow'])
    assert.throws(() => readInstant(text), /no instant/, text)
})
