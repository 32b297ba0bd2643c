import { type Queryable, rows, statement, touched } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'
import { holdMany, liftMany, type OneHeld } from '../money/holds/hold-many.ts'
import type { Finding } from './signals/finding.ts'

type HeldKind = OneHeld['kind']

const selectHolds = statement<[caseId: string], 'fraud/select-holds'>(
  'fraud/select-holds',
  'select party_kind, party_id, card_id, hold_id from fraud_hold where case_id = $1',
)

const insertHolds = statement<
  [
    caseId: string,
    kinds: readonly string[],
    ids: readonly string[],
    cards: readonly (string | null)[],
    holds: readonly string[],
  ]
>(
  'fraud/insert-holds',
  `
  insert into fraud_hold (case_id, party_kind, party_id, card_id, hold_id)
  select $1, party_kind, party_id, card_id, hold_id
  from unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) as held (party_kind, party_id, card_id, hold_id)
  `,
)

/** What a case is called in the journal. */
export const caseSubject = (caseId: string) => `fraud_case:${caseId}`

/**
 * Stops the payments of what a finding is about, whatever of it is not stopped by this case yet: the institution or the
 * storefront itself, or the purchases of a course; and whoever else is in it. How many are new. The caller has locked the
 * case, and tells of it.
 */
export async function placeHolds(
  tx: Queryable,
  caseId: string,
  finding: Finding,
  actor: Actor,
  now: Date,
): Promise<number> {
  const before = await rows(tx, selectHolds, [caseId])
  const known = new Set(before.map(({ partyKind, partyId }) => `${partyKind}:${partyId}`))
  const wanted = new Map(heldBy(finding).map((held) => [`${held.kind}:${held.id}`, held]))
  const fresh = [...wanted].flatMap(([name, held]) => (known.has(name) ? [] : [held]))
  const placed = await holdMany(tx, fresh, caseSubject(caseId), actor, now)
  await touched(tx, insertHolds, [
    caseId,
    placed.map(({ kind }) => kind),
    placed.map(({ id }) => id),
    placed.map(({ cardId }) => cardId ?? null),
    placed.map(({ holdId }) => holdId),
  ])
  return placed.length
}

function heldBy(finding: Finding): OneHeld[] {
  const { subjectKind, subjectId, cards, purchases, people, institutions, storefronts } = finding
  const parties = (kind: HeldKind, ids: readonly string[]) => ids.map((id) => ({ kind, id }))
  const isParty = subjectKind === 'institution' || subjectKind === 'storefront'
  return [
    ...(isParty ? [{ kind: subjectKind, id: subjectId } as const] : []),
    ...parties('person', people),
    ...parties('institution', institutions),
    ...parties('storefront', storefronts),
    ...(isParty ? [] : purchases.map((id, at) => ({ kind: 'purchase' as const, id, cardId: cards[at] }))),
  ]
}

/** Lets the payments go on that a case has stopped. How many. The caller has locked the case, and tells of it. */
export async function liftCaseHolds(
  tx: Queryable,
  caseId: string,
  because: string,
  actor: Actor,
  now: Date,
): Promise<number> {
  const held = await rows(tx, selectHolds, [caseId])
  const placed = held.map(({ holdId, partyKind, partyId, cardId }) => ({
    ...{ holdId, kind: partyKind as HeldKind, id: partyId, cardId },
  }))
  return liftMany(tx, placed, because, actor, now)
}
