import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { type Row, rows, statement, touched } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { PaidPurchase } from '../../ledger/earn.ts'
import { type NewMessage, queueMessages } from '../../messages/queue.ts'
import { type ReturnedTerm, returnedTerm } from './returned-term.ts'

/** How purchases were just cancelled, in the transaction of that. */
export interface Cancellation {
  readonly at: Date
  readonly by: 'holder' | 'others'
  /** in the words of the message, which is written in Indonesian */
  readonly reason: string
  readonly actor: Actor
  /** the holder's card page, for the message */
  readonly link: string
}

type CancelledRow = Row<
  'purchase/select-cancelled',
  'floorGiven' | 'othersStand' | 'invoice' | 'cancelledDays'
>

/** Of locked cards. */
const selectCancelled = statement<
  [cardIds: string[], purchaseIds: string[]],
  'purchase/select-cancelled',
  CancelledRow
>(
  'purchase/select-cancelled',
  `
  select
    card.card_id, card.first_paid_at, card.first_purchase_before, card.usable_before,
    card.floor_given_at is not null as floor_given,
    exists (
      select from purchase other where other.card_id = card.card_id and other.status = 'paid'
    ) as others_stand,
    -- the card's own year says it; years from before it was a rule say seven
    coalesce((rules #>> '{notice,cancelledDays}')::int, 7) as cancelled_days,
    card.status, card.balance, card.holder_name, card.holder_phone, card.holder_email,
    course.title as course, partner.name as storefront, purchase.invoice_code as invoice, purchase.amount
  from unnest($1::bigint[], $2::bigint[]) with ordinality as asked (card_id, purchase_id, nth)
  join purchase on purchase.card_id = asked.card_id and purchase.purchase_id = asked.purchase_id
  join card on card.card_id = asked.card_id
  left join programme_year using (year)
  join course using (course_id)
  join partner using (partner_id)
  order by nth
  `,
)

/**
 * The terms run again. A reminder that is due at once is looked at by the next run of the deadlines, which plans what
 * comes by the rules of the year. `noticeDays` null: who was told of an earlier end stays told.
 */
const writeReturned = statement<
  [
    now: Date,
    cardIds: string[],
    firstPurchaseBefore: Date[],
    floorGiven: boolean[],
    noticeDays: (number | null)[],
  ]
>(
  'purchase/return-terms',
  `
  with returned as (
    update card
    set
      first_paid_at = null, first_purchase_before = term.first_purchase_before,
      floor_given_at = case when floor_given then $1::timestamptz else floor_given_at end,
      term_began_at = case when term.notice_days is null then term_began_at else $1 end,
      notice_days = coalesce(term.notice_days, card.notice_days)
    from unnest($2::bigint[], $3::timestamptz[], $4::boolean[], $5::smallint[])
      as term (card_id, first_purchase_before, floor_given, notice_days)
    where card.card_id = term.card_id
    returning card.card_id
  )
  insert into deadline (card_id, step, due_at)
  select card_id, 'reminder', $1 from returned
  on conflict (card_id) do update set step = excluded.step, due_at = excluded.due_at
  `,
)

/**
 * Gives locked cards their terms back where a cancelled purchase was what met it ({@link returnedTerm}), and tells each
 * holder what was cancelled, by SMS and email, with the new date where there is one.
 */
export async function returnTerms(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  cancelled: readonly PaidPurchase[],
  how: Cancellation,
): Promise<void> {
  const { at, by, actor } = how
  const ids = [cancelled.map(({ cardId }) => cardId), cancelled.map(({ purchaseId }) => purchaseId)] as const
  const terms = new Map<string, ReturnedTerm>()
  const messages: NewMessage[] = []
  for (const row of await rows(tx, selectCancelled, [...ids])) {
    // of two purchases of a card the first gives the term back
    const term = terms.has(row.cardId) ? undefined : termOf(row, at, by)
    if (term) terms.set(row.cardId, term)
    messages.push(...toldOf(row, term, how))
  }
  await write(tx, terms, at)
  await writeJournal(
    tx,
    actor,
    at,
    [...terms].map(([cardId, { firstPurchaseBefore, floorGiven }]) => ({
      event: 'term_returned',
      subject: `card:${cardId}`,
      cardId,
      reason: 'first_purchase_cancelled',
      facts: { first_purchase_before: firstPurchaseBefore.toISOString(), floor_given: floorGiven },
    })),
  )
  await queueMessages(tx, ctx, messages)
}

async function write(tx: pg.PoolClient, terms: ReadonlyMap<string, ReturnedTerm>, at: Date): Promise<void> {
  if (terms.size === 0) return
  const all = [...terms.values()]
  await touched(tx, writeReturned, [
    at,
    [...terms.keys()],
    all.map(({ firstPurchaseBefore }) => firstPurchaseBefore),
    all.map(({ floorGiven }) => floorGiven),
    all.map(({ noticeDays }) => noticeDays ?? null),
  ])
}

function toldOf(row: CancelledRow, term: ReturnedTerm | undefined, how: Cancellation): NewMessage[] {
  const params = {
    name: row.holderName,
    course: row.course,
    storefront: row.storefront,
    amount: row.amount,
    balance: row.balance,
    invoice: row.invoice,
    cancelledAt: how.at,
    reason: how.reason,
    deadline: term?.firstPurchaseBefore,
    link: how.link,
  }
  const what = { template: 'purchase-cancelled', cardId: row.cardId, params } as const
  return [
    { ...what, channel: 'sms', to: row.holderPhone },
    { ...what, channel: 'email', to: row.holderEmail },
  ]
}

function termOf(row: CancelledRow, at: Date, by: Cancellation['by']) {
  // A revoked card has lost its term for good; what was paid with it before is returned to the treasury.
  const { firstPaidAt } = row
  if (firstPaidAt === undefined || row.status === 'revoked') return undefined
  return returnedTerm({ ...row, firstPaidAt }, at, by, row.cancelledDays)
}
