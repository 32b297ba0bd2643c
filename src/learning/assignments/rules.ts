import { only, type ReasonOf, type Refusal, refusalWords, refuse } from '../../kernel/refusal.ts'
import { isWebLink } from '../../kernel/text.ts'
import { codeRefusals } from '../attendance/rules.ts'
import { startRefusals } from '../quizzes/rules.ts'
import { mostFileBytes } from './file-rules.ts'

/** `tpm`: the assignment of a session; `uk`: the test after the training. */
export const scopes = ['tpm', 'uk'] as const
export type Scope = (typeof scopes)[number]

/** What an institution hands in, or what it says of it. */
export type SubmissionKind = 'assignment' | 'feedback'

/** `none`: nothing was handed in. */
export type SubmissionStatus = 'none' | 'pending' | 'accepted' | 'failed'

/** Why nothing is handed in, in the order in which the reasons are looked at. */
export const submitRefusals = ['sequence_of_other_scope', ...codeRefusals] as const
export type SubmitRefusal = (typeof submitRefusals)[number]

/** Whether a sequence is one of the scope: the test after the training is 999, all before it are sessions. */
export function sequenceFits(scope: Scope, sequence: number): boolean {
  return (scope === 'uk') === (sequence === 999)
}

/** Why neither a link nor a file is taken, whoever hands it in. */
export const fileRefusals = refusalWords({
  id: {
    link_malformed: 'Tautan harus diawali https://, misalnya https://contoh.id/berkas. Periksa lagi.',
    file_too_large: 'Berkas lebih besar dari 5 MB. Kecilkan dulu, atau isi tautannya.',
    file_type_not_taken:
      'Isi berkas bukan PDF, DOCX, JPG, PNG, atau HEIC. Simpan dulu dalam salah satu bentuk itu; foto paling mudah sebagai JPG.',
  },
  en: {
    link_malformed: 'A link begins with https://, such as https://example.com/list. Check it again.',
    file_too_large: 'The file is larger than 5 MB. Make it smaller, or give a link.',
    file_type_not_taken:
      'The file is no PDF, DOCX, JPG, PNG or HEIC inside. Save it as one of these; a photo is easiest as JPG.',
  },
})

/** Why a learner's own work is not taken, in the order in which the reasons are looked at. */
export const handInRefusals = refusalWords({
  id: {
    assignment_unknown: 'Pelatihan ini tidak meminta tugas ini. Kembali ke daftar materi.',
    assignment_accepted: 'Tugas ini sudah diterima. Tidak ada yang perlu dikirim lagi.',
    handed_in_too_often:
      'Tugas ini sudah 20 kali dikirim. Tunggu hasil pemeriksaan, atau hubungi lembaga pelatihan.',
    link_or_file: 'Isi tautan atau pilih satu berkas, salah satu saja.',
  },
  en: {
    assignment_unknown: 'This training does not ask for this assignment. Go back to the lessons.',
    assignment_accepted: 'This assignment was accepted. There is nothing left to send.',
    handed_in_too_often: 'This assignment was sent 20 times. Wait for the verdict, or ask the institution.',
    link_or_file: 'Give a link or choose one file, only one of the two.',
  },
  also: [only(startRefusals, 'training_not_open'), fileRefusals],
})
export type HandInRefusal = ReasonOf<typeof handInRefusals>

/** How often a learner may hand in one assignment: each may bring a file that is kept. */
export const mostHandIns = 20

export interface HandInFacts {
  readonly open: boolean
  /** the course asks for it */
  readonly asked: boolean
  /** what was handed in last is accepted */
  readonly accepted: boolean
  readonly times: number
  readonly url: string | undefined
  readonly file: { readonly bytes: number; readonly type: string | undefined } | undefined
}

/** Whether a learner's work is taken; undefined: it is. */
export function judgeHandIn(facts: HandInFacts): Refusal<HandInRefusal> | undefined {
  const { url, file } = facts
  if (!facts.open) return refuse('training_not_open')
  if (!facts.asked) return refuse('assignment_unknown')
  if (facts.accepted) return refuse('assignment_accepted')
  if (facts.times >= mostHandIns) return refuse('handed_in_too_often')
  if ((url === undefined) === (file === undefined)) return refuse('link_or_file')
  if (url !== undefined && !isWebLink(url)) return refuse('link_malformed')
  if (!file) return undefined
  if (file.bytes > mostFileBytes) return refuse('file_too_large')
  return file.type === undefined ? refuse('file_type_not_taken') : undefined
}
