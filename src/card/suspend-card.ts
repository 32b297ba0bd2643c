import type { Context } from '../database/context.ts'
import { first, type Queryable, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { EventName } from '../journal/events.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { type CardFacts, cardNumberRefusals } from './card-facts.ts'

export const suspendRefusals = refusalWords({
  id: {
    card_revoked: 'Kartu ini dicabut: tidak bisa dibekukan atau dilepas. Bila keliru dicabut, minta koreksi.',
    card_suspended: 'Kartu ini sudah dibekukan. Tidak perlu apa-apa lagi.',
    card_not_suspended: 'Kartu ini tidak dibekukan. Tidak ada yang perlu dilepas.',
  },
  en: {
    card_revoked:
      'This card is revoked: it can neither be suspended nor released. If it was revoked wrongly, ask for a correction.',
    card_suspended: 'This card is suspended already. There is nothing to do.',
    card_not_suspended: 'This card is not suspended. There is nothing to release.',
  },
  also: [reasonRefusals, only(cardNumberRefusals, 'card_unknown')],
})
export type SuspendRefusal = ReasonOf<typeof suspendRefusals>

const lockStatus = statement<[cardId: string], 'card/lock-status'>(
  'card/lock-status',
  'select status from card where card_id = $1 for no key update',
)

const setStatus = statement<[cardId: string, status: CardFacts['status']], 'card/set-status'>(
  'card/set-status',
  'update card set status = $2 where card_id = $1 returning card_id',
)

/**
 * Suspends a card in the caller's transaction, where it is active: whether it was. What had been suspended or revoked before
 * stays as it is.
 */
export async function freezeCard(
  tx: Queryable,
  cardId: string,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<boolean> {
  return turnFrom(
    tx,
    { cardId, from: 'active', to: 'suspended', event: 'card_suspended' },
    reason,
    actor,
    now,
  )
}

/** Releases a card in the caller's transaction, where it is suspended: whether it was. */
export async function thawCard(
  tx: Queryable,
  cardId: string,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<boolean> {
  return turnFrom(tx, { cardId, from: 'suspended', to: 'active', event: 'card_released' }, reason, actor, now)
}

async function turnFrom(
  tx: Queryable,
  turn: {
    readonly cardId: string
    readonly from: CardFacts['status']
    readonly to: CardFacts['status']
    readonly event: EventName
  },
  reason: string,
  actor: Actor,
  now: Date,
): Promise<boolean> {
  const { cardId, from, to, event } = turn
  if ((await first(tx, lockStatus, [cardId]))?.status !== from) return false
  await first(tx, setStatus, [cardId, to])
  await writeJournal(tx, actor, now, [{ event, subject: `card:${cardId}`, cardId, reason }])
  return true
}

/**
 * Suspends a card: nothing is bought with it until it is released; its balance stays, and a code that was sent before pays
 * no more. Its deadlines go on. Refuses `reason_missing`, `card_unknown`, `card_revoked`, `card_suspended`.
 */
export function suspendCard(ctx: Context, cardId: string, because: string, actor: Actor) {
  return turn(ctx, cardId, because, actor, { to: 'suspended', event: 'card_suspended' })
}

/** Lets a suspended card buy again. Refuses `reason_missing`, `card_unknown`, `card_revoked`, `card_not_suspended`. */
export function releaseCard(ctx: Context, cardId: string, because: string, actor: Actor) {
  return turn(ctx, cardId, because, actor, { to: 'active', event: 'card_released' })
}

function turn(
  ctx: Context,
  cardId: string,
  because: string,
  actor: Actor,
  { to, event }: { readonly to: 'active' | 'suspended'; readonly event: EventName },
): Promise<Outcome<null, SuspendRefusal>> {
  return inTransaction(ctx.db, async (tx): Promise<Outcome<null, SuspendRefusal>> => {
    const reason = because.trim()
    if (reason === '') return refuse('reason_missing')
    const card = await first(tx, lockStatus, [cardId])
    if (!card) return refuse('card_unknown')
    if (card.status === 'revoked') return refuse('card_revoked')
    if (card.status === to) return refuse(to === 'active' ? 'card_not_suspended' : 'card_suspended')
    await first(tx, setStatus, [cardId, to])
    await writeJournal(tx, actor, ctx.clock.now(), [{ event, subject: `card:${cardId}`, cardId, reason }])
    return done(null)
  })
}
