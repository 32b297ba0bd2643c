import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { completeIfReady } from '../completion/complete-if-ready.ts'
import type { Enrolment } from '../enrolment.ts'
import { markUsed } from '../redeem/mark-used.ts'
import {
  type AttendRefusal,
  type ClassSession,
  judgeAttend,
  judgeMark,
  type MarkRefusal,
  scanHolds,
} from './class-rules.ts'

/** A class as its screen, and the phones before it, name it. */
export interface TaughtClass extends ClassSession {
  readonly scheduleId: number
  readonly institutionId: number
  readonly institution: string
  readonly course: string
}

const selectClass = statement<[scheduleId: number], 'learning/class'>(
  'learning/class',
  `
  select schedule_id, institution_id, institution.name as institution, course.title as course,
    learning_method as method, starts_at, ends_at
  from schedule join course using (course_id) join institution using (institution_id)
  where schedule_id = $1
  `,
)

/** The class of a schedule, whoever looks; undefined when there is none. */
export async function findClass(db: Queryable, scheduleId: number): Promise<TaughtClass | undefined> {
  return first(db, selectClass, [scheduleId])
}

const attendedAt = `
  (
    select attended_at from attendance
    where attendance.card_id = purchase.card_id and attendance.purchase_id = purchase.purchase_id
      and sequence = $3
  ) as attended_at`

const participantByPerson = statement<
  [personId: string, scheduleId: number, sequence: number],
  'learning/participant-by-person'
>(
  'learning/participant-by-person',
  `
  select card_id, purchase_id, purchase.cancelled_at, ${attendedAt}
  from card join purchase using (card_id)
  where person_id = $1 and schedule_id = $2 and paid_at is not null
  -- who cancelled and bought again takes part by what holds
  order by purchase.cancelled_at is not null, paid_at desc
  limit 1
  `,
)

const participantByPurchase = statement<
  [cardId: string, purchaseId: string, sequence: number, institutionId: number],
  'learning/participant-by-purchase'
>(
  'learning/participant-by-purchase',
  `
  select
    card_id, purchase_id, purchase.cancelled_at, ${attendedAt}, schedule_id, institution_id,
    institution.name as institution, course.title as course, learning_method as method, starts_at, ends_at
  from purchase
  join schedule using (schedule_id)
  join course on course.course_id = purchase.course_id
  join institution using (institution_id)
  where card_id = $1 and purchase_id = $2 and paid_at is not null and institution_id = $4
  `,
)

const lockCard = statement<[cardId: string]>(
  'learning/lock-class-card',
  'select card_id from card where card_id = $1 for no key update',
)

const insertAttendance = statement<
  [
    cardId: string,
    purchaseId: string,
    sequence: number,
    now: Date,
    actor: string,
    requestId: string,
    because: string | null,
  ],
  'learning/attend-class',
  'written'
>(
  'learning/attend-class',
  `
  with attended as (
    insert into attendance (card_id, purchase_id, sequence, attended_at, attended_by, marked_because)
    values ($1, $2, $3, $4, $5, $7)
    on conflict do nothing
    returning card_id, purchase_id, sequence
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $4, $5, 'attended', 'purchase:' || purchase_id, coalesce($7, 'confirmed_in_class'), $6,
      jsonb_build_object('sequence', sequence)
    from attended
  )
  select count(*)::int as written from attended
  `,
)

/** What a phone has seen: the caller checked the code of the class when it was scanned, and remembers when that was. */
export interface Scan {
  readonly scheduleId: number
  readonly sequence: number
  readonly scannedAt: Date
}

/** Whether a person who has scanned the code of a class may confirm that they are there, and where that is. */
export async function mayAttendClass(
  ctx: Context,
  scan: Scan,
  personId: string,
): Promise<Outcome<TaughtClass, AttendRefusal>> {
  const found = await findClass(ctx.db, scan.scheduleId)
  if (!found) return refuse('class_unknown')
  const now = ctx.clock.now()
  if (!scanHolds(scan.scannedAt, now)) return refuse('class_code_old')
  const row = await first(ctx.db, participantByPerson, [personId, scan.scheduleId, scan.sequence])
  return judgeAttend(row, found, now) ?? done(found)
}

/** Writes that a participant is in the class, once; decided under the lock of the card, as a cancellation is. */
export async function attendClass(
  ctx: Context,
  scan: Scan,
  { personId, requestId }: { readonly personId: string; readonly requestId: string },
): Promise<Outcome<TaughtClass, AttendRefusal>> {
  const before = await mayAttendClass(ctx, scan, personId)
  if (!before.ok) return before
  return inTransaction(ctx.db, async (tx) => {
    const asked = [personId, scan.scheduleId, scan.sequence] as const
    const found = await first(tx, participantByPerson, [...asked])
    if (!found) return refuse('not_a_participant')
    await rows(tx, lockCard, [found.cardId])
    const now = ctx.clock.now()
    const row = await first(tx, participantByPerson, [...asked])
    const refused = judgeAttend(row, before.value, now)
    if (refused || !row) return refused ?? refuse('not_a_participant')
    const actor = { actor: `person:${personId}`, requestId }
    const enrolment = { cardId: row.cardId, purchaseId: row.purchaseId }
    await write(tx, { enrolment, sequence: scan.sequence, because: null }, now, actor)
    await completeIfReady({ db: tx, clock: ctx.clock }, enrolment, actor)
    return before
  })
}

/** Marks a participant of the institution as present, with a reason: for who has no phone at hand. Once. */
export async function markAttendance(
  ctx: Context,
  institutionId: number,
  {
    enrolment,
    sequence,
    reason,
  }: { readonly enrolment: Enrolment; readonly sequence: number; readonly reason: string },
  actor: Actor,
): Promise<Outcome<null, MarkRefusal>> {
  const { cardId, purchaseId } = enrolment
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCard, [cardId])
    const now = ctx.clock.now()
    const row = await first(tx, participantByPurchase, [cardId, purchaseId, sequence, institutionId])
    const session = {
      method: row?.method ?? 'self_paced',
      startsAt: row?.startsAt,
      endsAt: row?.endsAt,
    }
    const refused = judgeMark(row, session, sequence, reason, now)
    if (refused) return refused
    const because = reason.trim().slice(0, 200).toWellFormed()
    await write(tx, { enrolment, sequence, because }, now, actor)
    await completeIfReady({ db: tx, clock: ctx.clock }, enrolment, actor)
    return done(null)
  })
}

async function write(
  tx: pg.PoolClient,
  presence: { readonly enrolment: Enrolment; readonly sequence: number; readonly because: string | null },
  now: Date,
  { actor, requestId }: Actor,
): Promise<void> {
  const { sequence, because } = presence
  const { cardId, purchaseId } = presence.enrolment
  const { written } = await one(tx, insertAttendance, [
    cardId,
    purchaseId,
    sequence,
    now,
    actor,
    requestId,
    because,
  ])
  if (written !== 1) throw new Error('an attendance under its lock was not written')
  const use = because === null ? 'attended' : 'marked'
  await markUsed(tx, { cardId, purchaseId }, use, now, { actor, requestId })
}
