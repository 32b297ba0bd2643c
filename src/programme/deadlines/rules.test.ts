import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, hour } from '../../kernel/clock.ts'
import { daysLeft, endOfTerm } from '../../kernel/wib.ts'
import {
  isSameOperator,
  judgeTerm,
  nextStep,
  reminderAt,
  reminderDue,
  restoredBefore,
  type Term,
  termBefore,
} from './rules.ts'

const rules = { reminders: [7, 3, 1], remindersFromHour: 8 }
const notifiedAt = new Date('2026-11-23T10:00:00+07:00')
const before = endOfTerm(notifiedAt, 30)
const term: Term = {
  status: 'active',
  firstPurchaseBefore: before,
  usableBefore: new Date('2027-12-16T00:00:00+07:00'),
  firstPaidAt: undefined,
}
const at = (text: string) => new Date(`${text}+07:00`)

test('a reminder is due at eight in the morning in WIB, so many days before the last day', () => {
  assert.deepEqual(before, at('2026-12-24T00:00:00'))
  assert.deepEqual(reminderAt(before, 7, rules), at('2026-12-16T08:00:00'))
  assert.deepEqual(reminderAt(before, 1, rules), at('2026-12-22T08:00:00'))
  for (const days of [0, 1, 3, 7]) assert.equal(daysLeft(reminderAt(before, days, rules), before), days)
})

test('what comes next: each reminder in turn, then the end', () => {
  const seen = []
  let after = notifiedAt
  for (;;) {
    const next = nextStep(term, after, rules)
    seen.push([next.step, next.dueAt])
    if (next.step === 'end') break
    after = next.dueAt
  }
  assert.deepEqual(seen, [
    ['reminder', at('2026-12-16T08:00:00')],
    ['reminder', at('2026-12-20T08:00:00')],
    ['reminder', at('2026-12-22T08:00:00')],
    ['end', before],
  ])
})

test('who has bought, or is suspended, is not reminded', () => {
  assert.deepEqual(nextStep({ ...term, firstPaidAt: notifiedAt }, notifiedAt, rules), {
    step: 'end',
    dueAt: term.usableBefore,
  })
  assert.equal(nextStep({ ...term, status: 'suspended' }, notifiedAt, rules).step, 'end')
  const since = notifiedAt
  assert.equal(
    reminderDue({ ...term, firstPaidAt: notifiedAt }, since, at('2026-12-17T09:00:00'), rules),
    undefined,
  )
})

test('a term shorter than a reminder begins with the next one', () => {
  const short = { ...term, firstPurchaseBefore: endOfTerm(notifiedAt, 5) }
  assert.deepEqual(nextStep(short, notifiedAt, rules).dueAt, at('2026-11-25T08:00:00'))
})

test('who comes late sends the newest reminder only, and none once the term is over', () => {
  const due = (now: string, since = '2026-12-16T08:00:00') => reminderDue(term, at(since), at(now), rules)
  assert.equal(due('2026-12-16T08:00:00'), 7)
  assert.equal(due('2026-12-20T07:59:59.999'), 7)
  assert.equal(due('2026-12-21T12:00:00'), 3)
  assert.equal(due('2026-12-23T23:59:59.999'), 1)
  assert.equal(due('2026-12-24T00:00:00'), undefined)
  assert.equal(due('2026-12-20T07:59:59.999', '2026-12-20T08:00:00'), undefined)
})

test('a term ends in one millisecond', () => {
  const last = new Date(before.getTime() - 1)
  assert.deepEqual(last, at('2026-12-23T23:59:59.999'))
  assert.equal(judgeTerm(term, last), 'waits')
  assert.equal(judgeTerm(term, before), 'revoked')
  const bought = { ...term, firstPaidAt: notifiedAt }
  assert.equal(judgeTerm(bought, before), 'waits')
  assert.equal(judgeTerm(bought, new Date(term.usableBefore.getTime() - 1)), 'waits')
  assert.equal(judgeTerm(bought, term.usableBefore), 'cut_off')
})

test('a suspended card is not revoked for what it could not do, but the cut-off takes its money', () => {
  const suspended = { ...term, status: 'suspended' as const }
  assert.equal(judgeTerm(suspended, before), 'waits')
  assert.equal(judgeTerm(suspended, term.usableBefore), 'cut_off')
  assert.equal(judgeTerm({ ...term, status: 'revoked' }, notifiedAt), 'cut_off')
})

test("the year's cut-off ends every term, and a restored one too", () => {
  const usableBefore = new Date(before.getTime() - 3 * day)
  assert.deepEqual(termBefore({ ...term, usableBefore }), usableBefore)
  assert.equal(judgeTerm({ ...term, usableBefore }, usableBefore), 'revoked')
  assert.deepEqual(restoredBefore(before, usableBefore, notifiedAt), usableBefore)
  assert.deepEqual(restoredBefore(before, term.usableBefore, notifiedAt), before)
  assert.equal(restoredBefore(before, usableBefore, usableBefore), undefined)
  assert.ok(restoredBefore(before, usableBefore, new Date(usableBefore.getTime() - hour)))
})

test('one operator stays one, however the name is written', () => {
  assert.ok(isSameOperator('operator:ani', ' Operator:ANI '))
  assert.ok(!isSameOperator('operator:ani', 'operator:budi'))
})
