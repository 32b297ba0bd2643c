import { only, type ReasonOf, type Refusal, refusalWords, refuse } from '../../kernel/refusal.ts'
import { isWebLink } from '../../kernel/text.ts'
import { mostFileBytes } from '../assignments/file-rules.ts'
import { fileRefusals } from '../assignments/rules.ts'
import { markRefusals } from '../attendance/class-rules.ts'

/** How long what an institution writes may be, in characters. */
export const completionLimits = { grade: 20, note: 500 } as const

/** What may show that a training was finished: each something that can be looked at later. */
export const evidenceKinds = ['attendance_list', 'test_result', 'work', 'recording', 'dated_photo'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** Why a grade is not taken, in this order. */
export const gradeRefusals = refusalWords({
  id: {
    grade_missing: 'Tulis nilainya.',
    grade_too_long: 'Nilai paling banyak 20 karakter. Ringkaslah.',
    grade_certified:
      'Sertifikat kementerian sudah terbit dengan nilai sebelumnya. Hubungi pengelola program untuk meralatnya.',
  },
  en: {
    grade_missing: 'Write the grade.',
    grade_too_long: 'A grade has at most 20 characters. Shorten it.',
    grade_certified:
      "The ministry's certificate was issued with the grade before. Ask the programme to correct it.",
  },
  also: [only(markRefusals, 'participant_unknown', 'transaction_cancelled')],
})
export type GradeRefusal = ReasonOf<typeof gradeRefusals>

/** Why a completion is not taken from its institution, in this order. */
export const reportRefusals = refusalWords({
  id: {
    evidence_kind_missing: 'Pilih jenis buktinya.',
    evidence_missing: 'Isi tautan bukti, atau pilih berkasnya.',
    evidence_too_long: 'Keterangan paling banyak 500 karakter. Ringkaslah.',
    already_finished: ({ at }) => `Pelatihan ini sudah selesai ${at}. Tidak perlu dilaporkan lagi.`,
    already_reported: ({ at }) =>
      `Pelatihan ini sudah dilaporkan selesai dan masih diperiksa, sampai ${at}. Tunggu hasilnya.`,
    not_redeemed: 'Kode peserta ini belum ditukar. Tukarkan dahulu, baru laporkan selesai.',
    schedule_not_begun: ({ at }) => `Pelatihan ini baru mulai ${at}. Laporkan sesudah selesai.`,
    schedule_not_ended: ({ at }) => `Pelatihan ini baru berakhir ${at}. Laporkan sesudah itu.`,
  },
  en: {
    evidence_kind_missing: 'Choose the kind of evidence.',
    evidence_missing: 'Give a link to the evidence, or choose its file.',
    evidence_too_long: 'Remarks have at most 500 characters. Shorten them.',
    already_finished: ({ at }) => `This training was finished ${at}. There is nothing to report.`,
    already_reported: ({ at }) =>
      `This training was reported as finished and is being checked, until ${at}. Wait for the verdict.`,
    not_redeemed: 'The code of this participant is not redeemed. Redeem it first.',
    schedule_not_begun: ({ at }) => `This training begins ${at}. Report it when it is over.`,
    schedule_not_ended: ({ at }) => `This training ends ${at}. Report it after that.`,
  },
  also: [fileRefusals, only(markRefusals, 'participant_unknown', 'transaction_cancelled')],
})
export type ReportRefusal = ReasonOf<typeof reportRefusals>

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
