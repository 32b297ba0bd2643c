import type { Context } from '../database/context.ts'
import { forgetTally } from '../database/tally.ts'
import { forgetTries } from '../identity/count-try.ts'
import { forgetOldSessions } from '../identity/forget-sessions.ts'
import { forgetPhoneCodes } from '../identity/phone-codes.ts'
import { forgetLinks } from '../identity/single-use-links.ts'
import { forgetInquiries } from '../information/inquiries.ts'
import { day, hour, minute } from '../kernel/clock.ts'
import { forgetConfirmations } from '../learning/attendance/confirm-attendance.ts'
import { forgetRedeemBatches } from '../learning/institution-portal/redeem-file.ts'
import { forgetSmsParts } from '../messages/receipts/keep-receipts.ts'
import { forgetRefusedAsks } from '../purchase/tell-refused-asks.ts'
import { forgetRegistrationRequests } from '../registration/account.ts'
import type { ForgetJob } from '../retention/forget-jobs.ts'
import { forgetExports } from '../staff/exports/exports.ts'

/** What the partners' room forgets, which this one does not know. */
interface OfPartners {
  signOn(ctx: Context): Promise<number>
  signOnKeys(ctx: Context): Promise<number>
  refusedCalls(ctx: Context): Promise<number>
}

export interface Forgetting {
  /** of the job, as the list of rules names it */
  readonly name: ForgetJob
  readonly everyMs: number
  /** removes what is old enough; returns how many rows */
  run(ctx: Context): Promise<number>
}

/** Everything that is forgotten by itself once it is old enough: the timetable does it, and `retention run` does the same. */
export function forgettings(partners: OfPartners): readonly Forgetting[] {
  return [
    { name: 'forget-refused', everyMs: hour, run: forgetRefusedAsks },
    { name: 'forget-tally', everyMs: hour, run: ({ db, clock }) => forgetTally(db, clock.now(), day) },
    { name: 'forget-sessions', everyMs: 10 * minute, run: forgetOldSessions },
    { name: 'forget-phone-codes', everyMs: 10 * minute, run: forgetPhoneCodes },
    { name: 'forget-sign-on', everyMs: minute, run: partners.signOn },
    { name: 'forget-sign-on-keys', everyMs: minute, run: partners.signOnKeys },
    { name: 'forget-redeem-batches', everyMs: hour, run: forgetRedeemBatches },
    { name: 'forget-registration-requests', everyMs: 10 * minute, run: forgetRegistrationRequests },
    { name: 'forget-confirmations', everyMs: 10 * minute, run: forgetConfirmations },
    { name: 'forget-links', everyMs: 10 * minute, run: forgetLinks },
    { name: 'forget-tries', everyMs: 10 * minute, run: forgetTries },
    { name: 'forget-sms-parts', everyMs: hour, run: forgetSmsParts },
    { name: 'forget-exports', everyMs: 10 * minute, run: forgetExports },
    { name: 'forget-inquiries', everyMs: hour, run: forgetInquiries },
    { name: 'forget-refused-calls', everyMs: hour, run: partners.refusedCalls },
  ]
}
