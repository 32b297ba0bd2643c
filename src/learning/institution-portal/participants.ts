import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import type { Context } from '../../database/context.ts'
import { first, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import type { EvidenceKind } from '../completion/report-rules.ts'
import type { Basis } from '../completion/rules.ts'
import type { Enrolment } from '../enrolment.ts'

/** A course of an institution, with those of its schedules that anybody bought or still can. */
export interface ScheduleOfInstitution {
  readonly scheduleId: number
  readonly scheduleCode: string
  readonly courseCode: string
  readonly course: string
  readonly method: 'self_paced' | 'webinar'
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** where it is held in a room, for everybody; undefined: online */
  readonly place: SchedulePlace | undefined
  /** how one joins: a link, or what is to be known, for its participants */
  readonly meeting: string | undefined
  readonly cancelledAt: Date | undefined
  /** who paid and did not cancel */
  readonly participants: number
  /** who waits for a seat of it */
  readonly waiting: number
}

const selectSchedules = statement<
  [institutionId: number, scheduleId: number | null, limit: number, offset: number],
  'learning/institution-schedules',
  'participants' | 'waiting' | 'total' | { place: SchedulePlace | undefined }
>(
  'learning/institution-schedules',
  `
  select
    schedule_id, schedule_code, course_code, course.title as course, learning_method as method, starts_at, ends_at,
    place, meeting, cancelled_at,
    (select count(*)::int from purchase
     where purchase.schedule_id = schedule.schedule_id and purchase.status = 'paid') as participants,
    (select count(*)::int from seat_wait
     where seat_wait.schedule_id = schedule.schedule_id and ended_at is null) as waiting,
    (count(*) over ())::int as total
  from schedule join course using (course_id)
  where institution_id = $1 and ($2::int is null or schedule_id = $2)
  order by starts_at desc nulls last, course.title, schedule_id
  limit $3 offset $4
  `,
)

/** A page of an institution's schedules, the latest first. */
export async function schedulesOfInstitution(
  { db }: Pick<Context, 'db'>,
  institutionId: number,
  page: { readonly number: number; readonly size: number },
): Promise<{ schedules: ScheduleOfInstitution[]; count: number }> {
  const offset = (page.number - 1) * page.size
  const found = await rows(db, selectSchedules, [institutionId, null, page.size, offset])
  return { schedules: found, count: found[0]?.total ?? 0 }
}

/** A schedule of an institution; undefined where it is none of its own. */
export async function scheduleOfInstitution(
  { db }: Pick<Context, 'db'>,
  institutionId: number,
  scheduleId: number,
): Promise<ScheduleOfInstitution | undefined> {
  return first(db, selectSchedules, [institutionId, scheduleId, 1, 0])
}

/** What an institution reported of a completion, and what became of it. */
export interface CompletionReport {
  readonly reportId: number
  /** undefined: from before evidence had a kind */
  readonly kind: EvidenceKind | undefined
  readonly link: string | undefined
  /** a file, which reportFile reads */
  readonly uploaded: boolean
  readonly note: string | undefined
  readonly restsUntil: Date
  readonly verdict: 'accepted' | 'refused' | undefined
  /** why it is refused */
  readonly because: string | undefined
}

interface ReportJson {
  reportId: number
  kind: EvidenceKind | null
  link: string | null
  uploaded: boolean
  note: string | null
  restsUntil: string
  verdict: 'accepted' | 'refused' | null
  because: string | null
}

/** Somebody who bought a training of an institution, as far as it has to know. */
export interface Participant extends Enrolment {
  readonly name: string
  readonly scheduleId: number
  readonly course: string
  readonly method: 'self_paced' | 'webinar'
  readonly storefront: string
  readonly paidAt: Date
  readonly cancelledAt: Date | undefined
  readonly redeemedAt: Date | undefined
  /** sessions that were attended, by number; redeeming is the first */
  readonly sessions: readonly number[]
  /** those of them that the institution marked by hand */
  readonly markedByHand: readonly number[]
  readonly finishedAt: Date | undefined
  /** finished by what the participant did and confirmed, or also by the word of the institution */
  readonly finishedAs: Basis | undefined
  /** what the institution reported last */
  readonly report: CompletionReport | undefined
  readonly grade: string | undefined
  readonly certificates: readonly ('institution' | 'ministry')[]
  /** the journey of the storefront ends with the ministry's certificate */
  readonly givesMinistry: boolean
}

type ParticipantRow = Row<
  'learning/institution-participant',
  | 'paidAt'
  | 'sessions'
  | 'markedByHand'
  | 'givesMinistry'
  | { report: ReportJson | undefined; certificates: ('institution' | 'ministry')[] }
>

const columns = `
  purchase.card_id, purchase.purchase_id, holder_name as name, purchase.schedule_id, course.title as course,
  learning_method as method, partner.name as storefront, paid_at, purchase.cancelled_at, redeemed_at, finished_at,
  finished_as,
  'ministry' = any (partner.certificates) as gives_ministry,
  array(
    select sequence::int from attendance
    where attendance.card_id = purchase.card_id and attendance.purchase_id = purchase.purchase_id
    order by 1
  ) as sessions,
  array(
    select sequence::int from attendance
    where attendance.card_id = purchase.card_id and attendance.purchase_id = purchase.purchase_id
      and marked_because is not null
    order by 1
  ) as marked_by_hand,
  (
    select jsonb_build_object(
      'reportId', report_id, 'kind', kind, 'link', link, 'uploaded', file_id is not null, 'note', evidence,
      'restsUntil', rests_until, 'verdict', verdict, 'because', decided_because
    )
    from completion_report report
    where report.card_id = purchase.card_id and report.purchase_id = purchase.purchase_id
    order by report_id desc
    limit 1
  ) as report,
  (select grade from grade
   where grade.card_id = purchase.card_id and grade.purchase_id = purchase.purchase_id) as grade,
  array(
    select kind from certificate
    where certificate.card_id = purchase.card_id and certificate.purchase_id = purchase.purchase_id
      and revoked_at is null
    order by kind
  ) as certificates`

const selectParticipants = statement<
  [institutionId: number, scheduleId: number, limit: number, offset: number],
  'learning/institution-participants',
  ParticipantRow & { total: number }
>(
  'learning/institution-participants',
  `
  select ${columns}, (count(*) over ())::int as total
  from purchase
  join card using (card_id)
  join course using (course_id)
  join partner using (partner_id)
  where course.institution_id = $1 and purchase.schedule_id = $2 and paid_at is not null
  order by purchase.cancelled_at is not null, lower(holder_name), purchase.card_id, purchase.purchase_id
  limit $3 offset $4
  `,
)

const selectParticipant = statement<
  [institutionId: number, cardId: string, purchaseId: string],
  'learning/institution-participant',
  ParticipantRow
>(
  'learning/institution-participant',
  `
  select ${columns}
  from purchase
  join card using (card_id)
  join course using (course_id)
  join partner using (partner_id)
  where course.institution_id = $1 and purchase.card_id = $2 and purchase.purchase_id = $3 and paid_at is not null
  `,
)

/** A page of who takes part in a schedule of an institution, by name; those who cancelled come last. */
export async function participantsOf(
  { db }: Pick<Context, 'db'>,
  institutionId: number,
  scheduleId: number,
  page: { readonly number: number; readonly size: number },
): Promise<{ participants: Participant[]; count: number }> {
  const offset = (page.number - 1) * page.size
  const found = await rows(db, selectParticipants, [institutionId, scheduleId, page.size, offset])
  return { participants: found.map(participantFrom), count: found[0]?.total ?? 0 }
}

/** A participant of an institution; undefined where it is none of its own. */
export async function participantOf(
  db: Queryable,
  institutionId: number,
  { cardId, purchaseId }: Enrolment,
): Promise<Participant | undefined> {
  const row = await first(db, selectParticipant, [institutionId, cardId, purchaseId])
  return row && participantFrom(row)
}

function reportFrom({
  kind,
  link,
  note,
  restsUntil,
  verdict,
  because,
  ...rest
}: ReportJson): CompletionReport {
  return {
    ...rest,
    kind: kind ?? undefined,
    link: link ?? undefined,
    note: note ?? undefined,
    restsUntil: new Date(restsUntil),
    verdict: verdict ?? undefined,
    because: because ?? undefined,
  }
}

function participantFrom(row: ParticipantRow): Participant {
  return {
    ...row,
    finishedAs: row.finishedAt ? (row.finishedAs ?? 'proven') : undefined,
    report: row.report ? reportFrom(row.report) : undefined,
  }
}
