import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type NextFacts, nextThing } from './next-rules.ts'

const nothing: NextFacts = {
  canBuy: false,
  hasBought: true,
  hold: undefined,
  training: undefined,
  unreviewed: [],
  failed: undefined,
  withoutAccount: undefined,
  survey: undefined,
}
const training = { course: 'Barista', storefront: 'Pijar Mahir', turn: 'Giliran kamu.', own: true }
const review = { purchaseId: '1', course: 'Barista', storefront: 'Pijar Mahir', needed: true }

test('one thing is next: what ends soonest, then money that waits, then the training, then what may be done', () => {
  const everything: NextFacts = {
    canBuy: true,
    hasBought: false,
    hold: { storefront: 'Pijar Mahir', until: new Date(0) },
    training,
    unreviewed: [{ ...review, needed: false }, review],
    failed: { amount: 1 },
    withoutAccount: { amount: 2 },
    survey: { amount: 3, number: 1 },
  }
  const steps: Partial<NextFacts>[] = [
    {},
    { hold: undefined },
    { hasBought: true },
    { unreviewed: [{ ...review, needed: false }] },
    { failed: undefined },
    { withoutAccount: undefined },
    { survey: undefined },
    { training: { ...training, own: false } },
    { unreviewed: [] },
    { training: undefined },
    { canBuy: false },
  ]
  let facts = everything
  const said = steps.map((step) => {
    facts = { ...facts, ...step }
    return nextThing(facts).is
  })
  assert.deepEqual(said, [
    'pay',
    'buy_first',
    'review',
    'mend_account',
    'add_account',
    'survey',
    'finish',
    'review',
    'wait',
    'buy_next',
    'nothing',
  ])
})

test('who cannot buy is still told to finish, to review and to mend an account', () => {
  assert.equal(nextThing({ ...nothing, training }).is, 'finish')
  assert.equal(nextThing({ ...nothing, unreviewed: [review] }).is, 'review')
  assert.equal(nextThing({ ...nothing, failed: { amount: 1 } }).is, 'mend_account')
  assert.equal(nextThing({ ...nothing, hasBought: false }).is, 'nothing')
})
