import { minute, second } from '../../kernel/clock.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { judgeSchedule } from '../redeem/rules.ts'
import { hasSession } from './rules.ts'

/** The code on the screen of a class. */
export const classCodeRules = {
  /** how long one is shown; the one before it is still taken, so a picture of it is worth a minute at most */
  stepMs: 30 * second,
  /** how long a phone that has scanned may take to log in and confirm */
  scanMs: 10 * minute,
} as const

/** Why a participant's presence is not written, in the order in which the reasons are looked at. */
export const attendRefusals = [
  'class_unknown',
  'class_code_old',
  'not_a_participant',
  'transaction_cancelled',
  'already_attended',
  'schedule_not_running',
] as const
export type AttendRefusal = (typeof attendRefusals)[number]

/** Why an institution cannot mark somebody as present by hand, in this order. */
export const markRefusals = [
  'participant_unknown',
  'reason_missing',
  'course_type_differs',
  'transaction_cancelled',
  'already_attended',
  'schedule_not_running',
] as const
export type MarkRefusal = (typeof markRefusals)[number]

export interface ClassSession {
  readonly method: 'self_paced' | 'webinar'
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
}

export interface ParticipantFacts {
  readonly cancelledAt: Date | undefined
  /** of the session that is asked for; redeeming is attending the first */
  readonly attendedAt: Date | undefined
}

/** The number of the thirty seconds that an instant lies in. */
export function classStep(now: Date): number {
  return Math.floor(now.getTime() / classCodeRules.stepMs)
}

/** Whether a scan still counts. */
export function scanHolds(scannedAt: Date, now: Date): boolean {
  const age = now.getTime() - scannedAt.getTime()
  return age >= 0 && age < classCodeRules.scanMs
}

/** Whether somebody may confirm with their phone that they are in a class; undefined: they may. */
export function judgeAttend(
  facts: ParticipantFacts | undefined,
  session: ClassSession,
  now: Date,
): Refusal<AttendRefusal> | undefined {
  if (!facts) return refuse('not_a_participant')
  if (facts.cancelledAt) return refuse('transaction_cancelled', { since: facts.cancelledAt })
  if (facts.attendedAt) return refuse('already_attended', { since: facts.attendedAt })
  return judgeSchedule(session, now)
}

/** Whether an institution may mark a participant by hand; afterwards too, for lists that were kept on paper. */
export function judgeMark(
  facts: ParticipantFacts | undefined,
  session: ClassSession,
  sequence: number,
  reason: string,
  now: Date,
): Refusal<MarkRefusal> | undefined {
  if (!facts) return refuse('participant_unknown')
  if (reason.trim() === '') return refuse('reason_missing')
  if (!hasSession(session.method, sequence)) return refuse('course_type_differs')
  if (facts.cancelledAt) return refuse('transaction_cancelled', { since: facts.cancelledAt })
  if (facts.attendedAt) return refuse('already_attended', { since: facts.attendedAt })
  if (session.startsAt && session.startsAt > now)
    return refuse('schedule_not_running', { until: session.startsAt })
  return undefined
}
