import type { Context } from '../../database/context.ts'
import { statement, touched } from '../../database/sql.ts'
import { day } from '../../kernel/clock.ts'

const forgetChecks = statement<[before: Date]>(
  'storefronts/forget-phone-checks',
  'delete from phone_check where otp_sent_at < $1',
)

/** Removes phone checks of two days ago, which no limit counts any more. For the timetable. */
export async function forgetAccountRequests({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const now = clock.now().getTime()
  await touched(db, forgetChecks, [new Date(now - 2 * day)])
}
