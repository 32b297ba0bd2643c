import type { Context } from '../../database/context.ts'
import { statement, touched } from '../../database/sql.ts'
import { day } from '../../kernel/clock.ts'

const forgetLinks = statement<[before: Date]>(
  'storefronts/forget-account-links',
  'delete from account_link where expires_at < $1',
)

const forgetChecks = statement<[before: Date]>(
  'storefronts/forget-phone-checks',
  'delete from phone_check where otp_sent_at < $1',
)

/**
 * Removes links that expired a week ago (until then they say that they are old) and phone checks of two days ago, which
 * no limit counts any more. For the timetable.
 */
export async function forgetAccountRequests({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const now = clock.now().getTime()
  await touched(db, forgetLinks, [new Date(now - 7 * day)])
  await touched(db, forgetChecks, [new Date(now - 2 * day)])
}
