import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accountRules, judgePhoneCode, judgePhoneOtp, secondsToWait } from './account-rules.ts'

const now = new Date('2026-11-23T10:00:00+07:00')
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const open = (otpSends: number, sentAgo: number, otpFailures = 0) => ({
  otpSends,
  otpSentAt: at(-sentAgo),
  expiresAt: at(300 - sentAgo),
  otpFailures,
})
const none = { phoneSends: 0, accountSends: 0, accountFailures: 0 }

test('the gap grows from 30 to 60 and stays at 120 seconds', () => {
  const waits = [1, 2, 3, 4, 9].map((sends) => secondsToWait(open(sends, 0), now, accountRules))
  assert.deepEqual(waits, [30, 60, 120, 120, 120])
  assert.equal(secondsToWait(open(1, 30), now, accountRules), 0)
})

test('a code is never taken when none was sent, when it is too old or after five tries', () => {
  const check = fc.record({
    sentAgo: fc.integer({ min: 0, max: 600 }),
    failures: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(check, fc.boolean(), ({ sentAgo, failures }, right) => {
      const judged = judgePhoneCode(open(1, sentAgo, failures), right, none, now, accountRules)
      assert.equal(judged.ok, right && sentAgo < 300 && failures < 5)
      if (!judged.ok && judged.refusal === 'otp_wrong') assert.equal(judged.facts.triesLeft, 4 - failures)
    }),
  )
  assert.equal(judgePhoneCode(undefined, true, none, now, accountRules).ok, false)
})

test('the caps hold for the phone, for the account and for its failures', () => {
  const refusal = (counts: object) => {
    const judged = judgePhoneOtp(undefined, { ...none, ...counts }, now, accountRules)
    return judged.ok ? 'done' : judged.refusal
  }
  assert.deepEqual(
    [{ phoneSends: 5 }, { phoneSends: 6 }, { accountSends: 11 }, { accountSends: 12 }].map(refusal),
    ['done', 'too_many_otps', 'done', 'too_many_otps'],
  )
  assert.deepEqual([{ accountFailures: 9 }, { accountFailures: 10 }].map(refusal), ['done', 'phone_locked'])
})
