import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { codeRefusals } from '../attendance/rules.ts'
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

/** Why a learner's own work is not taken, in the order in which the reasons are looked at. */
export const handInRefusals = [
  'training_not_open',
  'assignment_unknown',
  'assignment_accepted',
  'handed_in_too_often',
  'link_or_file',
  'link_malformed',
  'file_too_large',
  'file_type_not_taken',
] as const
export type HandInRefusal = (typeof handInRefusals)[number]

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

/** An address that may be shown as a link: https, a host with a dot, and no password in it. */
export function isWebLink(typed: string): boolean {
  if (typed.length > 2048 || /\s/.test(typed) || !URL.canParse(typed)) return false
  const { protocol, hostname, username, password } = new URL(typed)
  return protocol === 'https:' && hostname.includes('.') && username === '' && password === ''
}
