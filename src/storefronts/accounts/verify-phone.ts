import { type Queryable, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import {
  type ProveCodeRefusal,
  proveCodeRefusals,
  sendCodeRefusals,
} from '../../identity/phone-code-rules.ts'
import { takePhoneCode } from '../../identity/phone-codes.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refusalWords, refuse } from '../../kernel/refusal.ts'
import { smsCapRefusals } from '../../messages/sms-caps.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import { byAccount, lockAccount, rulesOf } from './locked-account.ts'
import { phoneOwner } from './send-phone-otp.ts'

export interface PhoneCode {
  readonly accountId: string
  readonly otp: string
  readonly requestId: string
}

/** Why a phone is not verified, or no code sent to it. */
export const phoneRefusals = refusalWords({
  id: {
    phone_taken:
      'Nomor ini sudah terverifikasi di akun lain di toko ini. Masuk dengan akun itu, atau pakai nomor lain.',
    password_wrong: 'Kata sandi sekarang salah. Coba lagi, atau pakai “Lupa kata sandi?” di halaman masuk.',
  },
  en: {
    phone_taken:
      'This number is verified by another account here. Log in with that account, or use another number.',
    password_wrong:
      'The current password is wrong. Try again, or use “Forgotten your password?” on the log-in page.',
  },
  also: [sendCodeRefusals, proveCodeRefusals, smsCapRefusals],
})
export type VerifyPhoneRefusal = ProveCodeRefusal | 'phone_taken'

/** Takes the phone as verified; touches nothing when another account of the storefront has it. */
const verifyAccountPhone = statement<[accountId: string, phone: string, now: Date]>(
  'storefronts/verify-account-phone',
  `
  update storefront_account account set phone = $2, phone_verified_at = $3
  where account_id = $1 and not exists (
    select from storefront_account other
    where other.storefront = account.storefront and other.phone = $2 and other.phone_verified_at is not null
      and other.account_id <> $1
  )
  `,
)

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
    const taken = await takePhoneCode(
      tx,
      ctx,
      phoneOwner(journey, accountId),
      otp,
      rulesOf(storefronts).codes,
    )
    if (!taken.ok)
      return taken.refusal === 'code_not_sent' && account.phoneVerifiedAt ? done(undefined) : taken
    return verify(tx, accountId, taken.value.phone, ctx.clock.now(), requestId)
  })
}

async function verify(
  tx: Queryable,
  accountId: string,
  phone: string,
  now: Date,
  requestId: string,
): Promise<Outcome<undefined, 'phone_taken'>> {
  const verified = (await touched(tx, verifyAccountPhone, [accountId, phone, now])) === 1
  const row = verified
    ? { event: 'phone_verified' as const, subject: `account:${accountId}` }
    : { event: 'phone_refused' as const, subject: `account:${accountId}`, reason: 'phone_taken' }
  await writeJournal(tx, byAccount(accountId, requestId), now, [row])
  return verified ? done(undefined) : refuse('phone_taken')
}
