import { type Queryable, rows, statement } from '../../database/sql.ts'
import { type JournalRow, writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import { partySubject } from '../accounts/rules.ts'
import type { Held } from './holds.ts'

/** One of many holds: a purchase with the card that its event is kept with. */
export interface OneHeld extends Held {
  readonly cardId?: string | undefined
}

const insertHolds = statement<
  [kinds: readonly string[], ids: readonly string[], reason: string, actor: string, now: Date],
  'money/insert-holds'
>(
  'money/insert-holds',
  `
  insert into hold (party_kind, party_id, reason, held_by, held_at)
  select party_kind, party_id, $3, $4, $5
  from unnest($1::text[], $2::bigint[]) as held (party_kind, party_id)
  returning hold_id, party_kind, party_id
  `,
)

const liftHolds = statement<
  [holdIds: readonly string[], because: string, actor: string, now: Date],
  'money/lift-holds'
>(
  'money/lift-holds',
  `
  update hold set lifted_because = $2, lifted_by = $3, lifted_at = $4
  where hold_id = any ($1::bigint[]) and lifted_at is null
  returning hold_id, party_kind, party_id
  `,
)

/** A hold, with whom it stops. */
export interface PlacedHold extends OneHeld {
  readonly holdId: string
}

/** Stops the payments of many at once, each by a hold of its own, as `holdPayments` does for one. */
export async function holdMany(
  tx: Queryable,
  wanted: readonly OneHeld[],
  reason: string,
  actor: Actor,
  now: Date,
): Promise<PlacedHold[]> {
  if (wanted.length === 0) return []
  const cardOf = new Map(wanted.map((held) => [`${held.kind}:${held.id}`, held.cardId]))
  const made = await rows(tx, insertHolds, [
    wanted.map(({ kind }) => kind),
    wanted.map(({ id }) => id),
    reason,
    actor.actor,
    now,
  ])
  const placed = made.map(({ holdId, partyKind, partyId }) => ({
    holdId,
    kind: partyKind,
    id: partyId,
    cardId: cardOf.get(`${partyKind}:${partyId}`),
  }))
  await writeJournal(
    tx,
    actor,
    now,
    placed.map((one) => told('payments_held', one, reason)),
  )
  return placed
}

/** Lifts those of these holds that are in force. How many. */
export async function liftMany(
  tx: Queryable,
  placed: readonly PlacedHold[],
  because: string,
  actor: Actor,
  now: Date,
): Promise<number> {
  if (placed.length === 0) return 0
  const known = new Map(placed.map((one) => [one.holdId, one]))
  const lifted = await rows(tx, liftHolds, [[...known.keys()], because, actor.actor, now])
  await writeJournal(
    tx,
    actor,
    now,
    lifted.map(({ holdId }) => told('payments_released', known.get(holdId)!, because)),
  )
  return lifted.length
}

function told(
  event: 'payments_held' | 'payments_released',
  { holdId, kind, id, cardId }: PlacedHold,
  reason: string,
): JournalRow {
  const subject = kind === 'purchase' ? `purchase:${id}` : partySubject({ kind, id })
  return { event, subject, reason, facts: { hold: holdId }, ...(cardId && { cardId }) }
}
