import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, hour } from '../kernel/clock.ts'
import { daysLeft, endOfTerm } from '../kernel/wib.ts'
import {
  fairBefore,
  judgeTerm,
  nextStep,
  reminderAt,
  reminderDue,
  restoredBefore,
  type Term,
  termBefore,
} from './rules.ts'

const rules = {
  reminders: [7, 3, 1],
  remindersFromHour: 8,
  firstPurchaseWithinDays: 30,
  notice: { days: 14, reminderDays: 3 },
}
/** Told long ago, in a wave that nothing keeps. */
const fair = new Date(0)
const free = { held: false, extending: false }
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
  assert.equal(judgeTerm(term, fair, free, last), 'waits')
  assert.equal(judgeTerm(term, fair, free, before), 'revoked')
  const bought = { ...term, firstPaidAt: notifiedAt }
  assert.equal(judgeTerm(bought, fair, free, before), 'waits')
  assert.equal(judgeTerm(bought, fair, free, new Date(term.usableBefore.getTime() - 1)), 'waits')
  assert.equal(judgeTerm(bought, fair, free, term.usableBefore), 'cut_off')
})

test('a suspended card is not revoked for what it could not do, but the cut-off takes its money', () => {
  const suspended = { ...term, status: 'suspended' as const }
  assert.equal(judgeTerm(suspended, fair, free, before), 'waits')
  assert.equal(judgeTerm(suspended, fair, free, term.usableBefore), 'cut_off')
  assert.equal(judgeTerm({ ...term, status: 'revoked' }, fair, free, notifiedAt), 'cut_off')
})

test('nobody is revoked who was not told in time: the term goes on from what was told', () => {
  const at30 = (noticeAt: string | undefined, reminderAt: string | undefined, noticeDays?: number) =>
    fairBefore(
      {
        noticeAt: noticeAt ? at(noticeAt) : undefined,
        reminderAt: reminderAt ? at(reminderAt) : undefined,
        noticeDays,
      },
      before,
      rules,
    )
  // told on the day, and reminded seven days before: long fair
  assert.ok(at30('2026-11-23T10:05:00', '2026-12-16T08:00:00') < before)
  // the notice on the fourteenth day before the last, the reminder on the third: just fair, to the millisecond
  assert.deepEqual(at30('2026-12-09T23:59:59.999', '2026-12-20T23:59:59.999'), before)
  // a millisecond later each: a day more
  assert.deepEqual(at30('2026-12-10T00:00:00', '2026-12-16T08:00:00'), at('2026-12-25T00:00:00'))
  assert.deepEqual(at30('2026-11-23T10:05:00', '2026-12-21T00:00:00'), at('2026-12-25T00:00:00'))
  // never told, and told but never reminded: counted from now, which is the 24th
  assert.deepEqual(at30(undefined, undefined), at('2027-01-08T00:00:00'))
  assert.deepEqual(at30('2026-11-23T10:05:00', undefined), at('2026-12-28T00:00:00'))
  // a card that is sure of seven days only
  assert.deepEqual(at30('2026-12-17T12:00:00', '2026-12-17T12:00:00', 7), at('2026-12-25T00:00:00'))
  // a year that does not remind, and one whose only reminder comes on the day before
  assert.deepEqual(
    fairBefore(
      { noticeAt: at('2026-12-01T00:00:00'), reminderAt: undefined, noticeDays: undefined },
      before,
      {
        ...rules,
        reminders: [],
      },
    ),
    at('2026-12-16T00:00:00'),
  )
  assert.deepEqual(
    fairBefore(
      { noticeAt: notifiedAt, reminderAt: at('2026-12-22T08:00:00'), noticeDays: undefined },
      before,
      {
        ...rules,
        reminders: [1],
      },
    ),
    before,
  )
})

test('who was not told by the cut-off loses the money and stays a member; a held wave waits, one that is extended too', () => {
  const later = new Date(before.getTime() + day)
  assert.equal(judgeTerm(term, before, free, before), 'revoked')
  assert.equal(judgeTerm(term, later, free, before), 'extended')
  assert.equal(judgeTerm({ ...term, usableBefore: before }, later, free, before), 'cut_off')
  assert.equal(judgeTerm(term, before, { ...free, held: true }, before), 'held')
  assert.equal(judgeTerm(term, later, { ...free, held: true }, before), 'extended')
  assert.equal(judgeTerm(term, before, { ...free, extending: true }, before), 'waits')
  assert.equal(
    judgeTerm({ ...term, firstPaidAt: notifiedAt }, later, { ...free, held: true }, term.usableBefore),
    'cut_off',
  )
})

test("the year's cut-off ends every term, and a restored one too", () => {
  const usableBefore = new Date(before.getTime() - 3 * day)
  assert.deepEqual(termBefore({ ...term, usableBefore }), usableBefore)
  assert.equal(judgeTerm({ ...term, usableBefore }, fair, free, usableBefore), 'revoked')
  assert.deepEqual(restoredBefore(before, usableBefore, notifiedAt), usableBefore)
  assert.deepEqual(restoredBefore(before, term.usableBefore, notifiedAt), before)
  assert.equal(restoredBefore(before, usableBefore, usableBefore), undefined)
  assert.ok(restoredBefore(before, usableBefore, new Date(usableBefore.getTime() - hour)))
})
