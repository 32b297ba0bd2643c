import { randomInt } from 'node:crypto'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { type Training, trainingOf } from '../completion/completion-facts.ts'
import { type Enrolment, lockLearner } from '../enrolment.ts'
import { markUsed } from '../redeem/mark-used.ts'
import { judgeStart, type StartFacts, type StartRefusal, type Test } from './rules.ts'

const bank = statement<[courseId: number, test: Test], 'learning/question-bank'>(
  'learning/question-bank',
  'select question_id from question where course_id = $1 and test = $2 and not retired order by question_id',
)

const openAttempt = statement<[cardId: string, purchaseId: string, test: Test], 'learning/open-attempt'>(
  'learning/open-attempt',
  `
  select attempt from quiz_attempt
  where card_id = $1 and purchase_id = $2 and test = $3 and handed_in_at is null
  `,
)

const insertAttempt = statement<
  [cardId: string, purchaseId: string, test: Test, now: Date, questions: number[], requestId: string],
  'learning/insert-attempt'
>(
  'learning/insert-attempt',
  `
  with started as (
    insert into quiz_attempt (card_id, purchase_id, test, attempt, started_at, questions, answers)
    select $1, $2, $3, coalesce(max(attempt), 0) + 1, $4, $5, array_fill(null::smallint, array[cardinality($5::int[])])
    from quiz_attempt
    where card_id = $1 and purchase_id = $2 and test = $3
    returning card_id, purchase_id, test, attempt
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id, facts)
    select card_id, $4, 'card:' || card_id, 'test_started', 'purchase:' || purchase_id, $6,
      jsonb_build_object('test', test, 'attempt', attempt)
    from started
  )
  select attempt from started
  `,
)

/**
 * Begins a test, with questions drawn at random from its bank, or goes on with the one that was begun, on whatever
 * phone. The number of the attempt. Refused as `judgeStart` says.
 */
export function startTest(
  ctx: Context,
  enrolment: Enrolment,
  test: Test,
  requestId: string,
): Promise<Outcome<{ attempt: number }, StartRefusal>> {
  const { cardId, purchaseId } = enrolment
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockLearner, [cardId])
    const training = await trainingOf(tx, enrolment)
    if (!training?.open) return refuse('training_not_open')
    const begun = await first(tx, openAttempt, [cardId, purchaseId, test])
    if (begun) return done(begun)
    const questions = await rows(tx, bank, [training.courseId, test])
    const now = ctx.clock.now()
    const refused = judgeStart(test, startFacts(training, test, questions.length), now)
    if (refused) return refused
    const { preTestQuestions, postTestQuestions } = training.requirement
    const wanted = (test === 'pre' ? preTestQuestions : postTestQuestions) ?? 0
    const drawn = drawSome(
      questions.map(({ questionId }) => questionId),
      wanted,
    )
    const started = await one(tx, insertAttempt, [cardId, purchaseId, test, now, drawn, requestId])
    await markUsed(tx, enrolment, 'test', now, { actor: `card:${cardId}`, requestId })
    return done(started)
  })
}

/** Why a test cannot be begun now; undefined: it can, or goes on. */
export async function mayStartTest(
  ctx: Context,
  enrolment: Enrolment,
  test: Test,
): Promise<Outcome<{ begun: boolean }, StartRefusal>> {
  const training = await trainingOf(ctx.db, enrolment)
  if (!training?.open) return refuse('training_not_open')
  if (await hasOpenAttempt(ctx.db, enrolment, test)) return done({ begun: true })
  const questions = await rows(ctx.db, bank, [training.courseId, test])
  const refused = judgeStart(test, startFacts(training, test, questions.length), ctx.clock.now())
  return refused ?? done({ begun: false })
}

async function hasOpenAttempt(db: Queryable, { cardId, purchaseId }: Enrolment, test: Test) {
  return (await first(db, openAttempt, [cardId, purchaseId, test])) !== undefined
}

function startFacts(training: Training, test: Test, questions: number): StartFacts {
  const { requirement } = training
  const asked = test === 'pre' ? requirement.preTestQuestions : requirement.postTestQuestions
  return {
    ...requirement,
    open: training.open,
    exists: asked !== undefined && questions > 0,
    done: test === 'pre' ? training.preTestTaken : training.postTestPassed,
    lessonsDone: !requirement.lessons || training.lessonsFinished >= training.lessons,
    failures: training.postTestFailures,
    failedAt: training.postTestFailedAt,
  }
}

/** Up to `wanted` of them in a random order, each order as likely: drawn from the system's CSPRNG. */
export function drawSome(from: readonly number[], wanted: number): number[] {
  const left = [...from]
  const drawn: number[] = []
  while (drawn.length < wanted && left.length > 0) drawn.push(...left.splice(randomInt(left.length), 1))
  return drawn
}
