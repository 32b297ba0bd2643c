import { day, minute } from '../../kernel/clock.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'

/** `pre`: what one knows before, which nothing hangs on; `post`: what one has learnt, which has to be passed. */
export const tests = ['pre', 'post'] as const
export type Test = (typeof tests)[number]

/** Why a test is not begun, in the order in which the reasons are looked at. */
export const startRefusals = [
  'training_not_open',
  'test_unknown',
  'test_done',
  'lessons_first',
  'try_again_later',
] as const
export type StartRefusal = (typeof startRefusals)[number]

/** Why an answer or a whole test is not taken, in this order. */
export const answerRefusals = ['training_not_open', 'attempt_unknown', 'choose_an_answer'] as const
export type AnswerRefusal = (typeof answerRefusals)[number]

export interface RetryRules {
  readonly tries: number
  readonly waitMinutes: number
  readonly restDays: number
}

/**
 * From when on a failed test may be tried again; undefined: now, it was not failed. After each `tries` failures the
 * wait is one of days: nobody guesses their way through, and nobody is shut out for good.
 */
export function nextTryAt(rules: RetryRules, failures: number, failedAt: Date | undefined): Date | undefined {
  if (failures === 0 || !failedAt) return undefined
  const wait = failures % rules.tries === 0 ? rules.restDays * day : rules.waitMinutes * minute
  return new Date(failedAt.getTime() + wait)
}

export interface StartFacts extends RetryRules {
  readonly open: boolean
  /** the course has such a test, and questions for it */
  readonly exists: boolean
  /** a pre-test that was taken, a post-test that was passed */
  readonly done: boolean
  /** no lesson is missing that the course asks for */
  readonly lessonsDone: boolean
  readonly failures: number
  readonly failedAt: Date | undefined
}

/** Whether a test may be begun now; undefined: it may. */
export function judgeStart(test: Test, facts: StartFacts, now: Date): Refusal<StartRefusal> | undefined {
  if (!facts.open) return refuse('training_not_open')
  if (!facts.exists) return refuse('test_unknown')
  if (facts.done) return refuse('test_done')
  if (test === 'pre') return undefined
  if (!facts.lessonsDone) return refuse('lessons_first')
  const from = nextTryAt(facts, facts.failures, facts.failedAt)
  return from && now < from ? refuse('try_again_later', { until: from }) : undefined
}

/** Whether so many right answers pass: whole numbers, so that 70 percent of 10 are 7 and never 7.000001. */
export function passes(right: number, of: number, passPercent: number): boolean {
  return right * 100 >= passPercent * of
}

/** What is shown as the score, 0 to 100, rounded down: 69.9 is not 70. */
export function scoreOf(right: number, of: number): number {
  return Math.floor((right * 100) / of)
}
