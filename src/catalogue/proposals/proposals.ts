import { type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { idOf } from '../../kernel/ids.ts'
import { type Order, orderBy } from '../../lists/order-by.ts'
import type { AboutCell } from '../about/course-about.ts'
import type { RawCourse } from '../import/clean-course.ts'
import type { PlaceCell, SchedulePlace } from '../places/schedule-place.ts'
import type { ProposalStatus } from './rules.ts'

/**
 * The cells of a course that its institution proposes: those of the import, but for the institution itself. What it is judged by is
 * absent where it was not asked for, which leaves what the catalogue knows.
 */
export type ProposalFields = Omit<
  Required<{ [Cell in keyof RawCourse]: string }>,
  'institution' | 'about' | 'where'
> & {
  readonly [Cell in AboutCell | PlaceCell]?: string
}

interface AnyProposal {
  /** `K12` a course, `J7` a schedule */
  readonly draftId: string
  readonly institutionId: number
  readonly institution: string
  readonly courseCode: string | undefined
  readonly title: string
  readonly status: ProposalStatus
  readonly draftedAt: Date
  readonly submittedAt: Date | undefined
  readonly decidedAt: Date | undefined
  readonly reason: string | undefined
}

export interface CourseProposal extends AnyProposal {
  readonly kind: 'course'
  readonly fields: ProposalFields
}

export interface ScheduleProposal extends AnyProposal {
  readonly kind: 'schedule'
  readonly startsAt: Date
  readonly endsAt: Date
  readonly quota: number
  /** where it is held; undefined: online */
  readonly place: SchedulePlace | undefined
}

export type Proposal = CourseProposal | ScheduleProposal

type ProposalRow = Row<
  'catalogue/drafts',
  | 'id'
  | 'institutionId'
  | 'title'
  | 'draftedAt'
  | 'total'
  | {
      kind: 'course' | 'schedule'
      fields: ProposalFields | undefined
      place: SchedulePlace | undefined
      status: ProposalStatus
    }
>

/** What a list of proposals can be put in the order of. */
const orders = {
  course: 'lower(draft.title)',
  institution: 'lower(institution.name)',
  submitted: 'submitted_at',
  status: 'draft.status',
}
export type ProposalOrder = Order<keyof typeof orders>
export const proposalOrders = Object.keys(orders) as readonly (keyof typeof orders)[]

const selectProposals = statement<
  [
    institutionId: number | null,
    status: string | null,
    kind: string | null,
    id: string | null,
    limit: number,
    offset: number,
    order: ProposalOrder | undefined,
  ],
  'catalogue/drafts',
  ProposalRow
>(
  'catalogue/drafts',
  `
  select draft.*, institution.name as institution, count(*) over ()::int as total
  from (
    select 'course' as kind, course_draft_id as id, course_draft.institution_id, course_code,
      fields ->> 'title' as title, fields, null::timestamptz as starts_at, null::timestamptz as ends_at,
      null::int as quota, null::jsonb as place, course_draft.status, drafted_at, submitted_at, decided_at, reason
    from course_draft left join course using (course_id)
    union all
    select 'schedule', schedule_draft_id, schedule_draft.institution_id, course_code, course.title, null, starts_at,
      ends_at, quota, place, schedule_draft.status, drafted_at, submitted_at, decided_at, reason
    from schedule_draft join course using (course_id)
  ) draft
  join institution on institution.institution_id = draft.institution_id
  where ($1::int is null or draft.institution_id = $1) and ($2::text is null or draft.status = $2)
    and ($3::text is null or (draft.kind = $3 and draft.id = $4::bigint))
  ${orderBy('$7::text', orders, 'coalesce(submitted_at, drafted_at) desc, kind, id desc')}
  limit $5 offset $6
  `,
)

const most = 500

/** The proposals of an institution, the newest first. */
export async function proposalsOf(db: Queryable, institutionId: number): Promise<Proposal[]> {
  return (await rows(db, selectProposals, [institutionId, null, null, null, most, 0, undefined])).map(
    proposalFrom,
  )
}

/** Every proposal of a status, for whoever decides. */
export async function proposalsWaiting(
  db: Queryable,
  status: ProposalStatus = 'submitted',
): Promise<Proposal[]> {
  return (await rows(db, selectProposals, [null, status, null, null, most, 0, undefined])).map(proposalFrom)
}

/** A page of the proposals of a status, or of all, in an order or the newest first, and how many there are. */
export async function listProposals(
  db: Queryable,
  {
    status,
    limit,
    offset,
    order,
  }: {
    readonly status?: ProposalStatus | undefined
    readonly limit: number
    readonly offset: number
    readonly order?: ProposalOrder | undefined
  },
): Promise<{ proposals: Proposal[]; total: number }> {
  const found = await rows(db, selectProposals, [null, status, null, null, limit, offset, order])
  return { proposals: found.map(proposalFrom), total: found[0]?.total ?? 0 }
}

/** How many proposals wait to be decided. */
export async function proposalsToDecide(db: Queryable): Promise<number> {
  return (await listProposals(db, { status: 'submitted', limit: 1, offset: 0 })).total
}

/** A proposal by its id; with an institution only one of its own. */
export async function findProposal(
  db: Queryable,
  draftId: string,
  institutionId?: number,
): Promise<Proposal | undefined> {
  const key = proposalKey(draftId)
  if (!key) return undefined
  const [row] = await rows(db, selectProposals, [institutionId, null, key.kind, key.id, 1, 0, undefined])
  return row && proposalFrom(row)
}

/** What kind of proposal an id names, and its number; undefined when it can be none. */
export function proposalKey(draftId: string): { kind: 'course' | 'schedule'; id: string } | undefined {
  const [, letter, id] = /^([KJ])(\d+)$/i.exec(draftId) ?? []
  return letter && id && idOf(id)
    ? { kind: letter.toUpperCase() === 'K' ? 'course' : 'schedule', id }
    : undefined
}

function proposalFrom({
  id,
  kind,
  fields,
  startsAt,
  endsAt,
  quota,
  place,
  total: _,
  ...any
}: ProposalRow): Proposal {
  if (kind === 'course' && fields) return { kind, draftId: `K${id}`, ...any, fields }
  if (!startsAt || !endsAt || quota === undefined)
    throw new Error(`draft ${id} is neither course nor schedule`)
  return { kind: 'schedule', draftId: `J${id}`, ...any, startsAt, endsAt, quota, place }
}
