import type pg from 'pg'
import { type Queryable, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { SendCodeRefusal } from '../../identity/phone-code-rules.ts'
import {
  makePhoneCode,
  type PhoneOwner,
  type WaitingPhone,
  waitingPhone,
} from '../../identity/phone-codes.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import { type SmsCapRefusal, type SmsOrigin, takeSms, usualSmsCaps } from '../../messages/sms-caps.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import {
  accountToChange,
  byAccount,
  type ChangingAccount,
  isPassword,
  lockAccount,
  rulesOf,
  tellOfChange,
} from './locked-account.ts'

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

/** The phone that the account names now; another one than before is not verified. */
const setPhone = statement<[accountId: string, phone: string]>(
  'storefronts/set-phone',
  `
  update storefront_account set phone = $2, phone_verified_at = null
  where account_id = $1 and phone is distinct from $2
  `,
)

/** Who proves a phone at a storefront: an account of it. */
export function phoneOwner({ id }: Pick<Journey, 'id'>, accountId: string): PhoneOwner {
  return { realm: id, owner: accountId }
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
): Promise<Outcome<undefined, SendCodeRefusal | SmsCapRefusal | 'password_wrong'>> {
  const { ctx } = storefronts
  const { accountId, phone, password = '' } = request
  const before = await accountToChange(ctx.db, journey.id, accountId)
  const mayReplace = needsPassword(before, phone) ? await isPassword(before, password) : false
  const outcome = await inTransaction(ctx.db, async (tx) => {
    const account = await lockAccount(tx, journey.id, accountId)
    if (account.phone === phone && account.phoneVerifiedAt) return done(undefined)
    if (needsPassword(account, phone) && !mayReplace) return refuse('password_wrong')
    return send(tx, storefronts, journey, account, request)
  })
  storefronts.onMessages()
  return outcome
}

/** Whether a verified phone would be replaced, by an account that has a password here. */
function needsPassword(account: ChangingAccount, phone: string): boolean {
  return (
    account.phoneVerifiedAt !== undefined && account.phone !== phone && account.passwordHash !== undefined
  )
}

async function send(
  tx: pg.PoolClient,
  storefronts: Storefronts,
  journey: Journey,
  account: ChangingAccount,
  request: PhoneOtpRequest,
): Promise<Outcome<undefined, SendCodeRefusal | SmsCapRefusal>> {
  const { ctx, smsCaps = usualSmsCaps } = storefronts
  const { phone, origin, language } = request
  const rules = rulesOf(storefronts).codes
  const made = await makePhoneCode(tx, ctx, phoneOwner(journey, account.accountId), {
    phone,
    rules,
    capped: () => takeSms(tx, ctx, smsCaps, { site: journey.id, phone, origin }),
    drawCode: request.drawOtp,
  })
  if (!made.ok) return made
  const { code: otp, endsAt: expiresAt } = made.value
  await touched(tx, setPhone, [account.accountId, phone])
  const partner = await storefronts.partnerOf(journey.id)
  const params = { otp, storefront: partner.name, domain: partner.domain, minutes: rules.minutes }
  const sms = { channel: 'sms', to: phone, template: 'account-phone-otp' } as const
  await queueMessages(tx, ctx, [{ ...sms, language, params, expiresAt }])
  await journalSent(tx, storefronts, journey, account, request)
  return done(undefined)
}

async function journalSent(
  tx: Queryable,
  storefronts: Storefronts,
  journey: Journey,
  account: ChangingAccount,
  { phone, language, requestId }: PhoneOtpRequest,
): Promise<void> {
  const subject = `account:${account.accountId}`
  const changed = account.phone !== phone
  if (changed && account.phoneVerifiedAt)
    await tellOfChange(tx, storefronts, { journey, account, language }, 'phone')
  await writeJournal(tx, byAccount(account.accountId, requestId), storefronts.ctx.clock.now(), [
    ...(changed ? [{ event: 'phone_changed' as const, subject }] : []),
    { event: 'phone_otp_sent' as const, subject },
  ])
}

/** The phone of an account that waits for its code, expired or not; undefined when none does. */
export function waitingCheck(
  storefronts: Storefronts,
  journey: Journey,
  accountId: string,
): Promise<WaitingPhone | undefined> {
  return waitingPhone(storefronts.ctx, phoneOwner(journey, accountId), rulesOf(storefronts).codes)
}
