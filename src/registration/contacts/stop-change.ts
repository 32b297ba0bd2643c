import type pg from 'pg'
import { changeHolderPhone } from '../../card/change-holder-phone.ts'
import { freezeCard } from '../../card/suspend-card.ts'
import type { Context } from '../../database/context.ts'
import { first, one, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { endSessions } from '../../identity/end-sessions.ts'
import { lockPhone } from '../../identity/phone-codes.ts'
import { endLinks, lookUpLink } from '../../identity/single-use-links.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import { cardOfPerson } from '../../people/card-of-person.ts'
import { accountOfPerson } from '../account-sql.ts'
import { phoneTaken } from '../prove-phone.ts'
import { stopLink } from './contact-changes.ts'

/** Why a link of a notice stops nothing. */
export const stopRefusals = refusalWords({
  id: {
    stop_unknown: 'Tautan ini tidak dikenal. Buka tautan utuh dari SMS atau email.',
    stop_too_late:
      'Waktu untuk menghentikan penggantian ini sudah lewat. Hubungi meja bantuan, atau ajukan keberatan.',
  },
  en: {
    stop_unknown: 'This link is not known. Open the whole link of the SMS or email.',
    stop_too_late: 'The time to stop this change is over. Ask the desk for help, or appeal.',
  },
})
export type StopRefusal = ReasonOf<typeof stopRefusals>

const selectChange = statement<[changeId: string], 'registration/select-contact-change'>(
  'registration/select-contact-change',
  'select person_id, was, became, changed_at, rests_until, stopped_at from contact_change where contact_change_id = $1',
)

const lockChange = statement<[changeId: string], 'registration/lock-contact-change'>(
  'registration/lock-contact-change',
  'select stopped_at from contact_change where contact_change_id = $1 for no key update',
)

const lockPhoneOf = statement<[personId: string], 'registration/lock-phone-to-put-back'>(
  'registration/lock-phone-to-put-back',
  'select phone from person where person_id = $1 for no key update',
)

const putPhoneBack = statement<[personId: string, phone: string]>(
  'registration/put-phone-back',
  'update person set phone = $2 where person_id = $1',
)

const markStopped = statement<[changeId: string, now: Date, putBack: boolean, froze: boolean]>(
  'registration/mark-change-stopped',
  `
  update contact_change set stopped_at = $2, put_back = $3, froze_card = $4
  where contact_change_id = $1 and stopped_at is null
  `,
)

/** A change as the page of its link shows it. */
export interface StoppableChange {
  /** masked */
  readonly phone: string
  readonly changedAt: Date
  readonly restsUntil: Date
  readonly stopped: boolean
}

/** What the link of a notice is about; looking stops nothing, as mail scanners look too. */
export async function changeOfLink(
  ctx: Context,
  token: string,
): Promise<Outcome<StoppableChange, StopRefusal>> {
  const link = await lookUpLink(ctx, ctx.db, stopLink, token)
  const change = link?.ownerId && (await first(ctx.db, selectChange, [link.ownerId]))
  if (!change) return refuse('stop_unknown')
  const { became, changedAt, restsUntil, stoppedAt } = change
  if (!stoppedAt && restsUntil <= ctx.clock.now()) return refuse('stop_too_late')
  return done({ phone: maskPhone(became), changedAt, restsUntil, stopped: stoppedAt !== undefined })
}

/**
 * Stops a change of phone for whoever has the link of its notice: the phone that was is back, the card is suspended, everybody
 * who is logged in with it is logged out, and the desk has a case. A second link, or a second click, finds it stopped. From the end of
 * the rest on it is too late.
 */
export async function stopChange(
  ctx: Context,
  token: string,
  requestId: string,
): Promise<Outcome<StoppableChange, StopRefusal>> {
  const known = await changeOfLink(ctx, token)
  if (!known.ok || known.value.stopped) return known
  const link = await lookUpLink(ctx, ctx.db, stopLink, token)
  const changeId = link?.ownerId ?? '0'
  return inTransaction(ctx.db, async (tx) => {
    const change = await one(tx, selectChange, [changeId])
    // The order of whoever changes a phone: its number, the person, the change, the card.
    await lockPhone(tx, change.was)
    const { phone } = await one(tx, lockPhoneOf, [change.personId])
    const now = ctx.clock.now()
    const stopped = (await one(tx, lockChange, [changeId])).stoppedAt !== undefined
    if (!stopped && change.restsUntil <= now) return refuse('stop_too_late')
    if (!stopped) await stop(tx, ctx, { ...change, changeId, phone, now, requestId })
    return done({ ...known.value, stopped: true })
  })
}

async function stop(
  tx: pg.PoolClient,
  ctx: Context,
  change: {
    readonly changeId: string
    readonly personId: string
    readonly was: string
    readonly became: string
    readonly phone: string
    readonly now: Date
    readonly requestId: string
  },
): Promise<void> {
  const { changeId, personId, was, now } = change
  const actor = { actor: `person:${personId}`, requestId: change.requestId }
  const cardId = await cardOfPerson(tx, personId)
  const account = await first(tx, accountOfPerson, [personId])
  const accountId = account?.accountId
  // Somebody else may have taken the old number since: then the new one stays, at a card that pays nothing.
  const putBack =
    change.phone === change.became && !(await one(tx, phoneTaken, [was, accountId ?? null, personId])).taken
  if (putBack) await touched(tx, putPhoneBack, [personId, was])
  if (putBack && cardId) await changeHolderPhone(tx, cardId, was, now)
  const froze = cardId !== undefined && (await freezeCard(tx, cardId, 'change_stopped', actor, now))
  await touched(tx, markStopped, [changeId, now, putBack, froze])
  await endSessions(tx, ['portal'], { personId, accountId })
  await endLinks(ctx, tx, stopLink.realm, changeId)
  await writeJournal(tx, actor, now, [
    { event: 'change_stopped', subject: `person:${personId}`, ...(cardId && { cardId }) },
  ])
}
