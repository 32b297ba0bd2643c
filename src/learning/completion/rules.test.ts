import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day, minute } from '../../kernel/clock.ts'
import { reasonsOf } from '../../kernel/refusal.ts'
import { judgeStart, nextTryAt, passes, type StartFacts, scoreOf, startRefusals } from '../quizzes/rules.ts'
import {
  type CompletionFacts,
  completion,
  finishesAt,
  needs,
  nextOf,
  sessionsOf,
  usualRequirement,
} from './rules.ts'

const now = new Date('2026-11-23T10:00:00+07:00')
const near = fc.integer({ min: -3, max: 3 }).map((days) => new Date(now.getTime() + days * day))
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const scope = fc.constantFrom('tpm' as const, 'uk' as const)

const facts: fc.Arbitrary<CompletionFacts> = fc.record({
  requirement: fc.record({
    lessons: fc.boolean(),
    preTestQuestions: maybe(fc.constant(3)),
    postTestQuestions: maybe(fc.constant(4)),
    passPercent: fc.constant(70),
    tries: fc.integer({ min: 1, max: 3 }),
    waitMinutes: fc.integer({ min: 0, max: 90 }),
    restDays: fc.integer({ min: 0, max: 7 }),
    sessions: fc.uniqueArray(fc.constantFrom(1, 2, 999)),
    assignments: fc.uniqueArray(scope),
    institutionDays: fc.constant(7),
    minMinutes: fc.constantFrom(0, 90),
  }),
  lessons: fc.integer({ min: 0, max: 2 }),
  lessonsFinished: fc.integer({ min: 0, max: 2 }),
  preTestTaken: fc.boolean(),
  postTestPassed: fc.boolean(),
  postTestFailures: fc.integer({ min: 0, max: 4 }),
  postTestFailedAt: maybe(near),
  attended: fc.uniqueArray(fc.constantFrom(1, 2, 999)),
  method: fc.constantFrom('self_paced' as const, 'webinar' as const),
  report: fc.constant(undefined),
  startsAt: maybe(near),
  lessonSeconds: fc.constantFrom(0, 60),
  withdrawnAt: fc.constant(undefined),
  handedIn: fc.uniqueArray(
    fc.record({
      scope,
      status: fc.constantFrom('pending' as const, 'accepted' as const, 'failed' as const),
      at: near,
      byLearner: fc.boolean(),
    }),
    { selector: (handedIn) => handedIn.scope },
  ),
  endsAt: maybe(near),
  since: near,
  usableBefore: fc.constant(new Date(now.getTime() + 30 * day)),
  learntElsewhere: fc.boolean(),
})

test('a training is finished exactly when every piece of evidence that is asked for is there', () => {
  let finished = 0
  fc.assert(
    fc.property(facts, (known) => {
      const { requirement: asked } = known
      const evidence = [
        ...(asked.lessons ? [known.lessons > 0 && known.lessonsFinished >= known.lessons] : []),
        ...(asked.postTestQuestions ? [known.postTestPassed] : []),
        ...sessionsOf(known).map((sequence) => known.attended.includes(sequence)),
        ...asked.assignments.map((one) =>
          known.handedIn.some((work) => work.scope === one && work.status === 'accepted'),
        ),
      ]
      const preTest = !asked.preTestQuestions || known.preTestTaken
      const over = !known.startsAt || (known.startsAt <= now && (known.endsAt ?? known.startsAt) <= now)
      const longEnough =
        asked.minMinutes === 0 || known.since.getTime() + asked.minMinutes * minute <= now.getTime()
      const expected = preTest && evidence.length > 0 && evidence.every(Boolean) && over && longEnough
      assert.equal(completion(known, now).state === 'done', expected)
      if (expected) finished++
    }),
    { numRuns: 5000 },
  )
  assert.ok(finished > 20, 'hardly anything was finished: the property tells little')
})

test('what is missing stands in order, each with whose turn it is, and the next thing is one of them', () => {
  const turns = new Set<string>()
  fc.assert(
    fc.property(facts, (known) => {
      const judged = completion(known, now)
      if (judged.state === 'done') return assert.equal(nextOf(judged), undefined)
      const places = judged.missing.map(({ need }) => needs.indexOf(need))
      assert.deepEqual(
        places,
        [...new Set(places)].sort((one, other) => one - other),
      )
      const next = nextOf(judged)
      assert.ok(next && judged.missing.includes(next))
      // Who can do something is never told to wait for others.
      const free = judged.missing.some(({ turn, from }) => turn === 'learner' && !from)
      assert.equal(next.turn === 'learner' && !next.from, free)
      for (const { turn, until, from } of judged.missing) {
        turns.add(turn)
        assert.ok(!Number.isNaN(until.getTime()))
        if (from) assert.ok(from > now && until >= from)
      }
    }),
    { numRuns: 5000 },
  )
  assert.deepEqual([...turns].sort(), ['institution', 'learner', 'programme', 'time'])
})

test('more evidence never makes a finished training unfinished', () => {
  fc.assert(
    fc.property(facts, (known) => {
      if (completion(known, now).state !== 'done') return
      const more = { ...known, preTestTaken: true, postTestPassed: true, attended: [1, 2, 999] }
      assert.equal(completion(more, now).state, 'done')
    }),
    { numRuns: 5000 },
  )
})

test('a course that is learnt elsewhere waits for the report of its end, any other for its lessons', () => {
  assert.deepEqual(usualRequirement(true).sessions, [999])
  assert.equal(usualRequirement(true).lessons, false)
  assert.deepEqual(usualRequirement(false).sessions, [])
  assert.equal(usualRequirement(false).lessons, true)
})

test('every reason not to begin a test is met, and a failed one may always be tried again one day', () => {
  const start: fc.Arbitrary<StartFacts> = fc.record({
    open: fc.boolean(),
    exists: fc.boolean(),
    done: fc.boolean(),
    lessonsDone: fc.boolean(),
    failures: fc.integer({ min: 0, max: 5 }),
    failedAt: maybe(near),
    tries: fc.integer({ min: 1, max: 3 }),
    waitMinutes: fc.integer({ min: 1, max: 90 }),
    restDays: fc.integer({ min: 1, max: 7 }),
  })
  const met = new Set<string>()
  fc.assert(
    fc.property(fc.constantFrom('pre' as const, 'post' as const), start, (which, known) => {
      const refused = judgeStart(which, known, now)
      if (refused) met.add(refused.refusal)
      if (refused?.refusal !== 'try_again_later') return
      const { until } = refused.facts
      assert.ok(until && until > now)
      assert.equal(judgeStart(which, known, until), undefined)
      assert.equal(judgeStart(which, known, new Date(until.getTime() - 1))?.refusal, 'try_again_later')
    }),
    { numRuns: 5000 },
  )
  assert.deepEqual([...met].sort(), [...reasonsOf(startRefusals)].sort())
})

test('every so many failures the wait is one of days', () => {
  const rules = { tries: 3, waitMinutes: 60, restDays: 7 }
  const waits = [1, 2, 3, 4, 5, 6].map(
    (failures) => nextTryAt(rules, failures, now)!.getTime() - now.getTime(),
  )
  const [short, long] = [60 * minute, 7 * day]
  assert.deepEqual(waits, [short, short, long, short, short, long])
  assert.equal(nextTryAt(rules, 0, undefined), undefined)
})

test('a score never shows a pass that is none, nor hides one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (of, percent) => {
      for (let right = 0; right <= of; right++)
        assert.equal(scoreOf(right, of) >= percent, passes(right, of, percent))
    }),
  )
})

test("an institution's report stands for lessons and sessions, and for no test or assignment", () => {
  fc.assert(
    fc.property(facts, (known) => {
      const report = { restsUntil: now, accepted: false }
      const judged = completion({ ...known, report }, now)
      const needs = judged.state === 'done' ? [] : judged.missing.map(({ need }) => need)
      assert.ok(!needs.includes('lessons') && !needs.includes('sessions'))
      const asks = known.requirement
      if (asks.postTestQuestions !== undefined && !known.postTestPassed)
        assert.ok(needs.includes('post_test'))
    }),
  )
})

const at = (hours: number) => new Date(now.getTime() + hours * 60 * minute)

const webinar: CompletionFacts = {
  requirement: usualRequirement(false),
  lessons: 1,
  lessonsFinished: 1,
  preTestTaken: false,
  postTestPassed: false,
  postTestFailures: 0,
  postTestFailedAt: undefined,
  method: 'webinar',
  attended: [],
  report: undefined,
  handedIn: [],
  startsAt: at(24),
  endsAt: at(27),
  since: at(-1),
  lessonSeconds: 0,
  withdrawnAt: undefined,
  usableBefore: at(1000),
  learntElsewhere: false,
}

const needsAt = (facts: CompletionFacts, when: Date) => {
  const judged = completion(facts, when)
  return judged.state === 'done' ? judged.basis : judged.missing.map(({ need, turn }) => `${need} ${turn}`)
}

test('a webinar is not finished by its lessons: it has to be attended, and to be over to the millisecond', () => {
  assert.deepEqual(needsAt(webinar, now), ['sessions learner', 'schedule time'])
  const attended = { ...webinar, attended: [1] }
  assert.deepEqual(needsAt(attended, at(25)), ['schedule time'])
  assert.deepEqual(finishesAt(completion(attended, at(25))), at(27))
  assert.deepEqual(needsAt(attended, new Date(at(27).getTime() - 1)), ['schedule time'])
  assert.equal(needsAt(attended, at(27)), 'proven')
  assert.deepEqual(needsAt(webinar, at(27)), ['sessions institution'])
  assert.equal(finishesAt(completion(webinar, at(27))), undefined)
})

test('a webinar asks for its first session whatever its course asks for, and each that it names', () => {
  const asked = { ...webinar.requirement, lessons: false, sessions: [2, 999] }
  const known = { ...webinar, requirement: asked, attended: [2, 999] }
  assert.deepEqual(needsAt(known, at(27)), ['sessions institution'])
  assert.equal(needsAt({ ...known, attended: [1, 2, 999] }, at(27)), 'proven')
  const elsewhere = { ...webinar, requirement: usualRequirement(true) }
  assert.deepEqual(sessionsOf(elsewhere), [1, 999])
  assert.deepEqual(sessionsOf({ ...elsewhere, method: 'self_paced' }), [999])
})

test('a report rests to the millisecond unless it is accepted, and what needed it is never called proven', () => {
  const resting = { ...webinar, report: { restsUntil: at(100), accepted: false } }
  assert.deepEqual(needsAt(resting, at(27)), ['check programme'])
  assert.deepEqual(finishesAt(completion(resting, at(27))), at(100))
  assert.deepEqual(needsAt(resting, new Date(at(100).getTime() - 1)), ['check programme'])
  assert.equal(needsAt(resting, at(100)), 'reported')
  assert.equal(needsAt({ ...webinar, report: { restsUntil: at(100), accepted: true } }, at(27)), 'reported')
  assert.deepEqual(needsAt(resting, at(25)), ['schedule time', 'check programme'])
  // Who was there needs nobody's word.
  assert.equal(needsAt({ ...resting, attended: [1] }, at(27)), 'proven')
})

test('nothing is finished before the minimum time has run, reported or not', () => {
  const alone = {
    ...webinar,
    method: 'self_paced' as const,
    startsAt: undefined,
    endsAt: undefined,
    since: now,
  }
  const slow = { ...alone, requirement: { ...alone.requirement, minMinutes: 90 } }
  assert.deepEqual(needsAt(slow, new Date(now.getTime() + 90 * minute - 1)), ['minimum_time time'])
  assert.equal(needsAt(slow, at(1.5)), 'proven')
  const report = { restsUntil: now, accepted: true }
  const reported = { ...slow, lessonsFinished: 0, report }
  assert.deepEqual(needsAt(reported, at(1)), ['minimum_time time'])
  assert.equal(needsAt(reported, at(1.5)), 'reported')
  // A report stands for lessons, and not for the time that they take.
  const unread = { ...alone, lessonsFinished: 0, lessonSeconds: 3600, report }
  assert.deepEqual(needsAt(unread, at(0.5)), ['minimum_time time'])
  assert.equal(needsAt(unread, at(1)), 'reported')
  assert.equal(needsAt({ ...unread, lessonsFinished: 1, report: undefined }, at(0.5)), 'proven')
})

test('what turned out not to be finished takes a new report that the programme accepts, and does not lapse into it', () => {
  const known = { ...webinar, attended: [1], withdrawnAt: at(30) }
  assert.deepEqual(needsAt(known, at(31)), ['report institution'])
  const reported = { ...known, report: { restsUntil: at(40), accepted: false } }
  assert.deepEqual(needsAt(reported, at(500)), ['check programme'])
  assert.equal(finishesAt(completion(reported, at(500))), undefined)
  assert.equal(needsAt({ ...reported, report: { restsUntil: at(40), accepted: true } }, at(41)), 'reported')
})
