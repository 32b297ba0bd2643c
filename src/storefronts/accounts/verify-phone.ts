import { writeJournal } from '../../card/write-journal.ts'
import { first, type Queryable, rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import { judgePhoneCode, type VerifyPhoneRefusal } from './account-rules.ts'
import { byAccount, lockAccount, rulesOf } from './locked-account.ts'
import {
  type CheckRow,
  countFailure,
  endChecks,
  lockPhone,
  newestCheck,
  verifyAccountPhone,
} from './phone-check-sql.ts'
import { countsOf, openCheck, phoneOtpHash } from './send-phone-otp.ts'

export interface PhoneCode {
  readonly accountId: string
  readonly otp: string
  readonly requestId: string
}

/**
 * Verifies the phone of an account by the code that was sent to it. A right code burns all codes of the check, also
 * when the phone turns out to belong to another account of the storefront. The same click twice is done twice.
 */
export async function verifyPhone(
  storefronts: Storefronts,
  journey: Journey,
  { accountId, otp, requestId }: PhoneCode,
): Promise<Outcome<undefined, VerifyPhoneRefusal>> {
  const { ctx } = storefronts
  return inTransaction(ctx.db, async (tx) => {
    const account = await lockAccount(tx, journey.id, accountId)
    const check = await first(tx, newestCheck, [accountId])
    if (!check && account.phone_verified_at) return done(undefined)
    const now = ctx.clock.now()
    const right =
      check !== undefined && isLiveCode(check, phoneOtpHash(ctx, accountId, check.phone, otp), now)
    const counts = await countsOf(tx, accountId, check?.phone ?? '', now)
    const judged = judgePhoneCode(openCheck(check), right, counts, now, rulesOf(storefronts))
    if (!judged.ok) {
      if (!check || judged.refusal !== 'otp_wrong') return judged
      await touched(tx, countFailure, [check.check_id])
      // "0 tries left" says nothing of what to do now
      return judged.facts.triesLeft ? judged : refuse('too_many_tries', { until: check.expires_at })
    }
    return takePhone(tx, accountId, check?.phone ?? '', now, requestId)
  })
}

function isLiveCode(check: CheckRow, hash: Buffer, now: Date): boolean {
  return check.otp_hashes.some((kept, at) => {
    const expiresAt = check.otp_expire_at[at]
    return kept.equals(hash) && expiresAt !== undefined && expiresAt > now
  })
}

async function takePhone(
  tx: Queryable,
  accountId: string,
  phone: string,
  now: Date,
  requestId: string,
): Promise<Outcome<undefined, 'phone_taken'>> {
  await rows(tx, lockPhone, [phone])
  await touched(tx, endChecks, [accountId, now])
  const verified = (await touched(tx, verifyAccountPhone, [accountId, phone, now])) === 1
  const row = verified
    ? { act: 'phone_verified' as const, subject: `account:${accountId}` }
    : { act: 'phone_refused' as const, subject: `account:${accountId}`, reason: 'phone_taken' }
  await writeJournal(tx, byAccount(accountId, requestId), now, [row])
  return verified ? done(undefined) : refuse('phone_taken')
}
