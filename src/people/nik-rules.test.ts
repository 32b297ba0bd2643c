import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kkHolds, maskNik, nikFitsBirthDate, readNik } from './nik-rules.ts'

test('a NIK tells region, birth date and sex', () => {
  assert.deepEqual(readNik('3201042107980001'), {
    region: '320104',
    day: 21,
    month: 7,
    yearOfCentury: 98,
    woman: false,
  })
  assert.equal(readNik('3201046107980001')?.woman, true)
  assert.equal(readNik('3201046107980001')?.day, 21)
})

test('a NIK of another length, of no region, of no day or with no serial is none', () => {
  for (const nik of [
    '',
    '320104210798001',
    '32010421079800011',
    '32010421o7980001',
    '9901042107980001',
    '3200042107980001',
    '3201002107980001',
    '3201040007980001',
    '3201043207980001',
    '3201047207980001',
    '3201042113980001',
    '3201042107980000',
  ])
    assert.equal(readNik(nik), undefined, nik)
})

test('a NIK fits its birth date only, a woman’s with forty added to the day', () => {
  assert.equal(nikFitsBirthDate('3201042107980001', '1998-07-21'), true)
  assert.equal(nikFitsBirthDate('3201046107980001', '1998-07-21'), true)
  assert.equal(nikFitsBirthDate('3201042107980001', '1998-07-22'), false)
  assert.equal(nikFitsBirthDate('3201040101050001', '2005-01-01'), true)
})

test('a family card’s number has sixteen digits and a region; all but the tail is masked', () => {
  assert.equal(kkHolds('3201041205150100'), true)
  assert.equal(kkHolds('320104120515010'), false)
  assert.equal(kkHolds('0001041205150100'), false)
  assert.equal(maskNik('3201042107980001'), '************0001')
  assert.equal(maskNik('3201'), '****')
})
