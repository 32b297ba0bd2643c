import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { hour } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { comparable } from '../../kernel/text.ts'
import type { CourseLack } from '../about/course-lacks.ts'
import { scheduleCode } from '../course-codes.ts'
import { saveCourse } from '../import/save-course.ts'
import { waitForImportTurn } from '../import/save-courses.ts'
import { openSchedules } from '../schedules/open-schedule.ts'
import { keepCuration } from './curation.ts'
import { type CourseProposal, findProposal, proposalKey, type ScheduleProposal } from './proposals.ts'
import { type Curation, type DecideRefusal, type Decision, judgeDecide } from './rules.ts'
import { checkFields } from './write-proposal.ts'

const lockProposal = statement<[kind: string, id: string], 'catalogue/lock-draft-to-decide', 'id'>(
  'catalogue/lock-draft-to-decide',
  `
  with course as (
    select course_draft_id as id from course_draft where $1 = 'course' and course_draft_id = $2 for update
  ),
  schedule as (
    select schedule_draft_id as id from schedule_draft where $1 = 'schedule' and schedule_draft_id = $2 for update
  )
  select id from course union all select id from schedule
  `,
)

const courseOfTitle = statement<[institutionId: number, titleKey: string], 'catalogue/course-of-title'>(
  'catalogue/course-of-title',
  'select course_code from course where institution_id = $1 and title_key = $2',
)

const courseOfCode = statement<[courseCode: string], 'catalogue/drafted-course'>(
  'catalogue/drafted-course',
  'select course_id, learning_method as method from course where course_code = $1',
)

const approveCourse = statement<
  [id: string, now: Date, actor: string, courseId: number],
  'catalogue/approve-course-draft'
>(
  'catalogue/approve-course-draft',
  `
  update course_draft set status = 'approved', decided_at = $2, decided_by = $3, course_id = $4
  where course_draft_id = $1
  returning course_draft_id as id
  `,
)

const approveSchedule = statement<
  [id: string, now: Date, actor: string, scheduleId: number],
  'catalogue/approve-schedule-draft'
>(
  'catalogue/approve-schedule-draft',
  `
  update schedule_draft set status = 'approved', decided_at = $2, decided_by = $3, schedule_id = $4
  where schedule_draft_id = $1
  returning schedule_draft_id as id
  `,
)

const refuseProposalSql = statement<
  [kind: string, id: string, now: Date, actor: string, reason: string],
  'catalogue/refuse-draft',
  'id'
>(
  'catalogue/refuse-draft',
  `
  with course as (
    update course_draft set status = 'refused', decided_at = $3, decided_by = $4, reason = $5
    where $1 = 'course' and course_draft_id = $2
    returning course_draft_id as id
  ),
  schedule as (
    update schedule_draft set status = 'refused', decided_at = $3, decided_by = $4, reason = $5
    where $1 = 'schedule' and schedule_draft_id = $2
    returning schedule_draft_id as id
  )
  select id from course union all select id from schedule
  `,
)

type Approved = {
  readonly courseCode: string
  readonly scheduleCode?: string
  /** of a course that waits, and is not sold before it has them */
  readonly lacks?: readonly CourseLack[] | undefined
}

/**
 * The programme approves a proposal, and with it its price: the course is written as the import writes it (offered by the
 * storefronts, with its first schedule and lesson), or the schedule is opened with its seats. What the curator found is kept;
 * while a point of the checklist is open, it needs a reason. A course that lacks essentials is approved, and sold once it has them.
 */
export function approveProposal(
  ctx: Pick<Context, 'db' | 'clock'>,
  draftId: string,
  { curation, reason = '' }: { readonly curation: Curation; readonly reason?: string | undefined },
  actor: Actor,
): Promise<Outcome<Approved, DecideRefusal>> {
  const decision = { verdict: 'approved', curation, reason: reason.trim() } as const
  return decide(ctx, draftId, decision, actor, async (tx, proposal, now) => {
    const approved =
      proposal.kind === 'course'
        ? await takeCourse(tx, proposal, now, actor)
        : await takeSchedule(tx, proposal, now, actor)
    if (!approved) return refuse('draft_outdated')
    const subject = `draft:${proposal.draftId}`
    const { lacks: _, ...facts } = approved
    await writeJournal(tx, actor, now, [{ event: 'draft_approved', subject, reason: decision.reason, facts }])
    return done(approved)
  })
}

/** The programme returns a proposal, with a reason and the checklist, both of which its institution reads. */
export function refuseProposal(
  ctx: Pick<Context, 'db' | 'clock'>,
  draftId: string,
  { curation, reason }: { readonly curation: Curation; readonly reason: string },
  actor: Actor,
): Promise<Outcome<null, DecideRefusal>> {
  const decision = { verdict: 'refused', curation, reason: reason.trim() } as const
  return decide(ctx, draftId, decision, actor, async (tx, proposal, now) => {
    const key = proposalKey(proposal.draftId)!
    await one(tx, refuseProposalSql, [key.kind, key.id, now, actor.actor, decision.reason])
    const subject = `draft:${proposal.draftId}`
    await writeJournal(tx, actor, now, [{ event: 'draft_refused', subject, reason: decision.reason }])
    return done(null)
  })
}

function decide<Value>(
  ctx: Pick<Context, 'db' | 'clock'>,
  draftId: string,
  decision: Decision,
  actor: Actor,
  work: (
    tx: pg.PoolClient,
    proposal: CourseProposal | ScheduleProposal,
    now: Date,
  ) => Promise<Outcome<Value, DecideRefusal>>,
): Promise<Outcome<Value, DecideRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const key = proposalKey(draftId)
    if (key) await rows(tx, lockProposal, [key.kind, key.id])
    const proposal = key && (await findProposal(tx, draftId))
    const refused = judgeDecide(proposal, decision)
    if (refused || !key || !proposal) return refused ?? refuse('draft_unknown')
    const now = ctx.clock.now()
    const outcome = await work(tx, proposal, now)
    if (outcome.ok) await keepCuration(tx, key, decision, now, actor)
    return outcome
  })
}

async function takeCourse(
  tx: pg.PoolClient,
  proposal: CourseProposal,
  now: Date,
  actor: Actor,
): Promise<Approved | undefined> {
  await waitForImportTurn(tx)
  const { course } = checkFields(proposal.fields, proposal.institution)
  if (!course) return undefined
  // What was a new course may be there by now, and a title may be another course's: it must not be overwritten unseen.
  const there = await first(tx, courseOfTitle, [proposal.institutionId, comparable(course.title)])
  if (there && there.courseCode !== proposal.courseCode) return undefined
  const known =
    proposal.courseCode === undefined ? undefined : await first(tx, courseOfCode, [proposal.courseCode])
  if (proposal.courseCode !== undefined && known?.method !== course.method) return undefined
  const saved = await saveCourse(tx, course, {
    now,
    actor,
    ...(proposal.courseCode !== undefined && { courseCode: proposal.courseCode }),
  })
  await one(tx, approveCourse, [proposalKey(proposal.draftId)!.id, now, actor.actor, saved.courseId])
  return { courseCode: saved.courseCode, ...(saved.lacks && { lacks: saved.lacks }) }
}

async function takeSchedule(
  tx: pg.PoolClient,
  proposal: ScheduleProposal,
  now: Date,
  actor: Actor,
): Promise<Approved | undefined> {
  const { courseCode, startsAt, endsAt, quota, place } = proposal
  if (startsAt <= now || courseCode === undefined) return undefined
  const course = await first(tx, courseOfCode, [courseCode])
  if (!course) return undefined
  const code = scheduleCode(courseCode, inWib(startsAt))
  const opened = await openSchedules(tx, [
    { courseId: course.courseId, scheduleCode: code, startsAt, endsAt, quota, place },
  ])
  const scheduleId = opened.get(code)
  if (scheduleId === undefined) return undefined
  await one(tx, approveSchedule, [proposalKey(proposal.draftId)!.id, now, actor.actor, scheduleId])
  return { courseCode, scheduleCode: code }
}

/** `20261224-0900`, as the import names schedules. */
function inWib(at: Date): string {
  const text = new Date(at.getTime() + 7 * hour).toISOString()
  return `${text.slice(0, 10).replaceAll('-', '')}-${text.slice(11, 16).replace(':', '')}`
}
