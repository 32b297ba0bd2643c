import { type Refusal, refuse } from '../../kernel/refusal.ts'

/** Where a draft stands. One that was refused can be changed and submitted again. */
export type DraftStatus = 'drafted' | 'submitted' | 'approved' | 'refused'

/** Why a draft is not changed or submitted by its institution, in this order. */
export const editRefusals = ['draft_unknown', 'draft_submitted', 'draft_approved'] as const
export type EditRefusal = (typeof editRefusals)[number]

/** Why a draft is not decided by the programme, in this order. */
export const decideRefusals = [
  'draft_unknown',
  'draft_not_submitted',
  'draft_approved',
  'draft_refused',
  'reason_missing',
  /** since it was drafted the course, or another of this title, has become what it would not fit any more */
  'draft_outdated',
] as const
export type DecideRefusal = (typeof decideRefusals)[number]

/** Whether an institution may still change a draft, or submit it; undefined: it may. */
export function judgeEdit(status: DraftStatus | undefined): Refusal<EditRefusal> | undefined {
  if (status === undefined) return refuse('draft_unknown')
  if (status === 'submitted') return refuse('draft_submitted')
  return status === 'approved' ? refuse('draft_approved') : undefined
}

/** Whether the programme may decide a draft; undefined: it may. A refusal (`reason` given) needs words. */
export function judgeDecide(
  status: DraftStatus | undefined,
  reason: string | undefined,
): Refusal<DecideRefusal> | undefined {
  if (status === undefined) return refuse('draft_unknown')
  if (status === 'drafted') return refuse('draft_not_submitted')
  if (status === 'approved') return refuse('draft_approved')
  if (status === 'refused') return refuse('draft_refused')
  return reason !== undefined && reason.trim() === '' ? refuse('reason_missing') : undefined
}
