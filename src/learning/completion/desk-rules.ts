import { type Refusal, refuse } from '../../kernel/refusal.ts'

/** How long what an institution writes may be, in characters. */
export const completionLimits = { grade: 20, evidence: 500 } as const

/** Why a grade is not taken, in this order. */
export const gradeRefusals = [
  'participant_unknown',
  'grade_missing',
  'grade_too_long',
  'transaction_cancelled',
  'grade_certified',
] as const
export type GradeRefusal = (typeof gradeRefusals)[number]

/** Why a completion is not taken from its institution, in this order. */
export const reportRefusals = [
  'participant_unknown',
  'evidence_missing',
  'evidence_too_long',
  'transaction_cancelled',
  'already_finished',
  'not_redeemed',
  'schedule_not_begun',
] as const
export type ReportRefusal = (typeof reportRefusals)[number]

export interface TrainingFacts {
  readonly cancelledAt: Date | undefined
  readonly redeemedAt: Date | undefined
  readonly finishedAt: Date | undefined
  readonly startsAt: Date | undefined
  /** the ministry's certificate says a grade already */
  readonly certified: boolean
}

/** Whether a grade may be written; undefined: it may. It may be changed until a certificate says it. */
export function judgeGrade(
  facts: TrainingFacts | undefined,
  grade: string,
): Refusal<GradeRefusal> | undefined {
  if (!facts) return refuse('participant_unknown')
  if (grade === '') return refuse('grade_missing')
  if ([...grade].length > completionLimits.grade) return refuse('grade_too_long')
  if (facts.cancelledAt) return refuse('transaction_cancelled', { since: facts.cancelledAt })
  return facts.certified ? refuse('grade_certified') : undefined
}

/**
 * Whether an institution may report a training as finished; undefined: it may. The participant has been there (to redeem
 * is to attend the first session), and the training has begun.
 */
export function judgeReport(
  facts: TrainingFacts | undefined,
  evidence: string,
  now: Date,
): Refusal<ReportRefusal> | undefined {
  if (!facts) return refuse('participant_unknown')
  if (evidence === '') return refuse('evidence_missing')
  if ([...evidence].length > completionLimits.evidence) return refuse('evidence_too_long')
  if (facts.cancelledAt) return refuse('transaction_cancelled', { since: facts.cancelledAt })
  if (facts.finishedAt) return refuse('already_finished', { since: facts.finishedAt })
  if (!facts.redeemedAt) return refuse('not_redeemed')
  if (facts.startsAt && facts.startsAt > now) return refuse('schedule_not_begun', { until: facts.startsAt })
  return undefined
}
