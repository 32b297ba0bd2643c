import { day, minute } from '../../kernel/clock.ts'
import { only, type ReasonOf, type Refusal, refusalWords, refuse } from '../../kernel/refusal.ts'

/** `pre`: what one knows before, which nothing hangs on; `post`: what one has learnt, which has to be passed. */
export const tests = ['pre', 'post'] as const
export type Test = (typeof tests)[number]

/** Why a test is not begun, in the order in which the reasons are looked at. */
export const startRefusals = refusalWords({
  id: {
    training_not_open:
      'Pelatihan ini belum terbuka atau sudah dibatalkan. Lihat keadaannya di bukti pembayaran.',
    test_unknown: 'Tes ini tidak ada di pelatihan ini. Kembali ke daftar materi.',
    test_done: 'Tes ini sudah selesai. Lanjutkan ke langkah berikutnya.',
    lessons_first: 'Selesaikan semua materi dulu, lalu kerjakan post-test.',
    try_again_later: 'Post-test belum bisa diulang. Pelajari materi lagi sambil menunggu.',
  },
  en: {
    training_not_open:
      'This training is not open yet, or was cancelled. See on its receipt how things stand.',
    test_unknown: 'This training has no such test. Go back to the lessons.',
    test_done: 'You have finished this test. Go on with the next step.',
    lessons_first: 'Finish all lessons first, then take the post-test.',
    try_again_later: 'The post-test cannot be tried again yet. Read the lessons once more meanwhile.',
  },
})
export type StartRefusal = ReasonOf<typeof startRefusals>

/** Why an answer or a whole test is not taken, in this order. */
export const answerRefusals = refusalWords({
  id: {
    attempt_unknown: 'Tes ini sudah dikumpulkan atau belum dimulai. Buka tesnya lagi.',
    choose_an_answer: 'Pilih satu jawaban dulu, lalu simpan.',
  },
  en: {
    attempt_unknown: 'This test was handed in, or was not begun. Open the test again.',
    choose_an_answer: 'Choose an answer first, then save.',
  },
  also: [only(startRefusals, 'training_not_open')],
})
export type AnswerRefusal = ReasonOf<typeof answerRefusals>

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
