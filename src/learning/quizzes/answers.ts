import type { Context } from '../../database/context.ts'
import { first, one, type Row, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { completeIfReady } from '../completion/complete-if-ready.ts'
import { trainingOf } from '../completion/completion-facts.ts'
import { type Enrolment, lockLearner } from '../enrolment.ts'
import { type AnswerRefusal, passes, type Test } from './rules.ts'

export interface AskedQuestion {
  readonly text: string
  readonly options: readonly { readonly option: number; readonly text: string }[]
  /** the option chosen so far */
  readonly answer: number | undefined
}

export interface Attempt {
  readonly attempt: number
  /** in the order in which they were drawn */
  readonly questions: readonly AskedQuestion[]
  readonly handedInAt: Date | undefined
  readonly rightAnswers: number | undefined
  readonly passed: boolean | undefined
}

type AttemptRow = Row<
  'learning/newest-attempt',
  { questions: { text: string; options: { option: number; text: string }[]; answer: number | null }[] }
>

const newestAttempt = statement<
  [cardId: string, purchaseId: string, test: Test],
  'learning/newest-attempt',
  AttemptRow
>(
  'learning/newest-attempt',
  `
  select attempt, handed_in_at, right_answers, passed, (
    select jsonb_agg(jsonb_build_object(
      'text', question.text, 'answer', asked.answer, 'options', (
        select jsonb_agg(jsonb_build_object('option', option, 'text', answer_option.text) order by option)
        from answer_option where answer_option.question_id = question.question_id
      )
    ) order by place)
    from unnest(questions, answers) with ordinality as asked (question_id, answer, place)
    join question on question.question_id = asked.question_id
  ) as questions
  from quiz_attempt
  where card_id = $1 and purchase_id = $2 and test = $3
  order by quiz_attempt.attempt desc
  limit 1
  `,
)

/** The last attempt at a test, open or handed in; never with the right answers. */
export async function attemptOf(
  ctx: Pick<Context, 'db'>,
  { cardId, purchaseId }: Enrolment,
  test: Test,
): Promise<Attempt | undefined> {
  const row = await first(ctx.db, newestAttempt, [cardId, purchaseId, test])
  if (!row) return undefined
  const questions = row.questions.map(({ answer, ...asked }) => ({ ...asked, answer: answer ?? undefined }))
  return { ...row, questions }
}

const saveAnswer = statement<
  [cardId: string, purchaseId: string, test: Test, place: number, option: number],
  'learning/save-answer'
>(
  'learning/save-answer',
  `
  update quiz_attempt set answers[$4::int] = $5::smallint
  from purchase
  where quiz_attempt.card_id = $1 and quiz_attempt.purchase_id = $2 and test = $3 and handed_in_at is null
    and purchase.card_id = $1 and purchase.purchase_id = $2 and purchase.status = 'paid'
    and $4::int between 1 and cardinality(questions)
    and exists (
      select from answer_option where question_id = questions[$4::int] and option = $5::smallint
    )
  returning attempt
  `,
)

/** Keeps an answer of the open attempt: the newest counts, from whatever phone. `place` counts from 1. */
export async function answerQuestion(
  ctx: Pick<Context, 'db'>,
  { cardId, purchaseId }: Enrolment,
  test: Test,
  { place, option }: { readonly place: number; readonly option: number },
): Promise<Outcome<{ attempt: number }, AnswerRefusal>> {
  if (!Number.isInteger(option) || option < 1 || option > 6) return refuse('choose_an_answer')
  if (!Number.isInteger(place) || place < 1 || place > 100) return refuse('attempt_unknown')
  const saved = await first(ctx.db, saveAnswer, [cardId, purchaseId, test, place, option])
  return saved ? done(saved) : refuse('attempt_unknown')
}

const markAttempt = statement<
  [cardId: string, purchaseId: string, test: Test],
  'learning/mark-attempt',
  'rightAnswers' | 'of'
>(
  'learning/mark-attempt',
  `
  select attempt, cardinality(questions) as of, (
    select count(*)::int
    from unnest(questions, answers) as asked (question_id, answer)
    join answer_option on answer_option.question_id = asked.question_id and option = asked.answer and is_right
  ) as right_answers
  from quiz_attempt
  where card_id = $1 and purchase_id = $2 and test = $3 and handed_in_at is null
  `,
)

const closeAttempt = statement<
  [
    cardId: string,
    purchaseId: string,
    test: Test,
    attempt: number,
    now: Date,
    right: number,
    passed: boolean,
    requestId: string,
  ],
  'learning/close-attempt',
  'closed'
>(
  'learning/close-attempt',
  `
  with closed as (
    update quiz_attempt set handed_in_at = $5, right_answers = $6, passed = $7
    where card_id = $1 and purchase_id = $2 and test = $3 and attempt = $4 and handed_in_at is null
    returning card_id, purchase_id, test, attempt, passed
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $5, 'card:' || card_id, 'test_handed_in', 'purchase:' || purchase_id,
      case when test = 'pre' then 'taken' when passed then 'passed' else 'failed' end, $8,
      jsonb_build_object('test', test, 'attempt', attempt, 'right', $6::int)
    from closed
  )
  select count(*)::int as closed from closed
  `,
)

/**
 * Hands a test in: marked at once, by the answers that were kept. A pre-test is taken whatever comes of it. What is
 * passed may be the last thing that the training waited for.
 */
export function handInTest(
  ctx: Context,
  enrolment: Enrolment,
  test: Test,
  requestId: string,
): Promise<Outcome<{ passed: boolean; trainingFinished: boolean }, AnswerRefusal>> {
  const { cardId, purchaseId } = enrolment
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockLearner, [cardId])
    const training = await trainingOf(tx, enrolment)
    if (!training?.open) return refuse('training_not_open')
    const marked = await first(tx, markAttempt, [cardId, purchaseId, test])
    if (!marked) return refuse('attempt_unknown')
    const { attempt, rightAnswers: right, of } = marked
    const passed = test === 'pre' || passes(right, of, training.requirement.passPercent)
    const now = ctx.clock.now()
    const { closed } = await one(tx, closeAttempt, [
      cardId,
      purchaseId,
      test,
      attempt,
      now,
      right,
      passed,
      requestId,
    ])
    if (closed !== 1) throw new Error('an attempt under its lock was not handed in')
    const actor = { actor: `card:${cardId}`, requestId }
    const trainingFinished = await completeIfReady({ db: tx, clock: ctx.clock }, enrolment, actor)
    return done({ passed, trainingFinished })
  })
}
