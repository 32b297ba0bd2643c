import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { judgeProving, judgeSending, phoneCodeRules, secondsToWait } from './phone-code-rules.ts'

const now = new Date('2026-11-23T10:00:00+07:00')
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const open = (sends: number, sentAgo: number, failures = 0) => ({
  sends,
  sentAt: at(-sentAgo),
  expiresAt: at(300 - sentAgo),
  failures,
})
const none = { phoneSends: 0, ownerSends: 0, ownerFailures: 0 }

test('the gap grows from 30 to 60 and stays at 120 seconds', () => {
  const waits = [1, 2, 3, 4, 9].map((sends) => secondsToWait(open(sends, 0), now, phoneCodeRules))
  assert.deepEqual(waits, [30, 60, 120, 120, 120])
  assert.equal(secondsToWait(open(1, 30), now, phoneCodeRules), 0)
})

test('a code is never taken when none was sent, when it is too old or after five tries', () => {
  const check = fc.record({
    sentAgo: fc.integer({ min: 0, max: 600 }),
    failures: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(check, fc.boolean(), ({ sentAgo, failures }, right) => {
      const judged = judgeProving(open(1, sentAgo, failures), right, none, now, phoneCodeRules)
      assert.equal(judged.ok, right && sentAgo < 300 && failures < 5)
      if (!judged.ok && judged.refusal === 'code_wrong') assert.equal(judged.facts.triesLeft, 4 - failures)
    }),
  )
  assert.equal(judgeProving(undefined, true, none, now, phoneCodeRules).ok, false)
})

test('the caps hold for the phone, for the account and for its failures', () => {
  const refusal = (counts: object) => {
    const judged = judgeSending(undefined, { ...none, ...counts }, now, phoneCodeRules)
    return judged.ok ? 'done' : judged.refusal
  }
  assert.deepEqual(
    [{ phoneSends: 5 }, { phoneSends: 6 }, { ownerSends: 11 }, { ownerSends: 12 }].map(refusal),
    ['done', 'too_many_codes', 'done', 'too_many_codes'],
  )
  assert.deepEqual([{ ownerFailures: 9 }, { ownerFailures: 10 }].map(refusal), ['done', 'codes_locked'])
})

test('what is against a code is told in one order: tries, lock, gap, caps', () => {
  const sending = (proof: ReturnType<typeof open> | undefined, counts: object) => {
    const judged = judgeSending(proof, { ...none, ...counts }, now, phoneCodeRules)
    return judged.ok ? 'done' : judged.refusal
  }
  const all = { phoneSends: 6, ownerFailures: 10 }
  assert.equal(sending(open(1, 0, 5), all), 'too_many_tries')
  assert.equal(sending(open(1, 0), all), 'codes_locked')
  assert.equal(sending(open(1, 0), { phoneSends: 6 }), 'code_too_soon')
  assert.equal(sending(open(1, 30), { phoneSends: 6 }), 'too_many_codes')
  const proving = (proof: ReturnType<typeof open>, ownerFailures: number) => {
    const judged = judgeProving(proof, true, { ownerFailures }, now, phoneCodeRules)
    return judged.ok ? 'done' : judged.refusal
  }
  assert.equal(proving(open(1, 300, 5), 10), 'code_expired')
  assert.equal(proving(open(1, 0, 5), 10), 'too_many_tries')
  assert.equal(proving(open(1, 0), 10), 'codes_locked')
  assert.equal(proving(open(1, 0), 9), 'done')
})
