import { type ReasonOf, type Refusal, refusalWords, refuse } from '../../kernel/refusal.ts'

/** What a curator looks at before a proposal is decided, in this order. */
export const curationPoints = ['learnt', 'price', 'schedule', 'trainer', 'data', 'certificate'] as const
export type CurationPoint = (typeof curationPoints)[number]

/** What the curator found: the points that hold, and what they noted beside any of them. */
export interface Curation {
  readonly ticked: readonly CurationPoint[]
  /** up to 300 characters each */
  readonly comments?: Readonly<Partial<Record<CurationPoint, string>>>
}

/** The points that a proposal of this kind is looked at by: a further schedule leaves its course as it was approved. */
export function pointsOf(kind: 'course' | 'schedule'): readonly CurationPoint[] {
  return kind === 'course' ? curationPoints : ['schedule', 'trainer']
}

/** The points that do not hold, or were not looked at. */
export function openPoints(kind: 'course' | 'schedule', { ticked }: Curation): CurationPoint[] {
  return pointsOf(kind).filter((point) => !ticked.includes(point))
}

/** Where a proposal stands. One that was refused can be changed and submitted again. */
export const proposalStatuses = ['submitted', 'refused', 'approved', 'drafted'] as const
export type ProposalStatus = (typeof proposalStatuses)[number]

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
    draft_unknown: 'Usulan bernomor itu tidak ada. Pilih dari daftar usulan yang menunggu.',
    draft_not_submitted: 'Lembaganya belum mengajukan usulan ini. Tunggu sampai diajukan.',
    draft_approved: 'Usulan ini sudah disetujui. Tidak perlu apa-apa lagi.',
    draft_refused: 'Usulan ini sudah ditolak. Lembaganya bisa mengubah dan mengajukannya lagi.',
    reason_missing: 'Tulis alasan mengapa dikembalikan: lembaga membacanya.',
    points_open:
      'Belum semua butir daftar periksa dicentang. Periksa butir yang tersisa, atau tulis alasan menyetujuinya tanpa butir itu.',
    draft_outdated:
      'Katalog sudah berubah sejak usulan ini dibuat (pelatihan lain dengan judul ini, metode lain, atau waktu yang sudah lewat). Tolak dengan alasan itu, agar lembaga bisa membuatnya lagi.',
  },
  en: {
    draft_unknown: 'There is no draft of this number. Choose from the list of those that wait.',
    draft_not_submitted: 'Its institution has not submitted this draft yet. Wait until it does.',
    draft_approved: 'This draft was approved before. There is nothing to do.',
    draft_refused: 'This draft was refused before. Its institution can change it and submit it again.',
    reason_missing: 'Say why it is returned: the institution reads it.',
    points_open:
      'Not every point of the checklist is ticked. Look at those that are left, or say why it is approved without them.',
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

/** What is decided of a proposal, with what the curator found and the reason that was given. */
export interface Decision {
  readonly verdict: 'approved' | 'refused'
  readonly curation: Curation
  readonly reason: string
}

/**
 * Whether the programme may decide a proposal so; undefined: it may. Returning it needs a reason, and so does approving it
 * while a point of the checklist is open.
 */
export function judgeDecide(
  proposal: { readonly status: ProposalStatus; readonly kind: 'course' | 'schedule' } | undefined,
  { verdict, curation, reason }: Decision,
): Refusal<DecideRefusal> | undefined {
  if (proposal === undefined) return refuse('draft_unknown')
  if (proposal.status === 'drafted') return refuse('draft_not_submitted')
  if (proposal.status === 'approved') return refuse('draft_approved')
  if (proposal.status === 'refused') return refuse('draft_refused')
  if (reason.trim() !== '') return undefined
  if (verdict === 'refused') return refuse('reason_missing')
  return openPoints(proposal.kind, curation).length > 0 ? refuse('points_open') : undefined
}
