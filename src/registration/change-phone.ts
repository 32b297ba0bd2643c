import type pg from 'pg'
import { changeHolderPhone } from '../card/change-holder-phone.ts'
import { first, one, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { ProveCodeRefusal } from '../identity/phone-code-rules.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { day, hour } from '../kernel/clock.ts'
import { longNumber } from '../kernel/long-number.ts'
import { maskPhone } from '../kernel/phone.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { passwordHolds } from '../kernel/secrets/passwords.ts'
import type { Language } from '../kernel/wib.ts'
import { queueMessages } from '../messages/queue.ts'
import { cardOfPerson } from '../people/card-of-person.ts'
import { accountOfPerson } from './account-sql.ts'
import { takePhone } from './prove-phone.ts'
import type { Registrations } from './registrations.ts'
import { registrationRules } from './rules.ts'

/** Held, so that failures are counted one after the other. */
const lockPerson = statement<[personId: string], 'registration/lock-person-identity'>(
  'registration/lock-person-identity',
  'select nik_hash, born_on, name, phone, email from person where person_id = $1 for no key update',
)

const failuresSince = statement<
  [personId: string, since: Date],
  'registration/identity-failures-since',
  'failures'
>(
  'registration/identity-failures-since',
  'select count(*)::int as failures from identity_failure where person_id = $1 and failed_at > $2',
)

const insertFailure = statement<[personId: string, now: Date]>(
  'registration/insert-identity-failure',
  `
  insert into identity_failure (person_id, failed_at)
  select $1, greatest($2::timestamptz, max(failed_at) + interval '1 microsecond')
  from identity_failure where person_id = $1
  `,
)

const updatePhone = statement<[personId: string, phone: string]>(
  'registration/update-person-phone',
  'update person set phone = $2 where person_id = $1',
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
    const person = await one(tx, lockPerson, [personId])
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
 * old phone and the email are told, and the card pays nothing for 72 hours, so that whoever did not ask for it has the
 * time to say so.
 */
export async function changePhone(
  registrations: Registrations,
  personId: string,
  given: { readonly code: string; readonly language: Language; readonly requestId: string },
): Promise<Outcome<PhoneChanged, ProveCodeRefusal | 'phone_taken'>> {
  const { ctx } = registrations
  const outcome = await inTransaction(
    ctx.db,
    async (tx): Promise<Outcome<PhoneChanged, ProveCodeRefusal | 'phone_taken'>> => {
      const taken = await takePhone(tx, ctx, { personId }, given.code)
      if (!taken.ok) return taken
      return write(tx, registrations, personId, taken.value.phone, given)
    },
  )
  if (outcome.ok) registrations.onMessages()
  return outcome
}

async function write(
  tx: pg.PoolClient,
  { ctx, link }: Registrations,
  personId: string,
  phone: string,
  { language, requestId }: { readonly language: Language; readonly requestId: string },
): Promise<Outcome<PhoneChanged, never>> {
  const now = ctx.clock.now()
  const person = await one(tx, lockPerson, [personId])
  const cardId = await cardOfPerson(tx, personId)
  const payingFrom = cardId
    ? new Date(now.getTime() + registrationRules.waitAfterPhoneChangeHours * hour)
    : undefined
  await touched(tx, updatePhone, [personId, phone])
  if (cardId && payingFrom) await changeHolderPhone(tx, cardId, phone, payingFrom)
  const history = cardId && { cardId }
  await writeJournal(tx, { actor: `person:${personId}`, requestId }, now, [
    { event: 'phone_changed', subject: `person:${personId}`, ...history },
  ])
  const home = link('/kartu')
  const params = { changedAt: now, phone: maskPhone(phone), link: home }
  await queueMessages(tx, ctx, [
    { template: 'phone-replaced', channel: 'sms', to: person.phone, language, params, ...history },
    {
      template: 'account-changed',
      channel: 'email',
      to: person.email,
      language,
      params: { name: person.name, site: 'Kartu Prakerja', phoneChangedAt: now, link: link('/masuk') },
      ...history,
    },
  ])
  return done({ phone, payingFrom })
}
