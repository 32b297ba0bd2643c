import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { first, one, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { leaveSeats } from '../waves/seats/seats-sql.ts'
import { lockCardToCorrect } from './correction-sql.ts'
import { endCards, inBothLanguages } from './ended-sql.ts'

/** Why a NIK is barred whose holder did not want the card. */
export const declinedReason = 'seat_declined'

export const declineRefusals = refusalWords({
  id: {
    no_card: 'Belum ada kartu yang bisa ditolak. Tunggu sampai kartu diberikan.',
    card_not_active:
      'Kartu ini tidak aktif, jadi tidak ada yang bisa ditolak. Lihat sebabnya di halaman kartu.',
    bought_before:
      'Kartu ini sudah dipakai membeli pelatihan, jadi tidak bisa ditolak lagi. Selesaikan pelatihannya.',
  },
  en: {
    no_card: 'There is no card to decline yet. Wait until it is given.',
    card_not_active:
      'This card is not active, so there is nothing to decline. See why on the page of the card.',
    bought_before: 'This card has bought a training, so it cannot be declined any more. Finish the training.',
  },
})
export type DeclineRefusal = ReasonOf<typeof declineRefusals>

const reason = inBothLanguages({ id: 'Anda menolak kartu', en: 'you declined the card' })

/** Of a locked card, as a missed term ends: all of it returns to the treasury, and the seat is free for another. */
const endDeclined = statement<
  [cardId: string, now: Date, actor: string, requestId: string, link: string, reason: string],
  'deadlines/end-declined',
  'amount'
>(
  'deadlines/end-declined',
  `
  with ended as materialized (
    select
      card_id, person_id, balance, holder_name, holder_phone, holder_email, 'revoked' as verdict,
      '${declinedReason}' as because, $2::timestamptz as before, $2::timestamptz as declined_at,
      (
        select coalesce(max(serial) + 1, 0) from entry
        where entry.card_id = card.card_id and purchase_id = 0 and kind = 'forfeit'
      ) as serial
    from card
    where card_id = $1 and status = 'active' and first_paid_at is null
  ),
  ${endCards},
  dismissed as (
    update recipient set status = 'revoked'
    from ended where recipient.card_id = ended.card_id
    returning wave_id, recipient.person_id
  ),
  freed as (${leaveSeats}),
  closed as (
    delete from deadline using ended where deadline.card_id = ended.card_id
  )
  select balance as amount from ended
  `,
)

/**
 * The holder does not want the card: as when the term was missed, at once. All rupiah return to the treasury, the card is
 * revoked, and the seat goes to a reserve or an extra wave. Only before the first purchase. A card is given once in a lifetime, so
 * it cannot be had again, unless two people restore it. `link` is the page of the card, for the message.
 */
export async function declineCard(
  ctx: Context,
  cardId: string,
  { actor, link }: { readonly actor: Actor; readonly link: string },
): Promise<Outcome<{ readonly amount: number }, DeclineRefusal>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx): Promise<Outcome<{ amount: number }, DeclineRefusal>> => {
    const card = await first(tx, lockCardToCorrect, [cardId])
    if (!card) return refuse('no_card')
    if (card.status !== 'active') return refuse('card_not_active')
    if (card.firstPaidAt) return refuse('bought_before')
    const { amount } = await one(tx, endDeclined, [
      cardId,
      ctx.clock.now(),
      actor.actor,
      actor.requestId,
      link,
      reason,
    ])
    return done({ amount })
  })
}
