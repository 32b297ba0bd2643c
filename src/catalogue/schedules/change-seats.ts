import type { Context } from '../../database/context.ts'
import { first, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'

export const seatsRefusals = refusalWords({
  id: {
    schedule_unknown: 'Jadwal berkode itu tidak ada: lihat jadwal sebuah pelatihan dengan course show.',
    quota_out_of_range: 'Sebutkan 0 sampai 1.000.000 kursi.',
    seats_sold:
      'Kursi yang terjual sudah lebih banyak. Tidak ada yang diubah: lihat sisanya dengan course show.',
    seats_same: 'Jumlah kursinya sudah begitu. Tidak perlu apa-apa lagi.',
  },
  en: {
    schedule_unknown: 'There is no schedule of this code: see those of a course by course show.',
    quota_out_of_range: 'Name 0 to 1,000,000 seats.',
    seats_sold: 'More seats are sold already. Nothing was changed: see by course show how many are left.',
    seats_same: 'It has as many seats already. There is nothing to do.',
  },
  also: [reasonRefusals],
})
export type SeatsRefusal = ReasonOf<typeof seatsRefusals>

const lockSchedule = statement<[scheduleCode: string], 'catalogue/lock-schedule'>(
  'catalogue/lock-schedule',
  'select schedule_id, course_id, quota from schedule where schedule_code = $1 for no key update',
)

/** All seats of a schedule, in the order in which a purchase that gathers all buckets takes them. */
export const lockSeats = statement<[scheduleId: number], 'catalogue/lock-seats'>(
  'catalogue/lock-seats',
  'select bucket, seats_left from seat_bucket where schedule_id = $1 order by bucket for update',
)

const spreadSeats = statement<[scheduleId: number, seats: number, buckets: number]>(
  'catalogue/spread-seats',
  `
  update seat_bucket set seats_left = ($2::int + $3::int - 1 - bucket) / $3::int
  where schedule_id = $1
  `,
)

const setQuota = statement<[scheduleId: number, quota: number]>(
  'catalogue/set-quota',
  'update schedule set quota = $2 where schedule_id = $1',
)

/**
 * Gives a schedule another number of seats, 0 to 1,000,000, but never fewer than were sold. Buyers at the same moment wait for
 * it. Refuses `reason_missing`, `schedule_unknown`, `quota_out_of_range`, `seats_sold`, `seats_same`.
 */
export async function changeSeats(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  scheduleCode: string,
  quota: number,
  because: string,
  actor: Actor,
): Promise<Outcome<{ sold: number; left: number }, SeatsRefusal>> {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  if (!Number.isInteger(quota) || quota < 0 || quota > 1_000_000) return refuse('quota_out_of_range')
  return inTransaction(db, async (tx): Promise<Outcome<{ sold: number; left: number }, SeatsRefusal>> => {
    const schedule = await first(tx, lockSchedule, [scheduleCode])
    if (!schedule) return refuse('schedule_unknown')
    const buckets = await rows(tx, lockSeats, [schedule.scheduleId])
    const free = buckets.reduce((sum, { seatsLeft }) => sum + seatsLeft, 0)
    const sold = schedule.quota - free
    if (quota < sold) return refuse('seats_sold')
    if (quota === schedule.quota) return refuse('seats_same')
    await touched(tx, spreadSeats, [schedule.scheduleId, quota - sold, buckets.length])
    await touched(tx, setQuota, [schedule.scheduleId, quota])
    await writeJournal(tx, actor, clock.now(), [
      {
        event: 'seats_changed',
        subject: `course:${schedule.courseId}`,
        reason,
        facts: { code: scheduleCode, seats: quota },
      },
    ])
    return done({ sold, left: quota - sold })
  })
}
