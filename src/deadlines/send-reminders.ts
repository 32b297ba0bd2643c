import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { type JournalRow, writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'
import { daysLeft } from '../kernel/wib.ts'
import { type NewMessage, queueMessages } from '../messages/queue.ts'
import { yearRules } from '../years/years.ts'
import { nextStep, reminderDue, termBefore } from './rules.ts'

export interface ReminderOptions {
  /** the holder's card page, for the message */
  readonly link: string
  readonly now: Date
  /** cards in one transaction */
  readonly chunk: number
  /** cards looked at, after each transaction */
  readonly onChunk: (cards: number) => void
  /** breaks off after the transaction under way */
  readonly signal?: AbortSignal | undefined
}

/** Two runs side by side share the work. Cards are not locked: a reminder never makes a purchase wait. */
const takeDue = statement<[now: Date, count: number], 'deadlines/take-due-reminders'>(
  'deadlines/take-due-reminders',
  `
  select
    deadline.card_id, deadline.due_at, card.year, card.status, card.holder_phone, card.balance,
    card.first_purchase_before, card.usable_before, card.first_paid_at
  from deadline
  join card using (card_id)
  where deadline.step = 'reminder' and deadline.due_at <= $1
  order by deadline.due_at, deadline.card_id
  limit $2
  for no key update of deadline skip locked
  `,
)

const moveOn = statement<[cardIds: string[], steps: string[], dueAts: Date[]]>(
  'deadlines/move-deadlines-on',
  `
  update deadline set step = next.step, due_at = next.due_at
  from unnest($1::bigint[], $2::text[], $3::timestamptz[]) as next (card_id, step, due_at)
  where deadline.card_id = next.card_id
  `,
)

/**
 * Reminds everybody who has not bought yet and whose reminder is due, by SMS, once for each of them: the reminder and
 * the step to the next one are one transaction. Who comes late sends the newest one only. Returns how many were sent.
 */
export async function sendReminders(ctx: Context, options: ReminderOptions): Promise<number> {
  let sent = 0
  while (!options.signal?.aborted) {
    await assertClock(ctx)
    const chunk = await inTransaction(ctx.db, (tx) => remindSome(tx, ctx, options))
    if (chunk.taken === 0) break
    sent += chunk.sent
    options.onChunk(chunk.taken)
  }
  return sent
}

const reminder: Actor = { actor: 'system:deadlines', requestId: 'reminders' }

async function remindSome(
  tx: pg.PoolClient,
  ctx: Context,
  { link, now, chunk }: ReminderOptions,
): Promise<{ taken: number; sent: number }> {
  const due = await rows(tx, takeDue, [now, chunk])
  if (due.length === 0) return { taken: 0, sent: 0 }
  const messages: NewMessage[] = []
  const next = []
  const told: JournalRow[] = []
  for (const row of due) {
    const rules = await yearRules(ctx.db, row.year)
    const deadline = termBefore(row)
    next.push(nextStep(row, now, rules))
    const due = reminderDue(row, row.dueAt, now, rules) !== undefined
    const event = due ? 'reminded' : 'reminder_passed'
    told.push({ event, subject: `card:${row.cardId}`, cardId: row.cardId })
    if (!due) continue
    const params = { daysLeft: daysLeft(now, deadline), deadline, balance: row.balance, link }
    // Without an end of its own: what expires goes before all else, and an OTP must not wait behind reminders.
    messages.push({
      template: 'deadline-reminder',
      channel: 'sms',
      to: row.holderPhone,
      cardId: row.cardId,
      params,
    })
  }
  await touched(tx, moveOn, [
    due.map(({ cardId }) => cardId),
    next.map(({ step }) => step),
    next.map(({ dueAt }) => dueAt),
  ])
  await queueMessages(tx, ctx, messages)
  await writeJournal(tx, reminder, now, told)
  return { taken: due.length, sent: messages.length }
}
