import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InstalmentFacts, stateOfInstalment } from './rules.ts'

const now = new Date('2026-12-01T00:00:00Z')
const before = new Date('2026-11-30T00:00:00Z')
const after = new Date('2026-12-02T00:00:00Z')
const planned: InstalmentFacts = {
  kind: 'completion',
  dueAt: before,
  answeredAt: undefined,
  postedAt: undefined,
  surveyThere: true,
  payment: undefined,
  line: undefined,
  waitsBecause: undefined,
}
const stateOf = (facts: Partial<InstalmentFacts>) => stateOfInstalment({ ...planned, ...facts }, now)

test('an instalment waits for its date, then for its survey, and then for the next run', () => {
  assert.equal(stateOf({ dueAt: after }), 'waits_for_date')
  assert.equal(stateOf({ dueAt: now }), 'due')
  const survey = { kind: 'survey' } as const
  assert.equal(stateOf({ ...survey, dueAt: after, surveyThere: false }), 'waits_for_date')
  assert.equal(stateOf(survey), 'survey_open')
  assert.equal(stateOf({ ...survey, surveyThere: false }), 'survey_to_come')
  assert.equal(stateOf({ ...survey, answeredAt: now }), 'due')
  assert.equal(stateOf({ postedAt: before }), 'due')
})

test('what is in the ledger is told as its payment goes: stopped by a gate, ordered, paid, or given back', () => {
  const posted = (payment: string, line: string, waitsBecause?: string) =>
    stateOf({ postedAt: before, payment, line, waitsBecause })
  assert.equal(posted('open', 'waiting', 'on_hold'), 'held')
  assert.equal(posted('open', 'waiting', 'no_account'), 'no_account')
  assert.equal(posted('open', 'waiting', 'account_shared'), 'no_account')
  for (const gate of ['account_rests', 'below_minimum', 'budget_passed', 'account_changed', 'owed_changed'])
    assert.equal(posted('open', 'waiting', gate), 'due')
  assert.equal(posted('ready', 'ready'), 'due')
  assert.equal(posted('open', 'withdrawn'), 'due')
  assert.equal(posted('ordered', 'ordered'), 'ordered')
  assert.equal(posted('paid', 'paid'), 'paid')
  assert.equal(posted('open', 'refused'), 'failed')
  assert.equal(posted('open', 'returned'), 'failed', 'days after it was paid')
  assert.equal(posted('open', 'waiting', 'account_refused'), 'failed')
  assert.equal(posted('ordered', 'ordered', 'account_refused'), 'ordered')
})
