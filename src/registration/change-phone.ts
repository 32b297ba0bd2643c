import { first, one, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { ProveCodeRefusal } from '../identity/phone-code-rules.ts'
import { day } from '../kernel/clock.ts'
import { longNumber } from '../kernel/long-number.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { passwordHolds } from '../kernel/secrets/passwords.ts'
import type { Language } from '../kernel/wib.ts'
import { accountOfPerson } from './account-sql.ts'
import { replacePhone } from './contacts/contact-changes.ts'
import type { ContactRefusal } from './contacts/contact-refusals.ts'
import { takePhone } from './prove-phone.ts'
import type { Registrations } from './registrations.ts'
import { registrationRules } from './rules.ts'

/** Held, so that failures are counted one after the other. */
export const lockIdentity = statement<[personId: string], 'registration/lock-person-identity'>(
  'registration/lock-person-identity',
  'select nik_hash, kk_hash, born_on, name, phone, email from person where person_id = $1 for no key update',
)

export const failuresSince = statement<
  [personId: string, since: Date],
  'registration/identity-failures-since',
  'failures'
>(
  'registration/identity-failures-since',
  'select count(*)::int as failures from identity_failure where person_id = $1 and failed_at > $2',
)

export const insertFailure = statement<[personId: string, now: Date]>(
  'registration/insert-identity-failure',
  `
  insert into identity_failure (person_id, failed_at)
  select $1, greatest($2::timestamptz, max(failed_at) + interval '1 microsecond')
  from identity_failure where person_id = $1
  `,
)

export const phoneOfPerson = statement<[personId: string], 'registration/phone-to-change'>(
  'registration/phone-to-change',
  'select phone from person where person_id = $1',
)

export interface ProvedIdentity {
  readonly nik: string
  /** calendar date */
  readonly bornOn: string
  /** for those who have a portal account */
  readonly password: string
}

/** Whether a person has a password at the portal, which is then part of the proof. */
export async function hasPassword({ ctx }: Registrations, personId: string): Promise<boolean> {
  return (await first(ctx.db, accountOfPerson, [personId])) !== undefined
}

/**
 * Proves once more who somebody is who has logged in: NIK, birth date, and the password where there is one. Which part
 * is wrong is not told; after five failures in a day nothing is looked at any more.
 */
export async function proveIdentity(
  { ctx }: Registrations,
  personId: string,
  proof: ProvedIdentity,
): Promise<Outcome<undefined, 'identity_differs' | 'identity_locked'>> {
  const account = await first(ctx.db, accountOfPerson, [personId])
  const password = account ? await passwordHolds(proof.password, account.passwordHash) : true
  const most = registrationRules.identityFailuresPerDay
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const person = await one(tx, lockIdentity, [personId])
    const { failures } = await one(tx, failuresSince, [personId, new Date(now.getTime() - day)])
    if (failures >= most) return refuse('identity_locked')
    const nikHash = ctx.secrets.hash('nik', longNumber(proof.nik))
    if (password && person.nikHash.equals(nikHash) && person.bornOn === proof.bornOn) return done(undefined)
    await touched(tx, insertFailure, [personId, now])
    return refuse('identity_differs', { triesLeft: most - failures - 1 })
  })
}

export interface PhoneChanged {
  readonly phone: string
  /** until then nothing is paid with the card; undefined without a card */
  readonly payingFrom: Date | undefined
}

/**
 * Changes a person's phone by the code that was sent to the new one; the caller has had the identity proved again. The
 * old phone and the emails are told, and the card pays nothing for 72 hours, so that whoever did not ask for it has the
 * time to stop it: contacts/contact-changes.ts.
 */
export async function changePhone(
  registrations: Registrations,
  personId: string,
  given: { readonly code: string; readonly language: Language; readonly requestId: string },
): Promise<Outcome<PhoneChanged, ProveCodeRefusal | ContactRefusal | 'phone_taken'>> {
  const { ctx } = registrations
  const outcome = await inTransaction(
    ctx.db,
    async (tx): Promise<Outcome<PhoneChanged, ProveCodeRefusal | ContactRefusal | 'phone_taken'>> => {
      const taken = await takePhone(tx, ctx, { personId }, given.code)
      if (!taken.ok) return taken
      const actor = { actor: `person:${personId}`, requestId: given.requestId }
      const wanted = { personId, phone: taken.value.phone, language: given.language }
      const replaced = await replacePhone(tx, ctx, wanted, { actor, link: registrations.link })
      if (!replaced.ok) return replaced
      const { phone, restsUntil, cardId } = replaced.value
      return done({ phone, payingFrom: cardId ? restsUntil : undefined })
    },
  )
  if (outcome.ok) registrations.onMessages()
  return outcome
}
