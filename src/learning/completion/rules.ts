import { day } from '../../kernel/clock.ts'
import { nextTryAt } from '../tests/rules.ts'

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

/** All that decides whether a training is finished. */
export interface CompletionFacts {
  readonly requirement: Requirement
  readonly lessonsFinished: number
  readonly lessons: number
  readonly preTestTaken: boolean
  readonly postTestPassed: boolean
  readonly postTestFailures: number
  readonly postTestFailedAt: Date | undefined
  readonly attended: readonly number[]
  /** the institution has reported, with evidence, that the learner has been through what it holds */
  readonly reported: boolean
  readonly handedIn: readonly HandedIn[]
  /** when the schedule ends; undefined: whenever the learner is ready */
  readonly endsAt: Date | undefined
  /** when the training was opened: paid, or its voucher redeemed */
  readonly since: Date
  /** the end of the programme's year for this card: what is not finished by then is of no use to it */
  readonly usableBefore: Date
  /** the training is held in the institution's own system */
  readonly learntElsewhere: boolean
}

/** What may be missing, in the order in which it is shown and done. */
export const needs = ['pre_test', 'lessons', 'sessions', 'tpm', 'post_test', 'uk'] as const
export type Need = (typeof needs)[number]

export type Turn = 'learner' | 'institution' | 'programme'

/** One thing that is missing, whose turn it is, and until when. */
export interface Missing {
  readonly need: Need
  readonly turn: Turn
  /** before then nothing can be done about it */
  readonly from?: Date | undefined
  readonly until: Date
  readonly done: number
  readonly of: number
}

export type Completion =
  | { readonly state: 'done' }
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
  }
}

/** Whether a training is finished, or what is missing, in order. Only evidence finishes one, never its absence. */
export function completion(facts: CompletionFacts, now: Date): Completion {
  const judged = [
    preTest(facts),
    lessons(facts),
    sessions(facts, now),
    assignment(facts, 'tpm'),
    postTest(facts, now),
    assignment(facts, 'uk'),
  ]
  const [first, ...more] = judged.filter((missing) => missing !== undefined)
  if (first) return { state: 'missing', missing: [first, ...more] }
  // Nothing was asked for: then nothing has shown that anybody learnt.
  if (!facts.reported && !asksForSomething(facts.requirement))
    return { state: 'missing', missing: [nothingAsked(facts)] }
  return { state: 'done' }
}

/** What stands between now and the end, as the one thing to do or wait for next; undefined: finished. */
export function nextOf(judged: Completion): Missing | undefined {
  if (judged.state === 'done') return undefined
  // Who can go on goes on, also while somebody else looks at something.
  return judged.missing.find(({ turn, from }) => turn === 'learner' && !from) ?? judged.missing[0]
}

function asksForSomething({ lessons: all, postTestQuestions, sessions: asked, assignments }: Requirement) {
  return all || postTestQuestions !== undefined || asked.length > 0 || assignments.length > 0
}

function nothingAsked(facts: CompletionFacts): Missing {
  return { need: 'lessons', turn: 'institution', until: afterDays(facts.since, facts), done: 0, of: 0 }
}

function preTest(facts: CompletionFacts): Missing | undefined {
  if (facts.requirement.preTestQuestions === undefined || facts.preTestTaken) return undefined
  return { need: 'pre_test', turn: 'learner', until: learnerUntil(facts), done: 0, of: 1 }
}

function lessons(facts: CompletionFacts): Missing | undefined {
  const { requirement, lessons: of, lessonsFinished: done } = facts
  if (!requirement.lessons || facts.reported || (of > 0 && done >= of)) return undefined
  if (of === 0) return nothingAsked(facts)
  return { need: 'lessons', turn: 'learner', until: learnerUntil(facts), done, of }
}

function sessions(facts: CompletionFacts, now: Date): Missing | undefined {
  const { requirement, attended, endsAt } = facts
  const of = requirement.sessions.length
  const done = requirement.sessions.filter((sequence) => attended.includes(sequence)).length
  if (done === of || facts.reported) return undefined
  // Until it is over the learner attends; then the institution has to say that they did.
  if (!endsAt || now < endsAt)
    return { need: 'sessions', turn: 'learner', until: learnerUntil(facts), done, of }
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
