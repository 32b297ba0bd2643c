import { type CardFacts, cardFacts } from '../card/card-facts.ts'
import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'
import { moneyOfPurchases, type PurchaseMoney } from '../ledger/purchase-money.ts'

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
  readonly purchases: readonly FiledPurchase[]
  /** the newest first */
  readonly timeline: readonly TimelineEntry[]
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
  readonly subject: string
  readonly reason: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly requestId: string
}

type PersonRow = Row<'staff/select-person', 'bornOn'>

const selectPerson = statement<[personId: string], 'staff/select-person', PersonRow>(
  'staff/select-person',
  `
  select
    person_id, name, nik_tail, born_on::text as born_on, phone, email, education, occupation, barred_at,
    bar.because as barred_because, erased_at, recipient.card_id
  from person
  left join recipient using (person_id)
  left join bar using (person_id)
  where person_id = $1
  `,
)

const selectPurchases = statement<[cardId: string], 'staff/select-purchases-of-card'>(
  'staff/select-purchases-of-card',
  `
  select
    purchase_id, course.title as course, partner.name as storefront, amount, purchase.status, purchase.created_at,
    paid_at, redeemed_at, finished_at, cancelled_at, invoice_code as invoice
  from purchase
  join course using (course_id)
  join partner using (partner_id)
  where card_id = $1
  order by purchase.created_at desc
  limit 100
  `,
)

/** Of a message only template and channel: what it said is in nobody's way. */
const selectTimeline = statement<
  [cardId: string, subject: string, limit: number],
  'staff/select-timeline',
  'at' | 'act' | 'actor' | 'subject' | 'reason' | 'requestId' | { facts: Record<string, unknown> }
>(
  'staff/select-timeline',
  `
  select at, act, actor, subject, reason, facts, request_id
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
  order by at desc, place desc
  limit $3
  `,
)

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

/**
 * Everything of one person, for somebody of the staff. The look itself is written into the journal first, with its reason:
 * people see who looked at them. Undefined where there is no such person.
 */
export async function openPersonFile(
  ctx: Context,
  personId: string,
  actor: Actor,
  reason = noReasonGiven,
): Promise<PersonFile | undefined> {
  const found = await first(ctx.db, selectPerson, [personId])
  if (!found) return undefined
  const subject = `person:${personId}`
  await writeJournal(ctx.db, actor, ctx.clock.now(), [
    { event: 'person_viewed', subject, reason: reason.trim() || noReasonGiven },
  ])
  const { cardId, ...person } = found
  const [card, bought, money, timeline] = await Promise.all([
    cardId ? cardFacts(ctx, cardId) : undefined,
    rows(ctx.db, selectPurchases, [cardId ?? '0']),
    moneyOfPurchases(ctx.db, cardId ?? '0'),
    rows(ctx.db, selectTimeline, [cardId ?? '0', subject, timelineLimit]),
  ])
  const purchases = bought.map((one) => ({ ...one, money: money.get(one.purchaseId) }))
  return { ...person, card, purchases, timeline }
}
