import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  askRefusals,
  type ConfirmationFacts,
  codeRefusals,
  confirmRefusals,
  hasSession,
  judgeAsk,
  judgeCode,
  judgeConfirm,
  type SessionFacts,
} from './rules.ts'

const at = (ms: number) => new Date(1_000_000_000_000 + ms)
const instant = fc.integer({ min: -3, max: 3 }).map(at)
const maybe = fc.option(instant, { nil: undefined })
const now = at(0)

const session: fc.Arbitrary<SessionFacts> = fc.record({
  institutionId: fc.constantFrom(1, 2),
  institution: fc.constant('LKP Contoh'),
  sandbox: fc.boolean(),
  transactionCancelledAt: maybe,
  codeCancelledAt: maybe,
  method: fc.constantFrom('self_paced', 'webinar'),
  startsAt: maybe,
  endsAt: maybe,
  attended: fc.boolean(),
})
const asking = fc.record({ institutionId: fc.constantFrom(1, 2), sandboxOnly: fc.boolean() })

test('every reason not to tell of a code is met, and none is told to an institution that is not its own', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(fc.option(session, { nil: undefined }), asking, (facts, who) => {
      const refusal = judgeCode(facts, who)?.refusal
      if (refusal) met.add(refusal)
      const mayKnow =
        facts && facts.institutionId === who.institutionId && (facts.sandbox || !who.sandboxOnly)
      assert.equal(mayKnow ?? false, refusal !== 'code_unknown' && refusal !== 'code_of_other_institution')
      if (facts && who.sandboxOnly && !facts.sandbox) assert.equal(refusal, 'code_unknown')
    }),
    { numRuns: 2000 },
  )
  assert.deepEqual([...met].sort(), [...codeRefusals].sort())
})

test('a session is asked for only while it runs, once, and where the course has it', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(session, asking, fc.constantFrom(1, 2, 10, 998, 999), (facts, who, sequence) => {
      const refusal = judgeAsk(facts, who, sequence, now)?.refusal
      if (refusal) return void met.add(refusal)
      assert.ok(hasSession(facts.method, sequence) && !facts.attended)
      assert.ok(!facts.startsAt || (facts.startsAt <= now && (!facts.endsAt || facts.endsAt > now)))
      assert.equal(judgeCode(facts, who), undefined)
    }),
    { numRuns: 5000 },
  )
  // Without facts, and with an email that is another's, is decided elsewhere.
  assert.deepEqual([...met].sort(), askRefusals.filter((refusal) => refusal !== 'email_taken').sort())
})

test('who learns alone has session 1 and the test, a webinar has them all', () => {
  for (let sequence = 1; sequence <= 999; sequence++) {
    assert.ok(hasSession('webinar', sequence))
    assert.equal(hasSession('self_paced', sequence), sequence === 1 || sequence === 999)
  }
})

test('a confirmation is taken from the holder alone, once, and before it ends', () => {
  const met = new Set<string>()
  const facts: fc.Arbitrary<ConfirmationFacts> = fc.record({
    personId: fc.constantFrom('1', '2'),
    expiresAt: instant,
    confirmedAt: maybe,
    transactionCancelledAt: maybe,
  })
  fc.assert(
    fc.property(fc.option(facts, { nil: undefined }), fc.constantFrom('1', '2'), (asked, personId) => {
      const refusal = judgeConfirm(asked, personId, now)?.refusal
      const open =
        asked?.personId === personId &&
        !asked.confirmedAt &&
        !asked.transactionCancelledAt &&
        asked.expiresAt > now
      assert.equal(refusal === undefined, open)
      if (refusal) met.add(refusal)
    }),
    { numRuns: 2000 },
  )
  assert.deepEqual([...met].sort(), [...confirmRefusals].sort())
})
