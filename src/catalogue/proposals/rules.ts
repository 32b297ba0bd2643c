import { type ReasonOf, type Refusal, refusalWords, refuse } from '../../kernel/refusal.ts'

/** Where a proposal stands. One that was refused can be changed and submitted again. */
export type ProposalStatus = 'drafted' | 'submitted' | 'approved' | 'refused'

/** Why a proposal is not changed or submitted by its institution, in this order. */
export const editRefusals = refusalWords({
  id: {
    draft_unknown: 'Usulan ini tidak ada. Kembalilah ke daftar usulan.',
    draft_submitted: 'Usulan ini sudah diajukan. Tunggu keputusan pengelola program.',
    draft_approved: 'Usulan ini sudah disetujui. Buat usulan baru untuk mengubahnya.',
  },
  en: {
    draft_unknown: 'There is no such proposal. Go back to the list of proposals.',
    draft_submitted: 'This proposal was submitted. Wait for the decision of the programme.',
    draft_approved: 'This proposal was approved. Make a new one to change it.',
  },
})
export type EditRefusal = ReasonOf<typeof editRefusals>

/** Why a proposal is not decided by the programme, in this order. */
export const decideRefusals = refusalWords({
  id: {
    draft_unknown: 'Usulan bernomor itu tidak ada: bekal draft list menunjukkan yang menunggu.',
    draft_not_submitted: 'Lembaganya belum mengajukan usulan ini. Tunggu sampai diajukan.',
    draft_approved: 'Usulan ini sudah disetujui. Tidak perlu apa-apa lagi.',
    draft_refused: 'Usulan ini sudah ditolak. Lembaganya bisa mengubah dan mengajukannya lagi.',
    reason_missing: 'Tulis di --reason mengapa ditolak: lembaga membacanya.',
    draft_outdated:
      'Katalog sudah berubah sejak usulan ini dibuat (pelatihan lain dengan judul ini, metode lain, atau waktu yang sudah lewat). Tolak dengan alasan itu, agar lembaga bisa membuatnya lagi.',
  },
  en: {
    draft_unknown: 'There is no draft of this number: bekal draft list shows those that wait.',
    draft_not_submitted: 'Its institution has not submitted this draft yet. Wait until it does.',
    draft_approved: 'This draft was approved before. There is nothing to do.',
    draft_refused: 'This draft was refused before. Its institution can change it and submit it again.',
    reason_missing: 'Say in --reason why it is refused: the institution reads it.',
    draft_outdated:
      'The catalogue has changed since this was drafted (another course of this title, another method, or a time that has passed). Refuse it with that reason, so that the institution can draft it anew.',
  },
})
export type DecideRefusal = ReasonOf<typeof decideRefusals>

/** Whether an institution may still change a proposal, or submit it; undefined: it may. */
export function judgeEdit(status: ProposalStatus | undefined): Refusal<EditRefusal> | undefined {
  if (status === undefined) return refuse('draft_unknown')
  if (status === 'submitted') return refuse('draft_submitted')
  return status === 'approved' ? refuse('draft_approved') : undefined
}

/** Whether the programme may decide a proposal; undefined: it may. A refusal (`reason` given) needs words. */
export function judgeDecide(
  status: ProposalStatus | undefined,
  reason: string | undefined,
): Refusal<DecideRefusal> | undefined {
  if (status === undefined) return refuse('draft_unknown')
  if (status === 'drafted') return refuse('draft_not_submitted')
  if (status === 'approved') return refuse('draft_approved')
  if (status === 'refused') return refuse('draft_refused')
  return reason !== undefined && reason.trim() === '' ? refuse('reason_missing') : undefined
}
