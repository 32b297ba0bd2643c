import type { Context } from '../../database/context.ts'
import { first, one, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { type CleanCourse, cleanCourse } from '../import/clean-course.ts'
import type { RowReason } from '../import/row-reasons.ts'
import type { SchedulePlace } from '../places/schedule-place.ts'
import { beginsAfterCutOff, lastCutOff } from '../schedules/cut-off.ts'
import { type ProposalFields, proposalKey } from './proposals.ts'
import { type EditRefusal, judgeEdit, type ProposalStatus } from './rules.ts'

/** The course of a proposal as the catalogue would have it, or every reason why it would not. */
export type CheckedFields =
  | { readonly course: CleanCourse }
  | { readonly course: undefined; readonly reasons: readonly (RowReason | 'price_missing')[] }

/** Reads the cells of a proposal as the import reads a row. What is proposed is to be sold: it has a price, a webinar a time. */
export function checkFields(fields: ProposalFields, institution: string): CheckedFields {
  const { level, language, trainer, needs, outcomes, syllabus, place, address, city, mapLink } = fields
  const about = { level, language, trainer, needs, outcomes, syllabus }
  const cleaned = cleanCourse({ ...fields, about, where: { place, address, city, mapLink }, institution })
  if (!cleaned.course) return cleaned
  const { course } = cleaned
  const reasons: (RowReason | 'price_missing')[] = []
  if (course.price === null) reasons.push('price_missing')
  if (course.method === 'webinar' && (!course.startsAt || !course.endsAt)) reasons.push('schedule_wrong')
  return reasons.length > 0 ? { course: undefined, reasons } : { course }
}

const courseToChange = statement<[courseCode: string, institutionId: number], 'catalogue/course-to-draft'>(
  'catalogue/course-to-draft',
  'select course_id from course where course_code = $1 and institution_id = $2',
)

const lockProposal = statement<
  [kind: string, id: string, institutionId: number],
  'catalogue/lock-draft',
  { status: ProposalStatus }
>(
  'catalogue/lock-draft',
  `
  with course as (
    select status from course_draft
    where $1 = 'course' and course_draft_id = $2 and institution_id = $3
    for update
  ),
  schedule as (
    select status from schedule_draft
    where $1 = 'schedule' and schedule_draft_id = $2 and institution_id = $3
    for update
  )
  select status from course union all select status from schedule
  `,
)

const insertCourse = statement<
  [institutionId: number, courseId: number | null, fields: string, now: Date, actor: string],
  'catalogue/insert-course-draft'
>(
  'catalogue/insert-course-draft',
  `
  insert into course_draft (institution_id, course_id, fields, drafted_at, drafted_by)
  values ($1, $2, $3::jsonb, $4, $5)
  returning course_draft_id as id
  `,
)

const updateCourse = statement<
  [id: string, fields: string, now: Date, actor: string],
  'catalogue/update-course-draft'
>(
  'catalogue/update-course-draft',
  `
  update course_draft
  set fields = $2::jsonb, drafted_at = $3, drafted_by = $4, status = 'drafted', submitted_at = null,
    decided_at = null, decided_by = null, reason = null
  where course_draft_id = $1
  returning course_draft_id as id
  `,
)

const insertSchedule = statement<
  [
    institutionId: number,
    courseId: number,
    startsAt: Date,
    endsAt: Date,
    quota: number,
    now: Date,
    actor: string,
    place: string | null,
  ],
  'catalogue/insert-schedule-draft'
>(
  'catalogue/insert-schedule-draft',
  `
  insert into schedule_draft (institution_id, course_id, starts_at, ends_at, quota, drafted_at, drafted_by, place)
  values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
  returning schedule_draft_id as id
  `,
)

const submit = statement<[kind: string, id: string, now: Date], 'catalogue/submit-draft', 'id'>(
  'catalogue/submit-draft',
  `
  with course as (
    update course_draft
    set status = 'submitted', submitted_at = $3, decided_at = null, decided_by = null, reason = null
    where $1 = 'course' and course_draft_id = $2
    returning course_draft_id as id
  ),
  schedule as (
    update schedule_draft
    set status = 'submitted', submitted_at = $3, decided_at = null, decided_by = null, reason = null
    where $1 = 'schedule' and schedule_draft_id = $2
    returning schedule_draft_id as id
  )
  select id from course union all select id from schedule
  `,
)

export interface ProposedCourse {
  /** to change one that is no longer submitted; without it a new proposal */
  readonly draftId?: string | undefined
  /** which course of the institution is to change; without it a new course */
  readonly courseCode?: string | undefined
  /** the caller has seen to it that {@link checkFields} takes them */
  readonly fields: ProposalFields
}

/** Keeps the proposal of a course; refused for courses and proposals of others. Returns its id. */
export async function proposeCourse(
  ctx: Pick<Context, 'db' | 'clock'>,
  institutionId: number,
  { draftId, courseCode, fields }: ProposedCourse,
  actor: Actor,
): Promise<Outcome<{ draftId: string }, EditRefusal | 'course_unknown'>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const cells = JSON.stringify(fields)
    let id: string
    if (draftId !== undefined) {
      const key = proposalKey(draftId)
      const known =
        key?.kind === 'course' ? await first(tx, lockProposal, [key.kind, key.id, institutionId]) : undefined
      const refused = judgeEdit(known?.status)
      if (refused || !key) return refused ?? refuse('draft_unknown')
      id = (await one(tx, updateCourse, [key.id, cells, now, actor.actor])).id
    } else {
      const course =
        courseCode === undefined ? undefined : await first(tx, courseToChange, [courseCode, institutionId])
      if (courseCode !== undefined && !course) return refuse('course_unknown')
      id = (await one(tx, insertCourse, [institutionId, course?.courseId, cells, now, actor.actor])).id
    }
    await writeJournal(tx, actor, now, [{ event: 'course_drafted', subject: `draft:K${id}` }])
    return done({ draftId: `K${id}` })
  })
}

export interface ProposedSchedule {
  readonly courseCode: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** seats, 1 to 1,000,000 */
  readonly quota: number
  /** where it is held; undefined: online */
  readonly place?: SchedulePlace | undefined
}

export const proposeScheduleRefusals = refusalWords({
  id: {
    course_unknown: 'Pelatihan ini bukan milik lembaga Anda. Pilih dari daftar.',
    schedule_past: 'Waktu mulai sudah lewat. Pilih waktu yang akan datang.',
    schedule_ends_before_start: 'Waktu selesai harus sesudah waktu mulai. Perbaiki salah satunya.',
    schedule_after_cut_off:
      'Waktu mulai sesudah batas akhir pemakaian saldo tahun ini: tidak ada kartu yang bisa membelinya. Pilih waktu yang lebih awal.',
    quota_out_of_range: 'Isi jumlah kursi dari 1 sampai 1.000.000.',
  },
  en: {
    course_unknown: 'This course is none of your institution. Choose one of the list.',
    schedule_past: 'The beginning has passed. Choose a time to come.',
    schedule_ends_before_start: 'The end must come after the beginning. Correct one of them.',
    schedule_after_cut_off:
      "It begins after the year's cut-off, when no card can be used any more. Choose an earlier time.",
    quota_out_of_range: 'Give a number of seats from 1 to 1,000,000.',
  },
})
export type ProposeScheduleRefusal = ReasonOf<typeof proposeScheduleRefusals>

/** Proposes a further schedule of a course of the institution. Returns its id. */
export async function proposeSchedule(
  ctx: Pick<Context, 'db' | 'clock'>,
  institutionId: number,
  { courseCode, startsAt, endsAt, quota, place }: ProposedSchedule,
  actor: Actor,
): Promise<Outcome<{ draftId: string }, ProposeScheduleRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const course = await first(tx, courseToChange, [courseCode, institutionId])
    if (!course) return refuse('course_unknown')
    const now = ctx.clock.now()
    if (startsAt <= now) return refuse('schedule_past')
    if (endsAt <= startsAt) return refuse('schedule_ends_before_start')
    if (beginsAfterCutOff(startsAt, await lastCutOff(tx))) return refuse('schedule_after_cut_off')
    if (!Number.isInteger(quota) || quota < 1 || quota > 1_000_000) return refuse('quota_out_of_range')
    const times = [startsAt, endsAt, quota, now] as const
    const kept = place ? JSON.stringify(place) : null
    const row = [institutionId, course.courseId, ...times, actor.actor, kept] as const
    const draftId = `J${(await one(tx, insertSchedule, [...row])).id}`
    await writeJournal(tx, actor, now, [{ event: 'schedule_drafted', subject: `draft:${draftId}` }])
    return done({ draftId })
  })
}

/** Hands a proposal of the institution to the programme: from then on it waits to be decided. */
export async function submitProposal(
  ctx: Pick<Context, 'db' | 'clock'>,
  institutionId: number,
  draftId: string,
  actor: Actor,
): Promise<Outcome<null, EditRefusal>> {
  const key = proposalKey(draftId)
  if (!key) return refuse('draft_unknown')
  return inTransaction(ctx.db, async (tx) => {
    const known = await first(tx, lockProposal, [key.kind, key.id, institutionId])
    const refused = judgeEdit(known?.status)
    if (refused) return refused
    const now = ctx.clock.now()
    await one(tx, submit, [key.kind, key.id, now])
    await writeJournal(tx, actor, now, [{ event: 'draft_submitted', subject: `draft:${draftId}` }])
    return done(null)
  })
}
