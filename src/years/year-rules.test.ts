import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutOffFrom, scheme2021, schemes, usableBefore, yearRulesSchema } from './year-rules.ts'

test('the schemes of the past hold by their own schema', () => {
  for (const rules of Object.values(schemes)) assert.deepEqual(yearRulesSchema.parse(rules), rules)
  assert.equal(schemes['2023']!.grantRupiah, 3_500_000)
})

test('rules that contradict themselves are not rules', () => {
  const wrong = [
    { settlement: { redeemPercent: 30, completionPercent: 60 } },
    { ageMin: 18, ageMax: 17 },
    { usableUntil: '2026-02-30' },
    { grantRupiah: 0.5 },
    { otp: { ...scheme2021.otp, validSeconds: 601 } },
    { another: 1 },
  ]
  for (const change of wrong)
    assert.equal(
      yearRulesSchema.safeParse({ ...scheme2021, ...change }).success,
      false,
      JSON.stringify(change),
    )
})

test('a cut-off is good through its last day in WIB', () => {
  assert.deepEqual(
    usableBefore({ ...scheme2021, usableUntil: '2026-12-15' }),
    new Date('2026-12-16T00:00:00+07:00'),
  )
})

test('a year that begins late is cut off in the next December', () => {
  assert.equal(cutOffFrom(new Date('2026-10-16T12:00:00+07:00')), '2026-12-15')
  assert.equal(cutOffFrom(new Date('2026-10-17T12:00:00+07:00')), '2027-12-15')
  assert.equal(cutOffFrom(new Date('2026-12-31T20:00:00Z')), '2027-12-15')
})
