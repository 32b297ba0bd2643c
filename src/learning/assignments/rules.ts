import { codeRefusals } from '../attendance/rules.ts'

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
