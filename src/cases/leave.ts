import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { findStaff } from '../staff/staff.ts'

const endLeaveOf = statement<[staffId: string, now: Date]>(
  'cases/end-leave',
  'update staff_leave set ended_at = $2 where staff_id = $1 and ended_at is null',
)

const insertLeave = statement<[staffId: string, deputyId: string, from: Date, until: Date, now: Date]>(
  'cases/insert-leave',
  'insert into staff_leave (staff_id, deputy_id, from_at, until_at, made_at) values ($1, $2, $3, $4, $5)',
)

const selectLeave = statement<[staffId: string, now: Date], 'cases/select-leave'>(
  'cases/select-leave',
  `
  select deputy_id, staff.name as deputy, from_at, until_at
  from staff_leave join staff on staff.staff_id = deputy_id
  where staff_leave.staff_id = $1 and ended_at is null and until_at > $2
  `,
)

const selectStoodIn = statement<[staffId: string, now: Date], 'cases/select-stood-in'>(
  'cases/select-stood-in',
  `
  select staff.name, until_at
  from staff_leave join staff using (staff_id)
  where deputy_id = $1 and ended_at is null and from_at <= $2 and until_at > $2
  order by until_at, staff.name
  `,
)

/** Why a leave is not noted. */
export const leaveRefusals = refusalWords({
  id: {
    leave_over: 'Cuti itu berakhir sebelum dimulai atau sudah lewat. Periksa tanggalnya.',
    leave_too_long: 'Cuti paling lama 90 hari. Serahkan kasusnya, atau catat cuti yang lebih pendek.',
    deputy_unknown: 'Pengganti harus staf aktif selain Anda. Pilih dari daftarnya.',
  },
  en: {
    leave_over: 'The leave ends before it begins, or is over. Check its dates.',
    leave_too_long: 'A leave has 90 days at most. Enter a shorter one, or hand the cases over.',
    deputy_unknown: 'A deputy is somebody else of the active staff. Choose one of the list.',
  },
})
export type LeaveRefusal = ReasonOf<typeof leaveRefusals>

export interface Leave {
  readonly deputyId: string
  readonly from: Date
  /** the first instant at which whoever was away is back */
  readonly until: Date
}

const longest = 90 * 24 * 3_600_000

/**
 * Says from when until when somebody is away, and who stands in: the cases of the one are the deputy's then, too. It replaces the
 * leave that was noted before. The deputy acts as themselves, with their own roles: the journal tells who did what.
 */
export async function setLeave(
  ctx: Context,
  staffId: string,
  { deputyId, from, until }: Leave,
  actor: Actor,
): Promise<Outcome<null, LeaveRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if (until <= from || until <= now) return refuse('leave_over')
    if (until.getTime() - from.getTime() > longest) return refuse('leave_too_long')
    const deputy = deputyId === staffId ? undefined : await findStaff(tx, { staffId: deputyId })
    if (!deputy || deputy.disabledAt || !deputy.enrolledAt) return refuse('deputy_unknown')
    await touched(tx, endLeaveOf, [staffId, now])
    await touched(tx, insertLeave, [staffId, deputyId, from, until, now])
    const facts = { deputy: `staff:${deputyId}`, from: from.toISOString(), until: until.toISOString() }
    await writeJournal(tx, actor, now, [{ event: 'staff_leave_set', subject: `staff:${staffId}`, facts }])
    return done(null)
  })
}

/** Ends the leave of somebody who is back, or does not go. */
export async function endLeave(ctx: Context, staffId: string, actor: Actor): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if ((await touched(tx, endLeaveOf, [staffId, now])) > 0)
      await writeJournal(tx, actor, now, [{ event: 'staff_leave_ended', subject: `staff:${staffId}` }])
  })
}

/** The leave of somebody that is on or to come; undefined without one. */
export function leaveOf(
  db: Queryable,
  staffId: string,
  now: Date,
): Promise<Row<'cases/select-leave'> | undefined> {
  return first(db, selectLeave, [staffId, now])
}

/** For whom somebody stands in now, and until when. */
export function stoodInFor(
  db: Queryable,
  staffId: string,
  now: Date,
): Promise<Row<'cases/select-stood-in'>[]> {
  return rows(db, selectStoodIn, [staffId, now])
}
