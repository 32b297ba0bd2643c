import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { mostFileBytes } from '../assignments/file-rules.ts'
import { isWebLink } from '../assignments/rules.ts'

/** How long what an institution writes may be, in characters. */
export const completionLimits = { grade: 20, note: 500 } as const

/** What may show that a training was finished: each something that can be looked at later. */
export const evidenceKinds = ['attendance_list', 'test_result', 'work', 'recording', 'dated_photo'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

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
  'evidence_kind_missing',
  'evidence_missing',
  'evidence_too_long',
  'link_malformed',
  'file_too_large',
  'file_type_not_taken',
  'transaction_cancelled',
  'already_finished',
  'already_reported',
  'not_redeemed',
  'schedule_not_begun',
  'schedule_not_ended',
] as const
export type ReportRefusal = (typeof reportRefusals)[number]

export interface TrainingFacts {
  readonly cancelledAt: Date | undefined
  readonly redeemedAt: Date | undefined
  readonly finishedAt: Date | undefined
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** until when a report rests that was made before and was not refused */
  readonly reportRestsUntil: Date | undefined
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

/** Evidence as it was given; `file` as its content says, whatever it is called. */
export interface GivenEvidence {
  readonly kind: string
  /** empty: none */
  readonly link: string
  readonly file: { readonly bytes: number; readonly type: string | undefined } | undefined
  readonly note: string
}

function judgeEvidence({ kind, link, file, note }: GivenEvidence): Refusal<ReportRefusal> | undefined {
  if (!evidenceKinds.some((known) => known === kind)) return refuse('evidence_kind_missing')
  if (link === '' && !file) return refuse('evidence_missing')
  if ([...note].length > completionLimits.note) return refuse('evidence_too_long')
  if (link !== '' && !isWebLink(link)) return refuse('link_malformed')
  if (file && file.bytes > mostFileBytes) return refuse('file_too_large')
  return file && file.type === undefined ? refuse('file_type_not_taken') : undefined
}

/**
 * Whether an institution may report a training as finished; undefined: it may. There is evidence of a named kind, the
 * participant has been there (the code is redeemed, or another use recorded), and the training is over.
 */
export function judgeReport(
  facts: TrainingFacts | undefined,
  evidence: GivenEvidence,
  now: Date,
): Refusal<ReportRefusal> | undefined {
  if (!facts) return refuse('participant_unknown')
  const unshown = judgeEvidence(evidence)
  if (unshown) return unshown
  if (facts.cancelledAt) return refuse('transaction_cancelled', { since: facts.cancelledAt })
  if (facts.finishedAt) return refuse('already_finished', { since: facts.finishedAt })
  if (facts.reportRestsUntil) return refuse('already_reported', { until: facts.reportRestsUntil })
  if (!facts.redeemedAt) return refuse('not_redeemed')
  if (facts.startsAt && facts.startsAt > now) return refuse('schedule_not_begun', { until: facts.startsAt })
  if (facts.startsAt && facts.endsAt && facts.endsAt > now)
    return refuse('schedule_not_ended', { until: facts.endsAt })
  return undefined
}
