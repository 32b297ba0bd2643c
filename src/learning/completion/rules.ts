import { day, minute, second } from '../../kernel/clock.ts'
import { nextTryAt } from '../quizzes/rules.ts'

/** What a course asks for until its training is finished. */
export interface Requirement {
  readonly lessons: boolean
  /** questions that are drawn; undefined: no such test */
  readonly preTestQuestions: number | undefined
  readonly postTestQuestions: number | undefined
  readonly passPercent: number
  /** failed tries after which one rests for days; after any other one waits for minutes */
  readonly tries: number
  readonly waitMinutes: number
  readonly restDays: number
  /** sequences whose attendance counts */
  readonly sessions: readonly number[]
  readonly assignments: readonly AssignmentScope[]
  /** in which the institution reports what is over, and decides what was handed in */
  readonly institutionDays: number
  /** how long a training lasts at least from its opening; if lessons are reported and their times are more, so long */
  readonly minMinutes: number
}

export type AssignmentScope = 'tpm' | 'uk'

/** An assignment as it was handed in last. */
export interface HandedIn {
  readonly scope: AssignmentScope
  readonly status: 'pending' | 'accepted' | 'failed'
  readonly at: Date
  /** the institution decides what its learner handed in, the programme what the institution did */
  readonly byLearner: boolean
}

/** A report that was not refused. */
export interface StandingReport {
  /** until then the programme may look at it */
  readonly restsUntil: Date
  /** the programme has, and takes it */
  readonly accepted: boolean
}

/** All that decides whether a training is finished. */
export interface CompletionFacts {
  readonly requirement: Requirement
  readonly lessonsFinished: number
  readonly lessons: number
  readonly preTestTaken: boolean
  readonly postTestPassed: boolean
  readonly postTestFailures: number
  readonly postTestFailedAt: Date | undefined
  readonly method: 'self_paced' | 'webinar'
  /** sessions that the learner confirmed, or redeemed for; what the institution marked by hand is its report to make */
  readonly attended: readonly number[]
  /** what the institution has reported, with evidence: that the learner has been through what it holds */
  readonly report: StandingReport | undefined
  readonly handedIn: readonly HandedIn[]
  /** of the schedule; undefined: whenever the learner is ready */
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** when the training was opened: paid, or its voucher redeemed */
  readonly since: Date
  /** the minimum times of all its lessons together */
  readonly lessonSeconds: number
  /** when it turned out that it was not finished, though it was said to be: then evidence is looked at, all of it anew */
  readonly withdrawnAt: Date | undefined
  /** the end of the programme's year for this card: what is not finished by then is of no use to it */
  readonly usableBefore: Date
  /** the training is held in the institution's own system */
  readonly learntElsewhere: boolean
}

/** What may be missing, in the order in which it is shown and done. */
export const needs = [
  'pre_test',
  'lessons',
  'sessions',
  'tpm',
  'post_test',
  'uk',
  'report',
  'schedule',
  'minimum_time',
  'check',
] as const
export type Need = (typeof needs)[number]

/** `time`: nobody has to do anything. */
export type Turn = 'learner' | 'institution' | 'programme' | 'time'

/** What a training was finished by: what the learner did and confirmed, or also the word of the institution. */
export type Basis = 'proven' | 'reported'

/** One thing that is missing, whose turn it is, and until when. */
export interface Missing {
  readonly need: Need
  readonly turn: Turn
  /** before then nothing can be done about it */
  readonly from?: Date | undefined
  readonly until: Date
  /** from then on it is missing no more, whether anybody has done anything or not */
  readonly passes?: true
  readonly done: number
  readonly of: number
}

export type Completion =
  | { readonly state: 'done'; readonly basis: Basis }
  | { readonly state: 'missing'; readonly missing: readonly [Missing, ...Missing[]] }

/** A course without a row of its own asks for all lessons; one that is held elsewhere, for the report of its end. */
export function usualRequirement(learntElsewhere: boolean): Requirement {
  return {
    lessons: !learntElsewhere,
    preTestQuestions: undefined,
    postTestQuestions: undefined,
    passPercent: 70,
    tries: 3,
    waitMinutes: 60,
    restDays: 7,
    sessions: learntElsewhere ? [999] : [],
    assignments: [],
    institutionDays: 7,
    minMinutes: 0,
  }
}

/** Whom nobody has seen in a webinar has not taken part in it, whatever else its course asks for. */
export function sessionsOf({ requirement, method }: Pick<CompletionFacts, 'requirement' | 'method'>) {
  const { sessions: asked } = requirement
  return method === 'webinar' && !asked.includes(1) ? [1, ...asked] : asked
}

/**
 * Whether a training is finished, or what is missing, in order. Only evidence finishes one, never its absence; nothing
 * does before its schedule is over or its minimum time has run; and what an institution reports rests before it counts.
 */
export function completion(facts: CompletionFacts, now: Date): Completion {
  const judged = [
    preTest(facts),
    lessons(facts),
    sessions(facts, now),
    assignment(facts, 'tpm'),
    postTest(facts, now),
    assignment(facts, 'uk'),
    reportAnew(facts),
    schedule(facts, now),
    minimumTime(facts, now),
    check(facts, now),
  ]
  const [first, ...more] = judged.filter((missing) => missing !== undefined)
  if (first) return { state: 'missing', missing: [first, ...more] }
  // Nothing was asked for: then nothing has shown that anybody learnt.
  if (!facts.report && !asksForSomething(facts)) return { state: 'missing', missing: [nothingAsked(facts)] }
  return { state: 'done', basis: needsReport(facts) ? 'reported' : 'proven' }
}

/** When a training is finished if nobody does anything more; undefined: something has to be done. */
export function finishesAt(judged: Completion): Date | undefined {
  if (judged.state === 'done' || judged.missing.some(({ passes }) => !passes)) return undefined
  return judged.missing.map(({ until }) => until).reduce(later)
}

/** What stands between now and the end, as the one thing to do or wait for next; undefined: finished. */
export function nextOf(judged: Completion): Missing | undefined {
  if (judged.state === 'done') return undefined
  // Who can go on goes on, also while somebody else looks at something.
  return judged.missing.find(({ turn, from }) => turn === 'learner' && !from) ?? judged.missing[0]
}

function asksForSomething(facts: CompletionFacts) {
  const { lessons: all, postTestQuestions, assignments } = facts.requirement
  return all || postTestQuestions !== undefined || sessionsOf(facts).length > 0 || assignments.length > 0
}

function lessonsDone({ requirement, lessons: of, lessonsFinished: done }: CompletionFacts): boolean {
  return !requirement.lessons || (of > 0 && done >= of)
}

function sessionsMissing(facts: CompletionFacts): readonly number[] {
  return sessionsOf(facts).filter((sequence) => !facts.attended.includes(sequence))
}

/** Without the institution's word something would be missing. */
function needsReport(facts: CompletionFacts): boolean {
  return (
    facts.withdrawnAt !== undefined ||
    !lessonsDone(facts) ||
    sessionsMissing(facts).length > 0 ||
    !asksForSomething(facts)
  )
}

function reportAnew(facts: CompletionFacts): Missing | undefined {
  if (!facts.withdrawnAt || facts.report) return undefined
  return {
    need: 'report',
    turn: 'institution',
    until: afterDays(facts.withdrawnAt, facts),
    done: 0,
    of: 1,
  }
}

function schedule({ startsAt, endsAt }: CompletionFacts, now: Date): Missing | undefined {
  const over = startsAt && later(startsAt, endsAt)
  if (!over || over <= now) return undefined
  const from = startsAt && startsAt > now ? startsAt : undefined
  return { need: 'schedule', turn: 'time', from, until: over, passes: true, done: 0, of: 1 }
}

function minimumTime(facts: CompletionFacts, now: Date): Missing | undefined {
  const { requirement, since, lessonSeconds } = facts
  // Lessons that were finished here have had their times, each by itself.
  const unseen = facts.report && !lessonsDone(facts) ? lessonSeconds * second : 0
  const leastMs = Math.max(requirement.minMinutes * minute, unseen)
  const until = new Date(since.getTime() + leastMs)
  if (leastMs === 0 || until <= now) return undefined
  return { need: 'minimum_time', turn: 'time', until, passes: true, done: 0, of: 1 }
}

function check(facts: CompletionFacts, now: Date): Missing | undefined {
  const { report, withdrawnAt } = facts
  if (!report || report.accepted || !needsReport(facts)) return undefined
  const base = { need: 'check', turn: 'programme', until: report.restsUntil, done: 0, of: 1 } as const
  // What was wrong once does not become right by waiting.
  if (withdrawnAt) return base
  return report.restsUntil <= now ? undefined : { ...base, passes: true }
}

function nothingAsked(facts: CompletionFacts): Missing {
  return { need: 'lessons', turn: 'institution', until: afterDays(facts.since, facts), done: 0, of: 0 }
}

function preTest(facts: CompletionFacts): Missing | undefined {
  if (facts.requirement.preTestQuestions === undefined || facts.preTestTaken) return undefined
  return { need: 'pre_test', turn: 'learner', until: learnerUntil(facts), done: 0, of: 1 }
}

function lessons(facts: CompletionFacts): Missing | undefined {
  const { lessons: of, lessonsFinished: done } = facts
  if (facts.report || lessonsDone(facts)) return undefined
  if (of === 0) return nothingAsked(facts)
  return { need: 'lessons', turn: 'learner', until: learnerUntil(facts), done, of }
}

function sessions(facts: CompletionFacts, now: Date): Missing | undefined {
  const { startsAt, endsAt } = facts
  const of = sessionsOf(facts).length
  const done = of - sessionsMissing(facts).length
  if (done === of || facts.report) return undefined
  // Until it is over the learner attends; then the institution has to say that they did.
  if (!endsAt || now < endsAt) {
    const from = startsAt && startsAt > now ? startsAt : undefined
    const until = later(learnerUntil(facts), from)
    return { need: 'sessions', turn: 'learner', from, until, done, of }
  }
  return { need: 'sessions', turn: 'institution', until: afterDays(endsAt, facts), done, of }
}

function postTest(facts: CompletionFacts, now: Date): Missing | undefined {
  const { requirement, postTestPassed } = facts
  if (requirement.postTestQuestions === undefined || postTestPassed) return undefined
  const again = nextTryAt(requirement, facts.postTestFailures, facts.postTestFailedAt)
  const from = again && again > now ? again : undefined
  const until = later(learnerUntil(facts), from)
  return { need: 'post_test', turn: 'learner', from, until, done: 0, of: 1 }
}

function assignment(facts: CompletionFacts, scope: AssignmentScope): Missing | undefined {
  if (!facts.requirement.assignments.includes(scope)) return undefined
  const last = facts.handedIn.find((handedIn) => handedIn.scope === scope)
  if (last?.status === 'accepted') return undefined
  if (last?.status !== 'pending')
    return { need: scope, turn: 'learner', until: learnerUntil(facts), done: 0, of: 1 }
  const turn = last.byLearner ? 'institution' : 'programme'
  return { need: scope, turn, until: afterDays(last.at, facts), done: 0, of: 1 }
}

function learnerUntil({ endsAt, usableBefore }: CompletionFacts): Date {
  return endsAt ?? usableBefore
}

function afterDays(from: Date, { requirement }: CompletionFacts): Date {
  return new Date(from.getTime() + requirement.institutionDays * day)
}

function later(one: Date, other: Date | undefined): Date {
  return other && other > one ? other : one
}
