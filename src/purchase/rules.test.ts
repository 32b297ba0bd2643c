import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { liveCodes } from '../../test/a-model-codes.ts'
import { testRules } from '../../test/a-programme.ts'
import { judgeOwnCancel, judgeVoid } from './cancel/rules.ts'
import type { authorizeRefusals, sendOtpRefusals, voidRefusals } from './refusals.ts'
import {
  type AuthorizeFacts,
  type CardFacts,
  judgeAuthorize,
  judgeSendOtp,
  otpGapSeconds,
  type PurchaseFacts,
  type ScheduleFacts,
  type SendOtpFacts,
} from './rules.ts'

const now = new Date('2026-11-23T10:00:00+07:00')
const later = new Date(now.getTime() + 1)
/** When the card is over: the training begins a moment before. */
const ends = new Date(now.getTime() + 2)

const purchase: PurchaseFacts = {
  purchaseId: '7',
  partnerId: 1,
  userPlatformId: 'akun',
  scheduleCode: 'k-j1',
  amount: 350_000,
  status: 'awaiting_otp',
  expiresAt: later,
  codes: [{ code: '482913', expiresAt: later }],
  otpSends: 1,
  otpSentAt: new Date(now.getTime() - 30_000),
  otpFailures: 0,
  invoiceCode: undefined,
  consumedCode: undefined,
  paidAt: undefined,
  redeemedAt: undefined,
}
const card: CardFacts = {
  cardId: '3',
  status: 'active',
  sandbox: false,
  bornOn: '1995-05-17',
  education: 3,
  balance: 350_000,
  firstPurchaseBefore: later,
  usableBefore: ends,
  firstPaidAt: undefined,
  payingFrom: now,
  unfinishedPurchaseId: undefined,
  otpFailures: 9,
  otpFailuresOn: '2026-11-23',
  purchases: [],
}
const schedule: ScheduleFacts = {
  courseCode: 'k',
  sold: true,
  price: 350_000,
  minAge: 31,
  maxAge: 31,
  minEducation: 3,
  startsAt: later,
  seatsLeft: 1,
}
const wanted: SendOtpFacts = {
  asked: {
    partnerId: 1,
    sandbox: false,
    userPlatformId: 'akun',
    courseCode: 'k',
    scheduleCode: 'k-j1',
    amount: 350_000,
    discount: 0,
    paused: { new: false, known: false },
  },
  demo: false,
  schedule,
  card,
  accountCardId: '3',
}
const entered: AuthorizeFacts = {
  asked: {
    partnerId: 1,
    otp: '482913',
    invoiceCode: 'DP-1',
    passes: false,
    fails: false,
    paused: { new: false, known: false },
  },
  purchase,
  card: { ...card, purchases: [purchase] },
  schedule,
  capturedPurchaseId: '7',
  accountCardId: '3',
}

const sendWith = (facts: Partial<SendOtpFacts>) => judgeSendOtp({ ...wanted, ...facts }, now, testRules)
const ofAsked = (asked: Partial<SendOtpFacts['asked']>) => sendWith({ asked: { ...wanted.asked, ...asked } })
const ofSchedule = (facts: Partial<ScheduleFacts>) => sendWith({ schedule: { ...schedule, ...facts } })
const ofCard = (facts: Partial<CardFacts>) => sendWith({ card: { ...card, ...facts } })
const withOpen = (facts: Partial<PurchaseFacts>) => ofCard({ purchases: [{ ...purchase, ...facts }] })

/** Every way to each refusal; everything else in the facts stands on the last edge at which it is still good. */
const noOtp: Record<(typeof sendOtpRefusals)[number], (string | undefined)[]> = {
  course_or_schedule_missing: [ofAsked({ courseCode: '' }), ofAsked({ scheduleCode: '' })],
  storefront_suspended: [ofAsked({ suspended: true })],
  schedule_unknown: [sendWith({ schedule: undefined })],
  schedule_of_other_course: [ofAsked({ courseCode: 'lain' })],
  course_not_sold: [ofSchedule({ sold: false }), ofSchedule({ price: undefined })],
  amount_differs: [ofAsked({ amount: 349_999 }), ofAsked({ discount: 1 })],
  schedule_started: [ofSchedule({ startsAt: now })],
  quota_gone: [ofSchedule({ seatsLeft: 0 })],
  card_not_usable: [
    sendWith({ card: undefined, accountCardId: undefined }),
    ofCard({ status: 'suspended' }),
    ofCard({ status: 'revoked' }),
    ofCard({ sandbox: true }),
    ofAsked({ sandbox: true }),
    ofCard({ payingFrom: later }),
    ofCard({ otpFailures: 10 }),
  ],
  card_number_replaced: [sendWith({ numberReplaced: true })],
  deadline_passed: [
    ofCard({ firstPurchaseBefore: now }),
    ofCard({ usableBefore: now, firstPaidAt: now }),
    ofCard({ usableBefore: now, status: 'revoked' }),
  ],
  account_uses_other_card: [sendWith({ accountCardId: '4' }), sendWith({ card: undefined })],
  otp_paused: [
    ofAsked({ paused: { new: true, known: true } }),
    sendWith({ accountCardId: undefined, asked: { ...wanted.asked, paused: { new: true, known: false } } }),
  ],
  card_used_by_other_account: [withOpen({ status: 'paid', paidAt: now, userPlatformId: 'lain' })],
  schedule_after_term: [ofSchedule({ startsAt: ends })],
  age_unfit: [ofCard({ bornOn: '1995-11-24' }), ofCard({ bornOn: '1994-11-23' })],
  education_unfit: [ofCard({ education: 2 })],
  balance_too_small: [ofCard({ balance: 349_999 }), withOpen({ amount: 1 })],
  training_unfinished: [ofCard({ unfinishedPurchaseId: '1' })],
  too_many_tries: [withOpen({ otpFailures: 5 })],
  otp_too_soon: [withOpen({ otpSentAt: new Date(now.getTime() - 29_999) })],
  too_many_otps: [withOpen({ otpSends: 20, otpSentAt: new Date(now.getTime() - 3_599_999) })],
}

const authorizeWith = (facts: Partial<AuthorizeFacts>) =>
  judgeAuthorize({ ...entered, ...facts }, now, testRules)
const ofPurchase = (facts: Partial<PurchaseFacts>) => authorizeWith({ purchase: { ...purchase, ...facts } })
const payingCard = (facts: Partial<CardFacts>) => authorizeWith({ card: { ...entered.card!, ...facts } })
const entering = (asked: Partial<AuthorizeFacts['asked']>) =>
  authorizeWith({ asked: { ...entered.asked, ...asked } })
const beside = (facts: Partial<PurchaseFacts>) =>
  payingCard({ purchases: [purchase, { ...purchase, purchaseId: '8', ...facts }] })

const paidByThis = {
  status: 'paid',
  paidAt: now,
  invoiceCode: 'DP-1',
  consumedCode: '482913',
  codes: [],
} as const

const noMoney: Record<(typeof authorizeRefusals)[number], (string | undefined)[]> = {
  token_unknown: [authorizeWith({ purchase: undefined, card: undefined, schedule: undefined })],
  already_cancelled: [ofPurchase({ ...paidByThis, status: 'cancelled' })],
  invoice_taken: [authorizeWith({ capturedPurchaseId: '8' })],
  token_used: [
    ofPurchase({ ...paidByThis, invoiceCode: 'DP-2' }),
    ofPurchase({ ...paidByThis, consumedCode: '000000' }),
  ],
  otp_expired: [ofPurchase({ expiresAt: now })],
  otp_paused: [
    entering({ paused: { new: true, known: true } }),
    authorizeWith({
      accountCardId: undefined,
      asked: { ...entered.asked, paused: { new: true, known: false } },
    }),
  ],
  too_many_tries: [ofPurchase({ otpFailures: 5 }), payingCard({ otpFailures: 10 })],
  deadline_passed: [payingCard({ firstPurchaseBefore: now }), payingCard({ usableBefore: now })],
  card_not_usable: [
    payingCard({ status: 'suspended' }),
    payingCard({ status: 'revoked' }),
    payingCard({ payingFrom: later }),
  ],
  otp_wrong: [
    entering({ otp: '000000' }),
    entering({ fails: true }),
    ofPurchase({ codes: [{ code: '482913', expiresAt: now }] }),
    ofPurchase({ codes: [] }),
  ],
  storefront_suspended: [entering({ suspended: true })],
  course_not_sold: [authorizeWith({ schedule: { startsAt: undefined, seatsLeft: 1, suspended: true } })],
  schedule_started: [authorizeWith({ schedule: { startsAt: now, seatsLeft: 1 } })],
  account_uses_other_card: [authorizeWith({ accountCardId: '4' })],
  card_used_by_other_account: [beside({ status: 'cancelled', paidAt: now, userPlatformId: 'lain' })],
  schedule_after_term: [authorizeWith({ schedule: { startsAt: ends, seatsLeft: 1 } })],
  balance_too_small: [payingCard({ balance: 349_999 }), beside({ amount: 1 })],
  training_unfinished: [payingCard({ unfinishedPurchaseId: '1' })],
  quota_gone: [authorizeWith({ schedule: { startsAt: undefined, seatsLeft: 0 } })],
}

test('on the last edge at which everything is still good an OTP is sent, and the money taken', () => {
  assert.equal(sendWith({}), undefined)
  assert.equal(withOpen({}), undefined)
  assert.equal(authorizeWith({}), undefined)
  assert.equal(authorizeWith({ capturedPurchaseId: undefined, accountCardId: undefined }), undefined)
  assert.equal(entering({ otp: '123456', passes: true }), undefined)
})

test('a pause for accounts that are new to their card leaves known ones alone', () => {
  assert.equal(ofAsked({ paused: { new: true, known: false } }), undefined)
  assert.equal(entering({ paused: { new: true, known: false } }), undefined)
})

test('whom the holder has not paid through learns of the card only that it cannot be used', () => {
  const stranger = (facts: Partial<CardFacts>, more: Partial<SendOtpFacts> = {}) =>
    sendWith({ accountCardId: undefined, card: { ...card, ...facts }, ...more })
  const told = [
    stranger({ firstPurchaseBefore: now }),
    stranger({ purchases: [{ ...purchase, status: 'paid', paidAt: now, userPlatformId: 'lain' }] }),
    stranger({ usableBefore: later }),
    stranger({ bornOn: '1995-11-24' }),
    stranger({ education: 2 }),
    stranger({ balance: 349_999 }),
    stranger({ unfinishedPurchaseId: '1' }),
    stranger({ purchases: [{ ...purchase, amount: 1, otpSends: 20, otpSentAt: now }], balance: 350_001 }),
    sendWith({ accountCardId: undefined, card: undefined }),
  ]
  assert.deepEqual(told, Array(told.length).fill('card_not_usable'))
  // how often codes were sent for the stranger's own purchase is no news to it
  const sentAt = new Date(now.getTime() - 3_599_999)
  assert.equal(stranger({ purchases: [{ ...purchase, otpSends: 20, otpSentAt: sentAt }] }), 'too_many_otps')
})

test('without the right code nothing is told of the card, with it everything', () => {
  const late = { firstPurchaseBefore: now }
  const wrong = { ...entered.asked, otp: '000000' }
  assert.equal(authorizeWith({ asked: wrong, card: { ...entered.card!, ...late } }), 'otp_wrong')
  assert.equal(authorizeWith({ card: { ...entered.card!, ...late } }), 'deadline_passed')
  assert.equal(authorizeWith({ asked: wrong, card: { ...entered.card!, status: 'revoked' } }), 'otp_wrong')
})

for (const [refusal, found] of Object.entries(noOtp))
  test(`no OTP is sent: ${refusal}`, () => assert.deepEqual(found, Array(found.length).fill(refusal)))

for (const [refusal, found] of Object.entries(noMoney))
  test(`no money is taken: ${refusal}`, () => assert.deepEqual(found, Array(found.length).fill(refusal)))

test('the same request again is answered again, whatever has passed since', () => {
  const paid = { ...purchase, ...paidByThis }
  const muchLater = new Date('2030-01-01T00:00:00Z')
  assert.equal(judgeAuthorize({ ...entered, purchase: paid }, muchLater, testRules), undefined)
})

test('what a course allows any age, a missing bound allows', () => {
  assert.equal(ofSchedule({ minAge: undefined, maxAge: undefined, startsAt: undefined }), undefined)
})

test('a purchase of a dead or lapsed code holds nothing', () => {
  assert.equal(beside({ expiresAt: now }), undefined)
  assert.equal(beside({ otpFailures: 5 }), undefined)
})

test('in the demo a real storefront takes a sandbox card, and a sandbox storefront still no real one', () => {
  const sandbox = { ...card, sandbox: true }
  assert.equal(sendWith({ demo: true, card: sandbox }), undefined)
  assert.equal(sendWith({ demo: true, asked: { ...wanted.asked, sandbox: true } }), 'card_not_usable')
})

test('where the year allows it, a second training is bought before the first is finished', () => {
  const rules = { ...testRules, secondPurchaseAfterFinished: false }
  const again = { ...wanted, card: { ...card, unfinishedPurchaseId: '1' } }
  assert.equal(judgeSendOtp(again, now, rules), undefined)
})

test('a purchase is cancelled once, and not after its code was redeemed', () => {
  const none: Record<(typeof voidRefusals)[number], string | undefined> = {
    void_unknown: judgeVoid(undefined),
    already_cancelled: judgeVoid({ status: 'cancelled', redeemedAt: now }),
    already_redeemed: judgeVoid({ status: 'paid', redeemedAt: now }),
  }
  for (const [refusal, found] of Object.entries(none)) assert.equal(found, refusal)
  assert.equal(judgeVoid({ status: 'paid', redeemedAt: undefined }), undefined)
})

test('its holder cancels a purchase until anything was used or its class has begun', () => {
  const bought = { status: 'paid' as const, redeemedAt: undefined, startsAt: later }
  assert.equal(judgeOwnCancel(bought, now), undefined)
  assert.equal(judgeOwnCancel({ ...bought, startsAt: undefined }, now), undefined)
  assert.equal(judgeOwnCancel({ ...bought, startsAt: now }, now), 'schedule_started')
  assert.equal(judgeOwnCancel({ ...bought, redeemedAt: now }, now), 'already_redeemed')
  assert.equal(judgeOwnCancel({ ...bought, status: 'cancelled' }, now), 'already_cancelled')
})

test('gaps grow and the last one repeats; without gaps nobody waits', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 9].map((sends) => otpGapSeconds(sends, [30, 60, 120])),
    [30, 60, 120, 120, 120],
  )
  assert.equal(otpGapSeconds(1, []), 0)
})

test('never more codes live than the rules say, and the newest always does', () => {
  const code = fc.record({ code: fc.string(), expiresAt: fc.constant(later) })
  fc.assert(
    fc.property(fc.array(code), code, (codes, sent) => {
      const live = liveCodes(codes, sent, testRules)
      assert.ok(live.length <= testRules.otp.liveCodes)
      assert.equal(live.at(-1), sent)
    }),
  )
})
