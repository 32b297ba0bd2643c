import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ageOn,
  daysLeft,
  endOfTerm,
  formatDeadline,
  formatInstant,
  formatPeriod,
  startOfWibDate,
  wibDate,
} from './wib.ts'

test('a term of thirty days counts from the day after the notification and ends at midnight in WIB', () => {
  // designated on 21 September 2021: the official date was 21 October, not the 18th that a newspaper counted
  const before = endOfTerm(new Date('2021-09-21T09:00:00+07:00'), 30)
  assert.equal(before.toISOString(), '2021-10-21T17:00:00.000Z')
  assert.equal(formatDeadline(before), '21 Oktober 2021, 23.59 WIB')
  assert.equal(formatDeadline(before, 'en'), '21 October 2021, 23:59 WIB')
})

test('the hour of the notification does not move the last day, the date in WIB does', () => {
  assert.deepEqual(
    endOfTerm(new Date('2026-11-22T17:00:00Z'), 30),
    endOfTerm(new Date('2026-11-23T16:59:59.999Z'), 30),
  )
  assert.notDeepEqual(
    endOfTerm(new Date('2026-11-22T16:59:59.999Z'), 30),
    endOfTerm(new Date('2026-11-22T17:00:00Z'), 30),
  )
})

test('days left are calendar days in WIB: none on the last day, fewer than none after it', () => {
  const before = startOfWibDate('2026-12-24')
  assert.equal(daysLeft(new Date('2026-12-23T00:00:00+07:00'), before), 0)
  assert.equal(daysLeft(new Date('2026-12-22T23:59:59+07:00'), before), 1)
  assert.equal(daysLeft(before, before), -1)
})

test('an age is complete on the birthday in WIB, and on 1 March for those born on 29 February', () => {
  assert.equal(ageOn('2008-11-23', new Date('2026-11-22T16:59:59Z')), 17)
  assert.equal(ageOn('2008-11-23', new Date('2026-11-22T17:00:00Z')), 18)
  assert.equal(ageOn('2008-02-29', new Date('2026-02-28T12:00:00+07:00')), 17)
  assert.equal(ageOn('2008-02-29', new Date('2026-03-01T12:00:00+07:00')), 18)
})

test('an instant is shown with its zone', () => {
  assert.equal(formatInstant(new Date('2026-12-21T16:59:00Z')), '21 Desember 2026, 23.59 WIB')
})

test('a period names its day once, and both days where it ends on another one', () => {
  const from = new Date('2026-12-21T02:00:00Z')
  assert.equal(
    formatPeriod(from, new Date('2026-12-21T05:00:00Z')),
    '21 Desember 2026, 09.00 sampai 12.00 WIB',
  )
  assert.equal(
    formatPeriod(from, new Date('2026-12-21T17:00:00Z'), 'en'),
    '21 December 2026, 09:00 WIB to 22 December 2026, 00:00 WIB',
  )
})

test('every WIB date begins at its own first instant', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (at) => {
        const start = startOfWibDate(wibDate(at))
        assert.equal(wibDate(start), wibDate(at))
        assert.notEqual(wibDate(new Date(start.getTime() - 1)), wibDate(at))
      },
    ),
  )
})
