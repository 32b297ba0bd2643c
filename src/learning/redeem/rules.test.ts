import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { reasonsOf } from '../../kernel/refusal.ts'
import {
  codeAsIssued,
  judgeRedeem,
  type RedeemAsked,
  type RedeemFacts,
  redeemRefusals,
  trainingIsOpen,
  voucherState,
} from './rules.ts'

const at = new Date('2026-11-23T03:00:00Z')
const later = new Date('2026-11-24T03:00:00Z')
const earlier = new Date('2026-11-22T03:00:00Z')

const fine: RedeemFacts = {
  institutionId: 1,
  institution: 'LKP Contoh',
  courseCode: 'roti',
  course: 'Roti',
  startsAt: undefined,
  endsAt: undefined,
  emails: ['siti@contoh.test'],
  transactionCancelledAt: undefined,
  codeCancelledAt: undefined,
  redeemedAt: undefined,
}
const asked: RedeemAsked = { institutionId: 1, courseCode: 'roti', email: 'Siti@Contoh.test' }

/** What is wrong, each alone with the refusal that it must get. */
const faults: Record<string, { facts?: Partial<RedeemFacts>; asked?: Partial<RedeemAsked> }> = {
  email_wrong: { asked: { email: 'lain@contoh.test' } },
  code_of_other_institution: { asked: { institutionId: 2 } },
  transaction_cancelled: { facts: { transactionCancelledAt: earlier } },
  code_cancelled: { facts: { codeCancelledAt: earlier } },
  already_redeemed: { facts: { redeemedAt: earlier } },
  code_of_other_course: { asked: { courseCode: 'kue' } },
  schedule_not_running: { facts: { startsAt: later } },
}

test('of all that is wrong the reason that stands first in the list is told', () => {
  assert.equal(judgeRedeem(undefined, asked, at)?.refusal, 'code_unknown')
  assert.equal(judgeRedeem(undefined, { ...asked, otherKind: true }, at)?.refusal, 'code_of_other_kind')
  fc.assert(
    fc.property(fc.subarray(Object.keys(faults)), (wrong) => {
      const facts = Object.assign({}, fine, ...wrong.map((name) => faults[name]?.facts))
      const question = Object.assign({}, asked, ...wrong.map((name) => faults[name]?.asked))
      const first = reasonsOf(redeemRefusals).find((refusal) => wrong.includes(refusal))
      assert.equal(judgeRedeem(facts, question, at)?.refusal, first)
    }),
  )
})

test('a wrong email is told nothing else, whatever there is to tell', () => {
  const facts = { ...fine, redeemedAt: earlier, startsAt: later }
  const refused = judgeRedeem(facts, { ...asked, institutionId: 2, email: 'lain@contoh.test' }, at)
  assert.deepEqual(refused, { ok: false, refusal: 'email_wrong', facts: {} })
})

test('a schedule runs from its beginning until its end; one without a beginning always does', () => {
  const judge = (startsAt?: Date, endsAt?: Date) => judgeRedeem({ ...fine, startsAt, endsAt }, asked, at)
  assert.equal(judge(at, later), undefined)
  assert.equal(judge(earlier), undefined)
  assert.equal(judge(undefined, earlier), undefined)
  assert.deepEqual(judge(later)?.facts, { until: later })
  assert.deepEqual(judge(earlier, at)?.facts, { since: at })
})

test('a purchase that gave a voucher opens its training when that is redeemed, another one at once', () => {
  const open = { voucherCode: undefined, redeemedAt: undefined, cancelledAt: undefined }
  assert.equal(trainingIsOpen(open), true)
  assert.equal(trainingIsOpen({ ...open, cancelledAt: at }), false)
  assert.equal(trainingIsOpen({ ...open, voucherCode: 'A' }), false)
  assert.equal(trainingIsOpen({ ...open, voucherCode: 'A', redeemedAt: at }), true)
  assert.equal(trainingIsOpen({ ...open, voucherCode: 'A', redeemedAt: at, cancelledAt: at }), false)
})

test('a voucher is none, unused, used or cancelled, and a cancelled one never says that it is to be used', () => {
  const bought = { voucherCode: 'A', redeemedAt: undefined, cancelledAt: undefined }
  assert.deepEqual(voucherState({ ...bought, voucherCode: undefined }), { state: 'none' })
  assert.deepEqual(voucherState(bought), { state: 'unused' })
  assert.deepEqual(voucherState({ ...bought, redeemedAt: at, redeemedEmail: 'a@b.test' }), {
    state: 'used',
    at,
    email: 'a@b.test',
  })
  assert.deepEqual(voucherState({ ...bought, redeemedAt: earlier, cancelledAt: at }), {
    state: 'cancelled',
    at,
  })
})

test('a code is read however it was typed or pasted', () => {
  for (const typed of ['abcd1234efgh', ' ABCD 1234 EFGH ', 'abcd-1234–efgh', 'ABCD\u00a01234\u200bEFGH\n'])
    assert.equal(codeAsIssued(typed), 'ABCD1234EFGH')
})
