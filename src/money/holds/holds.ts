import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Party } from '../accounts/rules.ts'
import { partySubject } from '../accounts/rules.ts'

/** Whose payments are stopped: all of a party, or what one purchase has earned. */
export interface Held {
  readonly kind: Party['kind'] | 'purchase'
  readonly id: string
}

export interface Hold extends Row<'money/select-holds', 'party'> {}

export const paymentHoldRefusals = refusalWords({
  id: {
    held_unknown:
      'Pihak atau pembelian itu tidak ada. Periksa nomornya di daftar mitra, lembaga, atau kartu.',
    hold_reason_missing: 'Tulis alasannya, paling banyak 500 huruf.',
    hold_unknown: 'Penahanan itu tidak ada atau sudah dilepas. Lihat daftar penahanan.',
  },
  en: {
    held_unknown:
      'There is no such party or purchase. Check its number in the list of partners, institutions, or cards.',
    hold_reason_missing: 'Write the reason, 500 letters at most.',
    hold_unknown: 'There is no such hold, or it is lifted already. See the list of holds.',
  },
})
export type PaymentHoldRefusal = ReasonOf<typeof paymentHoldRefusals>

const insertHold = statement<
  [kind: Held['kind'], id: string, reason: string, actor: string, now: Date],
  'money/insert-hold'
>(
  'money/insert-hold',
  `
  insert into hold (party_kind, party_id, reason, held_by, held_at) values ($1, $2, $3, $4, $5) returning hold_id
  `,
)

const setLifted = statement<
  [holdId: string, because: string, actor: string, now: Date],
  'money/set-hold-lifted'
>(
  'money/set-hold-lifted',
  `
  update hold set lifted_because = $2, lifted_by = $3, lifted_at = $4
  where hold_id = $1 and lifted_at is null
  returning party_kind, party_id
  `,
)

const heldExists = statement<[kind: string, id: string], 'money/held-exists', 'known'>(
  'money/held-exists',
  `
  select case $1
    when 'institution' then exists (select from institution where institution_id = $2::bigint)
    when 'storefront' then exists (select from partner where partner_id = $2::bigint and kind = 'storefront')
    when 'person' then exists (select from person where person_id = $2::bigint)
    else exists (select from entry where purchase_id = $2::bigint)
  end as known
  `,
)

const selectHolds = statement<[all: boolean, limit: number], 'money/select-holds', 'party'>(
  'money/select-holds',
  `
  select
    hold_id, party_kind, party_id, reason, held_by, held_at, lifted_by, lifted_at, lifted_because,
    coalesce(institution.name, partner.name, party_kind || ' ' || party_id) as party
  from hold
  left join institution on party_kind = 'institution' and institution_id = party_id
  left join partner on party_kind = 'storefront' and partner_id = party_id
  where $1 or lifted_at is null
  order by lifted_at is not null, hold_id desc
  limit $2
  `,
)

const subjectOf = ({ kind, id }: Held) =>
  kind === 'purchase' ? `purchase:${id}` : partySubject({ kind, id })

/**
 * Stops payments in the caller's transaction, from now on: of what no bank was asked for yet. One person, or the programme
 * itself, may; stopping needs no second one. Two holds on one party are two: each is lifted by itself.
 */
export async function holdPayments(
  tx: Queryable,
  held: Held,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<{ holdId: string }> {
  const { holdId } = await one(tx, insertHold, [held.kind, held.id, reason, actor.actor, now])
  await writeJournal(tx, actor, now, [
    { event: 'payments_held', subject: subjectOf(held), reason, facts: { hold: holdId } },
  ])
  return { holdId }
}

/** ... on the word of somebody of the staff, who names whom and why. */
export async function holdByStaff(
  ctx: Context,
  held: Held,
  reason: string,
  actor: Actor,
): Promise<Outcome<{ holdId: string }, PaymentHoldRefusal>> {
  const because = reason.trim()
  if (because === '' || because.length > 500) return refuse('hold_reason_missing')
  return inTransaction(ctx.db, async (tx) => {
    if (!/^[1-9]\d{0,17}$/.test(held.id) || !(await one(tx, heldExists, [held.kind, held.id])).known)
      return refuse('held_unknown')
    return done(await holdPayments(tx, held, because, actor, ctx.clock.now()))
  })
}

/** Lifts a hold, with the reason; what it stopped goes with the next run. In the caller's transaction. */
export async function liftHold(
  tx: Queryable,
  holdId: string,
  because: string,
  actor: Actor,
  now: Date,
): Promise<Outcome<null, PaymentHoldRefusal>> {
  const reason = because.trim()
  if (reason === '' || reason.length > 500) return refuse('hold_reason_missing')
  if (!/^[1-9]\d{0,17}$/.test(holdId)) return refuse('hold_unknown')
  const lifted = await first(tx, setLifted, [holdId, reason, actor.actor, now])
  if (!lifted) return refuse('hold_unknown')
  const held = { kind: lifted.partyKind as Held['kind'], id: lifted.partyId }
  await writeJournal(tx, actor, now, [
    { event: 'payments_released', subject: subjectOf(held), reason, facts: { hold: holdId } },
  ])
  return done(null)
}

/** The holds in force, the newest first; with `all`, those that were lifted after them. So many at most. */
export function listHolds(db: Queryable, { all = false, limit = 1000 } = {}): Promise<Hold[]> {
  return rows(db, selectHolds, [all, limit])
}
