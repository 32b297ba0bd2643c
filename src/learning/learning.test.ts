import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giveContent } from '../../test/a-course-to-learn.ts'
import { aBoughtTraining } from '../../test/a-finished-training.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { day, minute, second } from '../kernel/clock.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { decideSubmission } from './assignments/decide-submission.ts'
import { assignmentFile, handInWork, workOf } from './assignments/hand-in.ts'
import { trainingOf } from './completion/completion-facts.ts'
import { completion } from './completion/rules.ts'
import type { Enrolment } from './enrolment.ts'
import { incentiveOf, incentivesDue } from './incentives/incentives.ts'
import { finishLesson, openLesson } from './lesson-progress.ts'
import { answerQuestion, attemptOf, handInTest } from './quizzes/answers.ts'
import { startTest } from './quizzes/attempts.ts'
import type { Test } from './quizzes/rules.ts'
import { redeemCode } from './redeem/redeem-voucher.ts'
import { writeReview } from './reviews/write-review.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
const staff = { actor: 'cli:staf', requestId: 'r-staf' }

async function aTraining(more: Readonly<Record<string, string>> = {}) {
  const training = await aBoughtTraining(programme)
  await giveContent(programme, training.course.courseCode, more)
  return training
}

const onlyPostTest = {
  'requirements.csv':
    'setting,value\nlessons,no\npost_test_questions,3\npass_percent,60\ntries,2\nwait_minutes,30\nrest_days,3',
}
const onlyAssignment = { 'requirements.csv': 'setting,value\nlessons,no\nassignments,tpm' }

const missing = async (enrolment: Enrolment) => {
  const training = await trainingOf(ctx.db, enrolment)
  assert.ok(training)
  const judged = completion(training, clock.now())
  return judged.state === 'done' ? [] : judged.missing.map(({ need, turn }) => `${need} ${turn}`)
}

async function take(enrolment: Enrolment, which: Test, right: number) {
  const started = await startTest(ctx, enrolment, which, 'r-start')
  if (!started.ok) return started
  const attempt = await attemptOf(ctx, enrolment, which)
  for (const [index, { options }] of attempt!.questions.entries()) {
    const wanted = options.find(({ text }) => text.startsWith('benar') === index < right)!
    const answer = { place: index + 1, option: wanted.option }
    assert.ok((await answerQuestion(ctx, enrolment, which, answer)).ok)
  }
  return handInTest(ctx, enrolment, which, 'r-hand-in')
}

async function certificatesOf({ purchaseId }: Enrolment): Promise<number> {
  const { rows } = await pool.query('select count(*)::int from certificate where purchase_id = $1', [
    purchaseId,
  ])
  return rows[0].count
}

test('from the pre-test to the certificate everything that is asked for is needed, in order', async () => {
  const training = await aTraining()
  assert.deepEqual(await missing(training), [
    'pre_test learner',
    'lessons learner',
    'tpm learner',
    'post_test learner',
  ])
  assert.ok((await take(training, 'pre', 0)).ok)
  const early = await startTest(ctx, training, 'post', 'r')
  assert.equal(!early.ok && early.refusal, 'lessons_first')
  await openLesson(ctx, training, 1)
  clock.advance(60 * second)
  const learnt = await finishLesson(ctx, training, 1, 'r')
  assert.ok(learnt.ok && !learnt.value.trainingFinished)
  const passed = await take(training, 'post', 3)
  assert.ok(passed.ok && 'passed' in passed.value && passed.value.passed && !passed.value.trainingFinished)
  assert.deepEqual(await missing(training), ['tpm learner'])
  const handedIn = await handInWork(ctx, training, 'tpm', { url: 'https://contoh.id/kerja' }, 'r')
  assert.ok(handedIn.ok)
  assert.deepEqual(await missing(training), ['tpm institution'])
  assert.equal(await certificatesOf(training), 0)
  assert.ok(
    (await decideSubmission(ctx, handedIn.value.submissionId, { verdict: 'accepted', reason: '' }, staff)).ok,
  )
  assert.deepEqual(await missing(training), [])
  assert.equal(await certificatesOf(training), 1)
  const { rows } = await pool.query('select unfinished_purchase_id from card where card_id = $1', [
    training.cardId,
  ])
  assert.equal(rows[0].unfinished_purchase_id, null)
})

test('a lesson is finished when its minimum time has run, to the second, and not before', async () => {
  const training = await aTraining({ 'requirements.csv': '', 'pre-test.csv': '', 'post-test.csv': '' })
  const unopened = await finishLesson(ctx, training, 1, 'r')
  assert.equal(!unopened.ok && unopened.refusal, 'too_early')
  const from = await openLesson(ctx, training, 1)
  clock.advance(59_999)
  // Opening it again, on another phone, does not begin the time anew.
  assert.deepEqual(await openLesson(ctx, training, 1), from)
  const early = await finishLesson(ctx, training, 1, 'r')
  assert.equal(!early.ok && early.refusal, 'too_early')
  assert.deepEqual(!early.ok && early.facts.until, from)
  clock.advance(1)
  const finished = await finishLesson(ctx, training, 1, 'r')
  assert.ok(finished.ok && finished.value.trainingFinished)
})

test('a post-test is failed, waited for to the second, rested for, and passed', async () => {
  const training = await aTraining(onlyPostTest)
  const wait = async (ms: number) => {
    const before = await startTest(ctx, training, 'post', 'r')
    assert.equal(!before.ok && before.refusal, 'try_again_later')
    clock.advance(ms - 1)
    assert.ok(!(await startTest(ctx, training, 'post', 'r')).ok)
    clock.advance(1)
  }
  for (const [right, pause] of [
    [1, 30 * minute],
    [0, 3 * day],
  ] as const) {
    const failed = await take(training, 'post', right)
    assert.ok(failed.ok && 'passed' in failed.value && !failed.value.passed)
    await wait(pause)
  }
  const passed = await take(training, 'post', 2)
  assert.ok(passed.ok && 'passed' in passed.value && passed.value.passed && passed.value.trainingFinished)
  const again = await startTest(ctx, training, 'post', 'r')
  assert.equal(!again.ok && again.refusal, 'test_done')
})

test('a test goes on with another phone: the same questions, and the answers that were kept', async () => {
  const training = await aTraining(onlyPostTest)
  const phones = await Promise.all(Array.from({ length: 6 }, () => startTest(ctx, training, 'post', 'r')))
  assert.ok(phones.every((phone) => phone.ok && phone.value.attempt === 1))
  const before = await attemptOf(ctx, training, 'post')
  assert.equal(before!.questions.length, 3)
  assert.ok((await answerQuestion(ctx, training, 'post', { place: 2, option: 2 })).ok)
  const after = await attemptOf(ctx, training, 'post')
  assert.deepEqual(
    after!.questions.map(({ text }) => text),
    before!.questions.map(({ text }) => text),
  )
  assert.deepEqual(
    after!.questions.map(({ answer }) => answer),
    [undefined, 2, undefined],
  )
  const wrong = [
    { place: 4, option: 1 },
    { place: 1, option: 3 },
    { place: 0, option: 1 },
    { place: 1.5, option: 1 },
  ]
  for (const answer of wrong) assert.ok(!(await answerQuestion(ctx, training, 'post', answer)).ok)
})

test('of two phones that finish at the same moment one finishes the training, with one certificate', async () => {
  for (let round = 0; round < 5; round++) {
    const training = await aTraining(onlyPostTest)
    await startTest(ctx, training, 'post', 'r')
    const attempt = await attemptOf(ctx, training, 'post')
    for (const [index, { options }] of attempt!.questions.entries()) {
      const option = options.find(({ text }) => text.startsWith('benar'))!.option
      await answerQuestion(ctx, training, 'post', { place: index + 1, option })
    }
    const phones = await Promise.all(Array.from({ length: 8 }, () => handInTest(ctx, training, 'post', 'r')))
    assert.equal(phones.filter((phone) => phone.ok && phone.value.trainingFinished).length, 1)
    assert.equal(phones.filter((phone) => !phone.ok && phone.refusal === 'attempt_unknown').length, 7)
    assert.equal(await certificatesOf(training), 1)
  }
})

test('an assignment is told by its content, kept whole, and failed with a reason that its learner reads', async () => {
  const training = await aTraining(onlyAssignment)
  const refusalOf = async (work: Parameters<typeof handInWork>[3]) => {
    const outcome = await handInWork(ctx, training, 'tpm', work, 'r')
    return outcome.ok ? undefined : outcome.refusal
  }
  assert.equal(await refusalOf({ content: Buffer.from('<html>') }), 'file_type_not_taken')
  assert.equal(await refusalOf({ content: Buffer.alloc(5 * 1024 * 1024 + 1, '%PDF-') }), 'file_too_large')
  for (const url of ['http://contoh.id', 'javascript:alert(1)', 'https://a:b@contoh.id', 'https://lokal', ''])
    assert.equal(await refusalOf({ url }), 'link_malformed')
  const content = Buffer.from('%PDF-1.7 isi')
  const first = await handInWork(ctx, training, 'tpm', { content }, 'r')
  assert.ok(first.ok)
  const { submissionId } = first.value
  assert.deepEqual((await assignmentFile(ctx, submissionId, training.cardId))?.content, content)
  const stranger = await aTraining(onlyAssignment)
  assert.equal(await assignmentFile(ctx, submissionId, stranger.cardId), undefined)
  const failed = { verdict: 'failed', reason: 'Foto belum jelas' } as const
  assert.ok((await decideSubmission(ctx, submissionId, failed, staff)).ok)
  assert.equal((await workOf(ctx, training, 'tpm'))[0]?.because, 'Foto belum jelas')
  assert.deepEqual(await missing(training), ['tpm learner'])
  const other = await handInWork(ctx, training, 'uk', { content }, 'r')
  assert.equal(!other.ok && other.refusal, 'assignment_unknown')
  for (let times = 1; times < 20; times++)
    assert.equal(await refusalOf({ url: 'https://contoh.id/lagi' }), undefined)
  assert.equal(await refusalOf({ url: 'https://contoh.id/lagi' }), 'handed_in_too_often')
})

const review = (enrolment: Enrolment) =>
  writeReview(
    ctx,
    enrolment,
    { stars: 5, text: 'Materinya jelas sekali' },
    { requestId: 'r', link: (to) => to },
  )

test('the first review of a finished training makes the incentive due, once, with its schedule', async () => {
  const training = await aTraining(onlyPostTest)
  assert.ok(!(await review(training)).ok)
  await take(training, 'post', 3)
  assert.deepEqual(await incentiveOf(ctx, training.cardId), [])
  const at = clock.now()
  await Promise.all([review(training), review(training)])
  const payments = await incentiveOf(ctx, training.cardId)
  const days = payments.map(({ kind, number, amount, dueAt }) => [
    `${kind} ${number}`,
    amount,
    (dueAt.getTime() - at.getTime()) / day,
  ])
  assert.deepEqual(days, [
    ['completion 1', 600_000, 0],
    ['completion 2', 600_000, 30],
    ['survey 1', 50_000, 30],
    ['completion 3', 600_000, 60],
    ['survey 2', 50_000, 60],
    ['completion 4', 600_000, 90],
    ['survey 3', 50_000, 90],
  ])
  const due = await incentivesDue(ctx, at, 50)
  assert.deepEqual(
    due.map(({ cardId }) => cardId),
    [training.cardId],
  )
  const next = await aBoughtTraining(programme, training.card)
  await giveContent(programme, next.course.courseCode, onlyPostTest)
  await take(next, 'post', 3)
  assert.ok((await review(next)).ok)
  assert.equal((await incentiveOf(ctx, training.cardId)).length, 7)
})

test('where the year asks for a review the next training waits for it, and not longer', async () => {
  await pool.query(`insert into programme_year (year, name, rules) values (2026, 'Program', $1)`, [
    {
      secondPurchaseAfterReview: true,
      incentive: {
        completionPayments: 1,
        completionRupiah: 7,
        surveyPayments: 0,
        surveyRupiah: 1,
        everyDays: 1,
      },
    },
  ])
  try {
    const training = await aTraining(onlyPostTest)
    await take(training, 'post', 3)
    assert.equal((await trainingOf(ctx.db, training))?.waitsForReview, true)
    const next = await programme.aCourse()
    const asked = {
      partner: programme.toko,
      userPlatformId: `pembeli-${training.cardId}`,
      cardNumber: training.card.number,
      requestId: 'r',
      ...next,
    }
    const refused = await programme.purchases.sendOtp(asked)
    assert.equal(!refused.ok && refused.refusal, 'training_unfinished')
    assert.deepEqual(
      (await checkInvariants(pool)).filter(({ invariant }) => invariant.includes('unfinished')),
      [],
    )
    assert.ok((await review(training)).ok)
    assert.equal((await trainingOf(ctx.db, training))?.waitsForReview, false)
    assert.ok((await programme.purchases.sendOtp(asked)).ok)
    assert.deepEqual(
      (await incentiveOf(ctx, training.cardId)).map(({ amount }) => amount),
      [7],
    )
  } finally {
    await pool.query('delete from programme_year where year = 2026')
  }
})

test("an institution's report finishes a training that asks for attendance, and lessons that are not there never do", async () => {
  const reported = await aTraining({ 'requirements.csv': 'setting,value\nlessons,no\nsessions,1' })
  assert.deepEqual(await missing(reported), ['sessions learner'])
  const report = (training: typeof reported) => {
    const code = training.paid.redeemCode
    return redeemCode(ctx, { kind: 'redeem', code, institutionId: 1 }, staff)
  }
  assert.ok((await report(reported)).ok)
  assert.deepEqual(await missing(reported), [])
  assert.equal(await certificatesOf(reported), 1)

  const empty = await aBoughtTraining(programme)
  await pool.query(
    'delete from lesson where course_id = (select course_id from course where course_code = $1)',
    [empty.course.courseCode],
  )
  assert.ok((await report(empty)).ok)
  assert.deepEqual(await missing(empty), ['lessons institution'])
  assert.equal(await certificatesOf(empty), 0)
})
