import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { one, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { type ProveCodeRefusal, phoneCodeRules, type SendCodeRefusal } from '../identity/phone-code-rules.ts'
import {
  makePhoneCode,
  type PhoneOwner,
  takePhoneCode,
  type WaitingPhone,
  waitingPhone,
} from '../identity/phone-codes.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Language } from '../kernel/wib.ts'
import { queueMessages } from '../messages/queue.ts'
import { type SmsCapRefusal, type SmsOrigin, takeSms, usualSmsCaps } from '../messages/sms-caps.ts'
import { type Subject, subjectColumns, subjectName } from '../people/consents.ts'
import { setVerifiedPhone } from './registration-sql.ts'
import type { Registrations } from './registrations.ts'

/** Whether a phone is that of another person, or of another registration that has proved it. */
export const phoneTaken = statement<
  [phone: string, accountId: string | null, personId: string | null],
  'registration/phone-taken',
  'taken'
>(
  'registration/phone-taken',
  `
  select
    exists (select from person where phone = $1 and person_id is distinct from $3)
    or exists (
      select from registration
      where phone = $1 and phone_verified_at is not null and account_id is distinct from $2
    ) as taken
  `,
)

export interface CodeWanted {
  /** E.164 */
  readonly phone: string
  /** who asks, for the caps on SMS */
  readonly origin: SmsOrigin
  readonly language: Language
  /** draws the code; tests hand in their own */
  readonly drawCode?: (() => string) | undefined
}

/** Sends a code by SMS to the phone that somebody says is theirs. Whether others have it is told to who holds it. */
export function sendPhoneCode(
  registrations: Registrations,
  owner: Subject,
  wanted: CodeWanted,
): Promise<Outcome<undefined, SendCodeRefusal | SmsCapRefusal>> {
  return sendCodeOf(registrations, phoneOwner(owner), wanted)
}

/** ... for whoever the code is to prove the phone of: at the desk it is a case, so that no other code is good there. */
export async function sendCodeOf(
  registrations: Registrations,
  owner: PhoneOwner,
  { phone, origin, language, drawCode }: CodeWanted,
): Promise<Outcome<undefined, SendCodeRefusal | SmsCapRefusal>> {
  const { ctx, domain, smsCaps = usualSmsCaps } = registrations
  const outcome = await inTransaction(ctx.db, async (tx) => {
    const made = await makePhoneCode(tx, ctx, owner, {
      phone,
      rules: phoneCodeRules,
      capped: () => takeSms(tx, ctx, smsCaps, { site: 'portal', phone, origin }),
      drawCode,
    })
    if (!made.ok) return made
    const { code: otp, endsAt: expiresAt } = made.value
    const params = { otp, storefront: 'Kartu Prakerja', domain, minutes: phoneCodeRules.minutes }
    const sms = { template: 'account-phone-otp', channel: 'sms', to: phone } as const
    await queueMessages(tx, ctx, [{ ...sms, params, language, expiresAt }])
    return done(undefined)
  })
  if (outcome.ok) registrations.onMessages()
  return outcome
}

/** The phone of an owner that waits for its code; undefined when none does. */
export function phoneWaiting(
  ctx: Pick<Context, 'db' | 'clock'>,
  owner: Subject,
): Promise<WaitingPhone | undefined> {
  return waitingPhone(ctx, phoneOwner(owner), phoneCodeRules)
}

/**
 * Takes a code in the caller's transaction: the phone that it proves, and all codes burned; or why it proves nothing,
 * with the try counted. A phone that others have is refused with `phone_taken`, and the codes are burned too.
 */
export async function takePhone(
  tx: pg.PoolClient,
  ctx: Context,
  owner: Subject,
  code: string,
): Promise<Outcome<{ phone: string }, ProveCodeRefusal | 'phone_taken'>> {
  const proved = await takePhoneCode(tx, ctx, phoneOwner(owner), code, phoneCodeRules)
  if (!proved.ok) return proved
  const { taken } = await one(tx, phoneTaken, [proved.value.phone, ...subjectColumns(owner)])
  return taken ? refuse('phone_taken') : proved
}

/** Verifies the phone of a registration by the code that was sent to it. The same click twice is done twice. */
export async function provePhone(
  ctx: Context,
  accountId: string,
  code: string,
): Promise<Outcome<undefined, ProveCodeRefusal | 'phone_taken' | 'registration_complete'>> {
  return inTransaction(ctx.db, async (tx) => {
    const taken = await takePhone(tx, ctx, { accountId }, code)
    if (!taken.ok) return taken
    const { phone } = taken.value
    const set = await touched(tx, setVerifiedPhone, [accountId, phone, ctx.clock.now()])
    return set === 1 ? done(undefined) : refuse('registration_complete')
  })
}

function phoneOwner(owner: Subject): PhoneOwner {
  return { realm: 'portal', owner: subjectName(owner) }
}
