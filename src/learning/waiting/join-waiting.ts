import type { Context } from '../../database/context.ts'
import { first, one, type Row, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { waitingSchedule } from './waiting-schedule.ts'

/** A card waits for so many schedules at a time. */
const mostWaits = 5

export const waitingRefusals = refusalWords({
  id: {
    schedule_unknown: 'Jadwal itu tidak ada atau tidak dijual lagi. Pilih jadwal lain di halaman toko.',
    seats_free: 'Jadwal itu masih punya kursi. Tidak perlu menunggu: beli di salah satu toko.',
    schedule_begun: 'Jadwal itu sudah mulai, atau mulai setelah saldo tidak bisa dipakai. Pilih jadwal lain.',
    card_cannot_buy: 'Kartu Anda tidak bisa dipakai membeli sekarang. Lihat sebabnya di halaman kartu.',
    bought_already: 'Anda sudah membeli jadwal ini. Tidak perlu apa-apa lagi.',
    waits_already: 'Anda sudah ada di daftar tunggu ini. Tidak perlu apa-apa lagi.',
    too_many_waits: 'Anda sudah menunggu 5 jadwal. Keluar dari salah satunya, lalu coba lagi.',
    not_waiting: 'Anda tidak ada di daftar tunggu ini. Tidak ada yang perlu ditinggalkan.',
  },
  en: {
    schedule_unknown:
      'There is no such schedule, or it is not sold any more. Choose another one at a storefront.',
    seats_free: 'This schedule has free seats. Buy it at one of the storefronts.',
    schedule_begun: 'This schedule has begun, or begins after the cut-off. Choose another one.',
    card_cannot_buy: 'Your card cannot buy now. See why on the page of the card.',
    bought_already: 'You have bought this schedule already. There is nothing to do.',
    waits_already: 'You are on this waiting list already. There is nothing to do.',
    too_many_waits: 'You wait for 5 schedules already. Leave one of them, then try again.',
    not_waiting: 'You are not on this waiting list. There is nothing to leave.',
  },
})
export type WaitingRefusal = ReasonOf<typeof waitingRefusals>

type CardRow = Row<'learning/lock-card-to-wait', 'usable' | 'bought' | 'waits' | 'here'>

const lockCard = statement<
  [cardId: string, scheduleId: number, now: Date],
  'learning/lock-card-to-wait',
  CardRow
>(
  'learning/lock-card-to-wait',
  `
  select
    status = 'active'
      and case when first_paid_at is null then least(first_purchase_before, usable_before) else usable_before end > $3
      as usable,
    exists (
      select from purchase
      where purchase.card_id = card.card_id and purchase.schedule_id = $2 and purchase.status = 'paid'
    ) as bought,
    (select count(*)::int from seat_wait where seat_wait.card_id = card.card_id and ended_at is null) as waits,
    exists (
      select from seat_wait
      where seat_wait.card_id = card.card_id and seat_wait.schedule_id = $2 and ended_at is null
    ) as here
  from card
  where card_id = $1
  for no key update
  `,
)

const insertWait = statement<[cardId: string, scheduleId: number, now: Date], 'learning/insert-wait'>(
  'learning/insert-wait',
  'insert into seat_wait (card_id, schedule_id, joined_at) values ($1, $2, $3) returning wait_id',
)

const leaveWait = statement<[cardId: string, scheduleId: number, now: Date]>(
  'learning/leave-wait',
  `
  update seat_wait set ended_at = $3, ended_because = 'left'
  where card_id = $1 and schedule_id = $2 and ended_at is null
  `,
)

/** Puts a card on the waiting list of a full schedule, behind all who wait. */
export async function joinWaiting(
  ctx: Context,
  cardId: string,
  scheduleCode: string,
  actor: Actor,
): Promise<Outcome<null, WaitingRefusal>> {
  const schedule = await waitingSchedule(ctx, scheduleCode)
  if (!schedule) return refuse('schedule_unknown')
  if (schedule.state === 'open') return refuse('seats_free')
  if (schedule.state !== 'full') return refuse('schedule_begun')
  const { scheduleId } = schedule
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const card = await one(tx, lockCard, [cardId, scheduleId, now])
    if (card.here) return refuse('waits_already')
    if (!card.usable) return refuse('card_cannot_buy')
    if (card.bought) return refuse('bought_already')
    if (card.waits >= mostWaits) return refuse('too_many_waits')
    await first(tx, insertWait, [cardId, scheduleId, now])
    await writeJournal(tx, actor, now, [
      { event: 'wait_joined', subject: `card:${cardId}`, cardId, facts: { scheduleCode } },
    ])
    return done(null)
  })
}

/** Takes a card off a waiting list; those behind move on. */
export async function leaveWaiting(
  ctx: Context,
  cardId: string,
  scheduleCode: string,
  actor: Actor,
): Promise<Outcome<null, 'schedule_unknown' | 'not_waiting'>> {
  const schedule = await waitingSchedule(ctx, scheduleCode)
  if (!schedule) return refuse('schedule_unknown')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if ((await touched(tx, leaveWait, [cardId, schedule.scheduleId, now])) === 0) return refuse('not_waiting')
    await writeJournal(tx, actor, now, [
      { event: 'wait_left', subject: `card:${cardId}`, cardId, facts: { scheduleCode } },
    ])
    return done(null)
  })
}
