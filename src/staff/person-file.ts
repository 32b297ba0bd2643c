import { type CardFacts, cardFacts } from '../card/card-facts.ts'
import type { Context } from '../database/context.ts'
import { tripOf } from '../database/lanes/one-trip.ts'
import { call, first, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { journalCall } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'
import { moneyOfPurchases, type PurchaseMoney } from '../ledger/purchase-money.ts'
import { actorName } from './actor-names.ts'

/** What the staff sees of somebody. The NIK only by its tail. */
export interface PersonFile {
  readonly personId: string
  readonly name: string
  readonly nikTail: string
  readonly bornOn: string
  readonly phone: string
  readonly email: string
  readonly education: number
  readonly occupation: string
  readonly barredAt: Date | undefined
  readonly barredBecause: string | undefined
  /** nothing of them says any more who they were */
  readonly erasedAt: Date | undefined
  readonly card: CardFacts | undefined
  /** the wave that the card is of, as people count them */
  readonly wave: { readonly number: number; readonly year: number } | undefined
  readonly purchases: readonly FiledPurchase[]
  /** the newest first */
  readonly timeline: readonly TimelineEntry[]
  /** what comes after these, as `openPersonFile` takes it; undefined at their end */
  readonly older: string | undefined
}

export interface FiledPurchase {
  readonly purchaseId: string
  readonly course: string
  readonly storefront: string
  readonly amount: number
  readonly status: 'awaiting_otp' | 'paid' | 'cancelled'
  readonly createdAt: Date
  readonly paidAt: Date | undefined
  readonly redeemedAt: Date | undefined
  readonly finishedAt: Date | undefined
  readonly cancelledAt: Date | undefined
  readonly invoice: string | undefined
  /** where its price is; undefined while it is not paid */
  readonly money: PurchaseMoney | undefined
}

/** One thing that happened: a change of state from the journal, or a message that was sent. */
export interface TimelineEntry {
  readonly at: Date
  /** the event of the journal, whose column is `act`; `message` for a message */
  readonly act: string
  readonly actor: string
  /** as people know them; undefined where they have no name of their own */
  readonly actorName: string | undefined
  readonly subject: string
  readonly reason: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly requestId: string
}

type TimelineRow = TimelineEntry & { readonly key: string }
type PersonRow = Row<'staff/select-person', 'bornOn'>

const selectPerson = statement<[personId: string], 'staff/select-person', PersonRow>(
  'staff/select-person',
  `
  select
    person.person_id, name, nik_tail, born_on::text as born_on, phone, email, education, occupation, barred_at,
    bar.because as barred_because, erased_at, recipient.card_id, wave.number as wave_number, wave.year as wave_year
  from person
  left join recipient using (person_id)
  left join bar using (person_id)
  left join card on card.card_id = recipient.card_id
  left join wave on wave.wave_id = card.wave_id
  where person.person_id = $1
  `,
)

const selectPurchases = statement<[personId: string], 'staff/select-purchases-of-person'>(
  'staff/select-purchases-of-person',
  `
  select
    purchase_id, course.title as course, partner.name as storefront, amount, purchase.status, purchase.created_at,
    paid_at, redeemed_at, finished_at, cancelled_at, invoice_code as invoice
  from purchase
  join course using (course_id)
  join partner using (partner_id)
  where card_id = (select card_id from recipient where person_id = $1)
  order by purchase.created_at desc
  limit 100
  `,
)

const timelineKey = "(extract(epoch from at) * 1000000)::bigint || '.' || place"

/** Of a message only template and channel: what it said is in nobody's way. */
const selectTimeline = statement<
  [
    cardId: string,
    subject: string,
    limit: number,
    beforeAt: string | undefined,
    beforePlace: string | undefined,
  ],
  'staff/select-timeline',
  'at' | 'act' | 'actor' | 'subject' | 'reason' | 'requestId' | 'key' | { facts: Record<string, unknown> }
>(
  'staff/select-timeline',
  `
  select at, act, actor, ${actorName('actor')} as actor_name, subject, reason, facts, request_id, ${timelineKey} as key
  from (
    select *
    from (
      select at, act, actor, subject, reason, facts, request_id, journal_id as place
      from journal where card_id = $1 and card_id <> 0
      union all
      select at, act, actor, subject, reason, facts, request_id, journal_id
      from journal where card_id = 0 and subject = $2
      union all
      select
        ended_at, 'message', 'system:outbox', 'card:' || card_id, coalesce(error, ''),
        jsonb_build_object('template', template, 'channel', channel, 'status', status), '', message_id
      from message where card_id = $1 and card_id <> 0
    ) event
    where $4::bigint is null or (at, place) < (timestamptz 'epoch' + $4 * interval '1 microsecond', $5::bigint)
    order by at desc, place desc
    limit $3
  ) newest
  order by at desc, place desc
  `,
)

/** How much of a timeline is told at once where nothing else is said. */
const timelineLimit = 500

const selectCardOfPerson = statement<[personId: string], 'staff/select-card-of-person'>(
  'staff/select-card-of-person',
  'select card_id from recipient where person_id = $1',
)

/** The card of a person, without looking at either. */
export async function personFileCard(db: Queryable, personId: string): Promise<string | undefined> {
  return (await first(db, selectCardOfPerson, [personId]))?.cardId
}

/** What the journal has for a look that nobody gave a reason for: for this person, whatever was said of another. */
export const noReasonGiven = 'no_reason_given'

/** What else somebody wants of a file. */
export interface FileTerms {
  /** events of the timeline; 500 where nothing is said */
  readonly limit?: number
  /** those older than this, see {@link PersonFile.older}; what is none counts as nothing asked for */
  readonly after?: string | undefined
  /** hears of the card, where there is one, as soon as it is known: what is asked of it then travels together with the file */
  onCard?(cardId: string): void
}

/**
 * Everything of one person, for somebody of the staff. The look itself is written into the journal first, with its reason:
 * people see who looked at them. Undefined where there is no such person.
 */
export async function openPersonFile(
  ctx: Context,
  personId: string,
  actor: Actor,
  reason = noReasonGiven,
  terms: FileTerms = {},
): Promise<PersonFile | undefined> {
  const [found, bought] = await Promise.all([
    first(ctx.db, selectPerson, [personId]),
    rows(ctx.db, selectPurchases, [personId]),
  ])
  if (!found) return undefined
  const { cardId, waveNumber, waveYear, ...person } = found
  if (cardId) terms.onCard?.(cardId)
  const limit = terms.limit ?? timelineLimit
  const [read, card, money] = await Promise.all([
    lookAt(ctx, { personId, cardId, actor, reason, limit, after: terms.after }),
    cardId ? cardFacts(ctx, cardId) : undefined,
    cardId ? moneyOfPurchases(ctx.db, cardId) : undefined,
  ])
  const purchases = bought.map((one) => ({ ...one, money: money?.get(one.purchaseId) }))
  const wave =
    waveNumber === undefined || waveYear === undefined ? undefined : { number: waveNumber, year: waveYear }
  const told = read.slice(0, limit)
  const older = read.length > limit ? told.at(-1)?.key : undefined
  return { ...person, card, wave, purchases, timeline: told.map(({ key: _, ...entry }) => entry), older }
}

/** Writes down that somebody is looked at, and reads what happened to them, this look included, in one trip. */
async function lookAt(
  ctx: Context,
  look: {
    readonly personId: string
    readonly cardId: string | undefined
    readonly actor: Actor
    readonly reason: string
    readonly limit: number
    readonly after: string | undefined
  },
) {
  const { personId, cardId = '0', actor, reason, limit, after = '' } = look
  const subject = `person:${personId}`
  const event = 'person_viewed' as const
  const [at, place] = /^(\d{1,17})\.(\d{1,18})$/.exec(after)?.slice(1) ?? []
  return tripOf<TimelineRow>(ctx.db, [
    journalCall(actor, ctx.clock.now(), [{ event, subject, reason: reason.trim() || noReasonGiven }]),
    call(selectTimeline, [cardId, subject, limit + 1, at, place]),
  ])
}
