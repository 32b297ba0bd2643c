import assert from 'node:assert/strict'
import type pg from 'pg'
import type { Model, ModelPurchase } from './a-model.ts'

/** Every card, purchase, seat and invoice is in the tables as it is in the model; `ids` are the model's by the real ones. */
export async function compareTables(
  pool: pg.Pool,
  model: Model,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const cardIds = model.cards.map(({ cardId }) => cardId)
  const { rows: cards } = await pool.query(tables.cards, [cardIds])
  const { rows: purchases } = await pool.query(tables.purchases, [cardIds])
  const { rows: seats } = await pool.query(tables.seats, [
    model.schedules.map(({ scheduleCode }) => scheduleCode),
  ])
  const { rows: invoices } = await pool.query(tables.invoices, [cardIds])
  const id = (real: string | null) => (real === null ? undefined : ids.get(real))
  assert.deepEqual(
    cards.map((card) => ({ ...card, unfinished: id(card.unfinished) })),
    model.cards.map((card) => ({
      balance: card.balance,
      entered: card.balance,
      first_paid_at: card.firstPaidAt ?? null,
      first_purchase_before: card.firstPurchaseBefore,
      floor_given: card.floorGiven,
      unfinished: card.unfinishedPurchaseId,
      otp_failures: card.otpFailures,
      failures_on: card.otpFailuresOn ?? null,
    })),
  )
  assert.deepEqual(
    new Map(purchases.map(({ purchase_id, ...row }) => [id(purchase_id), row])),
    new Map(model.cards.flatMap((card) => card.purchases.map((one) => [one.purchaseId, rowOf(one)]))),
  )
  assert.deepEqual(
    seats,
    model.schedules.map(({ seatsLeft }) => ({ seats_left: seatsLeft })),
  )
  assert.deepEqual(
    new Map(invoices.map((row) => [`${row.partner_id} ${row.invoice_code}`, id(row.purchase_id)])),
    model.invoices,
  )
}

const tables = {
  cards: `
    select balance, first_paid_at, first_purchase_before, floor_given_at is not null as floor_given,
      unfinished_purchase_id as unfinished, otp_failures, otp_failures_on::text as failures_on,
      (select sum(amount)::int from ledger_line
        where ledger_line.card_id = card.card_id and account = 'card') as entered
    from card where card_id = any ($1) order by array_position($1::bigint[], card_id)`,
  purchases: `
    select purchase_id, status, amount, otp_sends, otp_failures, otp_sent_at, expires_at, paid_at, invoice_code,
      cardinality(otp_hashes) as codes
    from purchase where card_id = any ($1)`,
  seats: `
    select sum(seats_left)::int as seats_left from schedule join seat_bucket using (schedule_id)
    where schedule_code = any ($1) group by schedule_code order by array_position($1::text[], schedule_code)`,
  invoices: 'select partner_id, invoice_code, purchase_id from invoice where card_id = any ($1)',
}

function rowOf(purchase: ModelPurchase) {
  return {
    status: purchase.status,
    amount: purchase.amount,
    otp_sends: purchase.otpSends,
    otp_failures: purchase.otpFailures,
    otp_sent_at: purchase.otpSentAt,
    expires_at: purchase.expiresAt,
    paid_at: purchase.paidAt ?? null,
    invoice_code: purchase.invoiceCode ?? null,
    codes: purchase.codes.length,
  }
}
