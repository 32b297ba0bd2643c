import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { one, type Row, statement, touched } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import { queueMessages } from '../../messages/queue.ts'
import { type ReturnedTerm, returnedTerm } from './returned-term.ts'

/** A purchase that was just cancelled, in the transaction of that. */
export interface Cancellation {
  readonly cardId: string
  readonly purchaseId: string
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

/** Of a locked card. */
const selectCancelled = statement<
  [cardId: string, purchaseId: string],
  'purchase/select-cancelled',
  CancelledRow
>(
  'purchase/select-cancelled',
  `
  select
    card.first_paid_at, card.first_purchase_before, card.usable_before, card.floor_given_at is not null as floor_given,
    exists (
      select from purchase other where other.card_id = card.card_id and other.status = 'paid'
    ) as others_stand,
    -- the card's own year says it; years from before it was a rule say seven
    coalesce((rules #>> '{notice,cancelledDays}')::int, 7) as cancelled_days,
    card.status, card.balance, card.holder_name, card.holder_phone, card.holder_email,
    course.title as course, partner.name as storefront, purchase.invoice_code as invoice, purchase.amount
  from purchase
  join card using (card_id)
  left join programme_year using (year)
  join course using (course_id)
  join partner using (partner_id)
  where purchase.card_id = $1 and purchase.purchase_id = $2
  `,
)

/**
 * The term runs again. A reminder that is due at once is looked at by the next run of the deadlines, which plans what
 * comes by the rules of the year. `noticeDays` null: who was told of an earlier end stays told.
 */
const writeReturned = statement<
  [cardId: string, now: Date, firstPurchaseBefore: Date, floorGiven: boolean, noticeDays: number | null]
>(
  'purchase/return-term',
  `
  with returned as (
    update card
    set
      first_paid_at = null, first_purchase_before = $3,
      floor_given_at = case when $4 then $2::timestamptz else floor_given_at end,
      term_began_at = case when $5::smallint is null then term_began_at else $2 end,
      notice_days = coalesce($5, notice_days)
    where card_id = $1
    returning card_id
  )
  insert into deadline (card_id, step, due_at)
  select card_id, 'reminder', $2 from returned
  on conflict (card_id) do update set step = excluded.step, due_at = excluded.due_at
  `,
)

/**
 * Gives a locked card its term back where the cancelled purchase was what met it ({@link returnedTerm}), and tells the
 * holder what was cancelled, by SMS and email, with the new date where there is one.
 */
export async function returnTerm(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  cancelled: Cancellation,
): Promise<ReturnedTerm | undefined> {
  const { cardId, purchaseId, at, by, reason, actor, link } = cancelled
  const row = await one(tx, selectCancelled, [cardId, purchaseId])
  const term = termOf(row, at, by)
  if (term) {
    const { firstPurchaseBefore, floorGiven, noticeDays } = term
    await touched(tx, writeReturned, [cardId, at, firstPurchaseBefore, floorGiven, noticeDays])
    const facts = { first_purchase_before: firstPurchaseBefore.toISOString(), floor_given: floorGiven }
    await writeJournal(tx, actor, at, [
      {
        event: 'term_returned',
        subject: `card:${cardId}`,
        cardId,
        reason: 'first_purchase_cancelled',
        facts,
      },
    ])
  }
  const params = {
    name: row.holderName,
    course: row.course,
    storefront: row.storefront,
    amount: row.amount,
    balance: row.balance,
    invoice: row.invoice,
    cancelledAt: at,
    reason,
    deadline: term?.firstPurchaseBefore,
    link,
  }
  const what = { template: 'purchase-cancelled', cardId, params } as const
  await queueMessages(tx, ctx, [
    { ...what, channel: 'sms', to: row.holderPhone },
    { ...what, channel: 'email', to: row.holderEmail },
  ])
  return term
}

function termOf(row: CancelledRow, at: Date, by: Cancellation['by']) {
  // A revoked card has lost its term for good; what was paid with it before is returned to the treasury.
  const { firstPaidAt } = row
  if (firstPaidAt === undefined || row.status === 'revoked') return undefined
  return returnedTerm({ ...row, firstPaidAt }, at, by, row.cancelledDays)
}
