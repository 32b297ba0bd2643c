import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RuleRefusal, ruleConflicts, ruleRefusals, wrongRules } from './rule-conflicts.ts'
import { compareRules, readTyped, ruleText, typedRule, withRule } from './rule-values.ts'
import { ruleWords } from './rule-words.ts'
import { cutOffFrom, scheme2021, scheme2023, schemes, usableBefore, yearRulesSchema } from './year-rules.ts'

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

test('every rule has its words, and its value comes back as it was typed', () => {
  const leaves = (rules: object, above = ''): string[] =>
    Object.entries(rules).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? leaves(value, `${above}${name}.`)
        : [above + name],
    )
  assert.deepEqual(Object.keys(ruleWords).sort(), leaves(scheme2021).sort())
  const again = Object.keys(ruleWords).reduce<object>(
    (rules, rule) => withRule(rules, rule, readTyped(rule, typedRule(scheme2023, rule))),
    {},
  )
  assert.deepEqual(again, scheme2023)
  const differing = compareRules(scheme2021, scheme2023).filter(({ differs }) => differs)
  assert.deepEqual(
    differing.map(({ rule }) => rule),
    ['grantRupiah', 'firstPurchaseWithinDays', 'usableUntil', 'ageMax'],
  )
  assert.equal(ruleText(scheme2021, 'reminders', 'id'), '7, 3, 1 hari')
})

test('rules that contradict each other are told by both names, and one that cannot be read by its bounds', () => {
  const now = new Date('2026-11-01T00:00:00+07:00')
  const good = { ...scheme2021, usableUntil: '2027-12-15' }
  const found = (change: object) => ruleConflicts(2027, { ...good, ...change }, now)
  assert.deepEqual(found({}), [])
  const { notice, otp, payments } = good
  const cases: readonly (readonly [object, RuleRefusal])[] = [
    [{ usableUntil: '2026-12-31' }, 'cut_off_before_year'],
    [{ usableUntil: '2027-01-29' }, 'term_after_cut_off'],
    [{ ageMin: 18, ageMax: 17 }, 'ages_reversed'],
    [{ settlement: { redeemPercent: 30, completionPercent: 60 } }, 'shares_not_whole'],
    [{ secondPurchaseAfterFinished: false, secondPurchaseAfterReview: true }, 'review_without_finish'],
    [{ notice: { ...notice, days: 31 } }, 'notice_over_term'],
    [{ reminders: [30, 3] }, 'reminder_over_term'],
    [{ reminders: [2, 1] }, 'reminder_too_late'],
    [{ payments: { ...payments, budgetRupiah: 999_999 } }, 'budget_below_grant'],
    [{ otp: { ...otp, unresolvedPerDay: { new: 3000, known: 1000 } } }, 'guessed_too_soon'],
  ]
  for (const [change, reason] of cases) {
    assert.ok(found(change).includes(reason), reason)
    assert.ok(
      (ruleRefusals.id[reason] as string).match(/\([a-zA-Z.]+\)/g)!.length >=
        (reason === 'cut_off_before_year' ? 1 : 2),
    )
  }
  assert.deepEqual(ruleConflicts(2026, { ...good, usableUntil: '2026-10-31' }, now)[0], 'cut_off_past')
  const [wrong] = wrongRules({ ...good, otp: { ...otp, validSeconds: 601 } })
  assert.deepEqual(wrong, {
    rule: 'otp.validSeconds',
    id: 'Kode berlaku (otp.validSeconds) harus berupa angka 600 atau kurang.',
    en: 'A code is valid (otp.validSeconds) must be 600 or less.',
  })
  assert.equal(wrongRules({ ...good, ageMax: 'banyak' })[0]?.rule, 'ageMax')
  assert.equal(wrongRules({ ...good, reminders: ['x'] })[0]?.rule, 'reminders')
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
