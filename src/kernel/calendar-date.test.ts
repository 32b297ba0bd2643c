import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCalendarDate } from './calendar-date.ts'

test('a date is read with the year first or last, and with its month in words of both languages', () => {
  for (const typed of [
    '1997-08-12',
    '12-08-1997',
    '12/8/1997',
    '12.08.1997',
    '12 08 1997',
    '12 – 08 – 1997',
    '1997/8/12',
    '12 Agustus 1997',
    '12 AGUSTUS 1997',
    '12 Ags. 1997',
    '12-Agt-1997',
    '12 Aug 1997',
    '12 August 1997',
    'August 12, 1997',
    'Aug 12th 1997',
    '12 Agustus\u00a01997',
    '\u200e12-08-1997\u200e',
    '1997-08-12 00:00:00',
    '1997-08-12T00:00:00.000Z',
    '１２/08/1997',
  ])
    assert.equal(readCalendarDate(typed), '1997-08-12', typed)
  assert.equal(readCalendarDate('1 Pebruari 2001'), '2001-02-01')
  assert.equal(readCalendarDate('3 Mei 2001'), '2001-05-03')
})

test('what may be two days, or no day, is no date', () => {
  for (const typed of [
    '',
    '12/08/97',
    '12 Agustus 97',
    '31 Februari 1997',
    '29-02-2001',
    '12 Bulan 1997',
    '8/21/1997',
    '1997-08-12 17:00:00',
    'Agustus 1997',
    '0 Agustus 1997',
    '35654',
  ])
    assert.equal(readCalendarDate(typed), undefined, typed)
})
