import type pg from 'pg'
import { writeJournal } from '../../card/write-journal.ts'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { randomDigits } from '../../kernel/codes.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import { type SmsCapRefusal, type SmsOrigin, takeSms, usualSmsCaps } from '../../messages/sms-caps.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import {
  judgePhoneOtp,
  minutesFrom,
  type OpenCheck,
  type PhoneCounts,
  type PhoneOtpRefusal,
  secondsToWait,
} from './account-rules.ts'
import {
  accountToChange,
  byAccount,
  type ChangingAccount,
  isPassword,
  lockAccount,
  rulesOf,
  tellOfChange,
} from './locked-account.ts'
import {
  addCode,
  type CheckRow,
  insertCheck,
  liveCheck,
  lockPhone,
  newestCheck,
  phoneCounts,
  setPhone,
} from './phone-check-sql.ts'

export interface PhoneOtpRequest {
  readonly accountId: string
  /** E.164 */
  readonly phone: string
  /** asked for when a verified phone is replaced; accounts that are kept elsewhere have none */
  readonly password?: string | undefined
  /** who asks, for the caps on SMS */
  readonly origin: SmsOrigin
  readonly language: Language
  readonly requestId: string
  /** draws the code; tests hand in their own */
  readonly drawOtp?: (() => string) | undefined
}

/** A phone check that waits for its code. */
export interface WaitingCheck {
  readonly phone: string
  readonly expiresAt: Date
  /** until another code may be asked for */
  readonly waitSeconds: number
}

/**
 * Sends a code to the phone of an account, which from now on is the account's phone; another one than before is not
 * verified until the code comes back. Replacing a verified phone asks for the password, and its owner is told by email.
 * Whether another account has the phone is said only to who holds it, by {@link verifyPhone}.
 */
export async function sendPhoneOtp(
  storefronts: Storefronts,
  journey: Journey,
  request: PhoneOtpRequest,
): Promise<Outcome<undefined, PhoneOtpRefusal | SmsCapRefusal | 'password_wrong'>> {
  const { ctx } = storefronts
  const { accountId, phone, password = '' } = request
  const before = await accountToChange(ctx.db, journey.id, accountId)
  const mayReplace = needsPassword(before, phone) ? await isPassword(before, password) : false
  const otp = request.drawOtp?.() ?? randomDigits(6)
  const partner = await storefronts.partnerOf(journey.id)
  const outcome = await inTransaction(ctx.db, async (tx) => {
    const account = await lockAccount(tx, journey.id, accountId)
    if (account.phone === phone && account.phone_verified_at) return done(undefined)
    if (needsPassword(account, phone) && !mayReplace) return refuse('password_wrong')
    await rows(tx, lockPhone, [phone])
    const judged = await writeCode(storefronts, journey, tx, request, otp)
    if (!judged.ok) return judged
    await touched(tx, setPhone, [accountId, phone])
    const { otpMinutes } = rulesOf(storefronts)
    const params = { otp, storefront: partner.name, domain: partner.domain, minutes: otpMinutes }
    const expiresAt = minutesFrom(ctx.clock.now(), otpMinutes)
    await queueMessages(tx, ctx, [
      {
        channel: 'sms',
        to: phone,
        template: 'account-phone-otp',
        language: request.language,
        params,
        expiresAt,
      },
    ])
    await journalSent(tx, storefronts, journey, account, request)
    return judged
  })
  storefronts.onMessages()
  return outcome
}

/** Whether a verified phone would be replaced, by an account that has a password here. */
function needsPassword(account: ChangingAccount, phone: string): boolean {
  return account.phone_verified_at !== null && account.phone !== phone && account.password_hash !== null
}

async function writeCode(
  storefronts: Storefronts,
  journey: Journey,
  tx: pg.PoolClient,
  { accountId, phone, origin }: PhoneOtpRequest,
  otp: string,
): Promise<Outcome<undefined, PhoneOtpRefusal | SmsCapRefusal>> {
  const { ctx, smsCaps = usualSmsCaps } = storefronts
  const rules = rulesOf(storefronts)
  const now = ctx.clock.now()
  const check = await first(tx, liveCheck, [accountId, phone, now])
  const judged = judgePhoneOtp(openCheck(check), await countsOf(tx, accountId, phone, now), now, rules)
  if (!judged.ok) return judged
  const capped = await takeSms(tx, ctx, smsCaps, { site: journey.id, phone, origin })
  if (capped) return capped
  const hash = phoneOtpHash(ctx, accountId, phone, otp)
  const expiresAt = minutesFrom(now, rules.otpMinutes)
  if (check) await touched(tx, addCode, [check.check_id, hash, now, expiresAt, rules.otpLiveCodes])
  else await touched(tx, insertCheck, [accountId, phone, hash, now, expiresAt])
  return judged
}

async function journalSent(
  tx: Queryable,
  storefronts: Storefronts,
  journey: Journey,
  account: ChangingAccount,
  { phone, language, requestId }: PhoneOtpRequest,
): Promise<void> {
  const subject = `account:${account.account_id}`
  const changed = account.phone !== phone
  if (changed && account.phone_verified_at)
    await tellOfChange(tx, storefronts, journey, account, 'phone', language)
  await writeJournal(tx, byAccount(account.account_id, requestId), storefronts.ctx.clock.now(), [
    ...(changed ? [{ act: 'phone_changed' as const, subject }] : []),
    { act: 'phone_otp_sent' as const, subject },
  ])
}

/** A code is bound to the account and the phone that it was sent for. */
export function phoneOtpHash(
  { secrets }: Pick<Context, 'secrets'>,
  accountId: string,
  phone: string,
  otp: string,
): Buffer {
  return secrets.hash('account phone otp', `${accountId} ${phone} ${otp}`)
}

export function openCheck(row: CheckRow | undefined): OpenCheck | undefined {
  return (
    row && {
      expiresAt: row.expires_at,
      otpSends: row.otp_sends,
      otpSentAt: row.otp_sent_at,
      otpFailures: row.otp_failures,
    }
  )
}

export async function countsOf(
  tx: Queryable,
  accountId: string,
  phone: string,
  now: Date,
): Promise<PhoneCounts> {
  const counts = await one(tx, phoneCounts, [accountId, phone, now])
  return {
    phoneSends: counts.phone_sends,
    accountSends: counts.account_sends,
    accountFailures: counts.account_failures,
  }
}

/** The phone check of an account that waits for its code, expired or not; undefined when none does. */
export async function waitingCheck(
  storefronts: Storefronts,
  accountId: string,
): Promise<WaitingCheck | undefined> {
  const row = await first(storefronts.ctx.db, newestCheck, [accountId])
  const open = openCheck(row)
  if (!row || !open) return undefined
  const waitSeconds = secondsToWait(open, storefronts.ctx.clock.now(), rulesOf(storefronts))
  return { phone: row.phone, expiresAt: row.expires_at, waitSeconds }
}
