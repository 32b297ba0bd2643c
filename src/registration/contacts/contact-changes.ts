import type pg from 'pg'
import { changeHolderPhone } from '../../card/change-holder-phone.ts'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { type LinkUse, makeLink } from '../../identity/single-use-links.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { hour } from '../../kernel/clock.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Language } from '../../kernel/wib.ts'
import { type NewMessage, queueMessages } from '../../messages/queue.ts'
import { cardOfPerson } from '../../people/card-of-person.ts'
import { registrationRules } from '../rules.ts'
import type { ContactRefusal } from './contact-refusals.ts'

/** The link of a notice, by which whoever did not ask for the change stops it. Its owner is the change. */
export const stopLink: LinkUse = { realm: 'bukan-saya', purpose: 'stop_change', label: 'stop change' }

const lockPerson = statement<[personId: string], 'registration/lock-person-contacts'>(
  'registration/lock-person-contacts',
  'select name, phone, email from person where person_id = $1 for no key update',
)

const selectUnrested = statement<
  [personId: string, now: Date],
  'registration/contact-change-in-the-way',
  'restsUntil' | 'stopped'
>(
  'registration/contact-change-in-the-way',
  `
  select rests_until, stopped_at is not null as stopped from contact_change
  where person_id = $1 and field = 'phone'
    and (stopped_at is null and rests_until > $2 or stopped_at is not null and settled_at is null)
  order by stopped_at is null, rests_until desc
  limit 1
  `,
)

const insertChange = statement<
  [
    personId: string,
    field: 'phone' | 'email',
    was: string,
    became: string,
    by: string,
    now: Date,
    restsUntil: Date,
    deskCaseId: string | null,
  ],
  'registration/insert-contact-change',
  'contactChangeId'
>(
  'registration/insert-contact-change',
  `
  insert into contact_change (person_id, field, was, became, changed_by, changed_at, rests_until, desk_case_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  returning contact_change_id
  `,
)

/** Where somebody could be reached in the last 30 days: whoever changed the email first does not silence it so. */
const selectOldChannels = statement<
  [personId: string, phone: string, now: Date],
  'registration/old-channels',
  'address' | { channel: 'sms' | 'email' }
>(
  'registration/old-channels',
  `
  select 'sms' as channel, was as address from contact_change
  where person_id = $1 and field = 'phone' and changed_at > $3::timestamptz - interval '30 days' and was <> $2
  union
  select 'email', was from contact_change
  where person_id = $1 and field = 'email' and changed_at > $3::timestamptz - interval '30 days'
  union
  select 'email', email from person where person_id = $1
  union
  select 'email', email from portal_account where person_id = $1
  order by channel, address
  `,
)

const updatePhone = statement<[personId: string, phone: string]>(
  'registration/update-person-phone',
  'update person set phone = $2 where person_id = $1',
)

/** Says why no address of somebody may be changed now; the caller holds the person. */
export async function changeInTheWay(
  tx: Queryable,
  personId: string,
  now: Date,
): Promise<Outcome<undefined, ContactRefusal>> {
  const other = await first(tx, selectUnrested, [personId, now])
  if (!other) return done(undefined)
  return other.stopped ? refuse('change_in_question') : refuse('change_rests', { until: other.restsUntil })
}

/** Remembers an email that was corrected, so that a change of the phone after it reaches the old one, too. */
export async function rememberEmail(
  tx: Queryable,
  change: { readonly personId: string; readonly was: string; readonly became: string; readonly now: Date },
  actor: Actor,
): Promise<void> {
  const { personId, was, became, now } = change
  await one(tx, insertChange, [personId, 'email', was, became, actor.actor, now, now, null])
}

export interface PhoneReplaced {
  readonly phone: string
  /** until then the change can be stopped, and the card, where there is one, pays nothing */
  readonly restsUntil: Date
  readonly cardId: string | undefined
}

interface PhoneWanted {
  readonly personId: string
  /** E.164; proved by a code, locked, and nobody else's: the caller has seen to it */
  readonly phone: string
  readonly deskCaseId?: string
  readonly reason?: string
  readonly language?: Language | undefined
}

/**
 * Changes a person's phone in the caller's transaction, however it was asked for. For 72 hours the card pays nothing, no other
 * change is made, and every old channel has a link that stops it. Refuses `change_rests`, `change_in_question`.
 */
export async function replacePhone(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  wanted: PhoneWanted,
  { actor, link }: { readonly actor: Actor; link(path: string): string },
): Promise<Outcome<PhoneReplaced, ContactRefusal>> {
  const { personId, phone, deskCaseId = null, reason } = wanted
  const now = ctx.clock.now()
  const person = await one(tx, lockPerson, [personId])
  const free = await changeInTheWay(tx, personId, now)
  if (!free.ok) return free
  const restsUntil = new Date(now.getTime() + registrationRules.waitAfterPhoneChangeHours * hour)
  const cardId = await cardOfPerson(tx, personId)
  if (person.phone === phone) return done({ phone, restsUntil: now, cardId })
  const { contactChangeId } = await one(tx, insertChange, [
    ...([personId, 'phone', person.phone, phone, actor.actor, now, restsUntil, deskCaseId] as const),
  ])
  await touched(tx, updatePhone, [personId, phone])
  if (cardId) await changeHolderPhone(tx, cardId, phone, restsUntil)
  await writeJournal(tx, actor, now, [
    {
      event: 'phone_changed',
      subject: `person:${personId}`,
      facts: { until: restsUntil },
      ...(reason && { reason }),
      ...(cardId && { cardId }),
    },
  ])
  const channels = await rows(tx, selectOldChannels, [personId, phone, now])
  const told: NewMessage[] = []
  for (const { channel, address } of channels) {
    const token = await makeLink(tx, ctx, stopLink, { ownerId: contactChangeId }, restsUntil)
    const params = {
      name: person.name,
      phone: maskPhone(phone),
      changedAt: now,
      until: restsUntil,
      stopLink: link(`/bukan-saya/${token}`),
    }
    const to = { channel, to: address, language: wanted.language, ...(cardId && { cardId }) }
    told.push({ template: 'phone-replaced', params, ...to })
  }
  await queueMessages(tx, ctx, told)
  return done({ phone, restsUntil, cardId })
}
