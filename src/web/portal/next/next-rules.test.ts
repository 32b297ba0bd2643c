import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type NextFacts, type NextThing, nextThing } from './next-rules.ts'

const deadline = new Date('2026-12-23T17:00:00Z')
const nothing: NextFacts = {
  stopped: undefined,
  canBuy: false,
  hasBought: true,
  deadline,
  ended: false,
  paysFrom: undefined,
  hold: undefined,
  unredeemed: undefined,
  training: undefined,
  unreviewed: [],
  failed: undefined,
  withoutAccount: undefined,
  overdue: undefined,
  survey: undefined,
}
const training = {
  course: 'Barista',
  storefront: 'Pijar Mahir',
  need: 'lessons',
  turn: 'Giliran kamu.',
  own: true,
}
const review = { purchaseId: '1', course: 'Barista', storefront: 'Pijar Mahir', needed: true }
const unredeemed = { course: 'Barista', institution: 'Rumah Karya', code: 'ABCD', place: '/lembaga/x/tukar' }
const later = new Date(deadline.getTime() - 1)

/** What is known besides nothing, and what is said to be next. */
const cases: readonly (readonly [name: string, known: Partial<NextFacts>, next: NextThing['is']])[] = [
  ['a new card', { canBuy: true, hasBought: false }, 'buy_first'],
  ['an OTP waits', { canBuy: true, hold: { storefront: 'Pijar Mahir', until: later } }, 'pay'],
  ['a voucher waits', { unredeemed, training }, 'redeem'],
  ['the training goes on', { training }, 'finish'],
  ['its attendance is confirmed', { training: { ...training, need: 'sessions' } }, 'confirm'],
  ['others have their turn', { training: { ...training, own: false } }, 'wait'],
  ['finished, the incentive waits for the review', { unreviewed: [review] }, 'review'],
  ['reviewed, without an account', { canBuy: true, withoutAccount: { amount: 1 } }, 'add_account'],
  ['the bank refused', { canBuy: true, failed: { amount: 1 } }, 'mend_account'],
  ['the incentive is late', { canBuy: true, overdue: { amount: 1 } }, 'ask_incentive'],
  ['a survey is open', { canBuy: true, survey: { amount: 1, number: 1 } }, 'survey'],
  ['a later training has no review', { canBuy: true, unreviewed: [{ ...review, needed: false }] }, 'review'],
  ['all is done, and money is left', { canBuy: true }, 'buy_next'],
  ['all is done, and no money is left', {}, 'nothing'],
  ['the phone was changed', { paysFrom: later }, 'wait_to_buy'],
  ['locked before the first training', { hasBought: false, paysFrom: later }, 'wait_to_buy'],
  ['the year is over', { ended: true }, 'ended'],
  ['the year is over, and the phone was changed', { ended: true, paysFrom: later }, 'ended'],
  ['the year is over, and a training goes on', { ended: true, training }, 'finish'],
  ['revoked', { stopped: { because: 'revoked', appealed: false }, unreviewed: [review] }, 'appeal'],
  ['the first purchase is missed', { stopped: { because: 'late', appealed: true } }, 'appeal'],
  ['suspended', { stopped: { because: 'suspended', appealed: false } }, 'appeal'],
  ['suspended while learning', { stopped: { because: 'suspended', appealed: false }, training }, 'finish'],
]

for (const [name, known, next] of cases)
  test(`${name}: ${next}`, () => assert.equal(nextThing({ ...nothing, ...known }).is, next))

test('one thing is next: what ends soonest, then money that waits, then the training, then what may be done', () => {
  const steps: Partial<NextFacts>[] = [
    {},
    { stopped: { because: 'suspended', appealed: false } },
    { hold: undefined },
    { hasBought: true },
    { unreviewed: [{ ...review, needed: false }] },
    { failed: undefined },
    { withoutAccount: undefined },
    { overdue: undefined },
    { survey: undefined },
    { unredeemed: undefined },
    { training: { ...training, own: false } },
    { unreviewed: [] },
    { stopped: undefined },
    { training: undefined },
    { canBuy: false },
  ]
  let facts: NextFacts = {
    ...nothing,
    stopped: { because: 'revoked', appealed: false },
    canBuy: true,
    hasBought: false,
    hold: { storefront: 'Pijar Mahir', until: later },
    unredeemed,
    training,
    unreviewed: [{ ...review, needed: false }, review],
    failed: { amount: 1 },
    withoutAccount: { amount: 2 },
    overdue: { amount: 3 },
    survey: { amount: 3, number: 1 },
  }
  const said = steps.map((step) => {
    facts = { ...facts, ...step }
    return nextThing(facts).is
  })
  assert.deepEqual(said, [
    'appeal',
    'pay',
    'buy_first',
    'review',
    'mend_account',
    'add_account',
    'ask_incentive',
    'survey',
    'redeem',
    'finish',
    'review',
    'appeal',
    'wait',
    'buy_next',
    'nothing',
  ])
})
