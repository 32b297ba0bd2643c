import { type Queryable, type Row, rows, statement } from '../database/sql.ts'
import type { SuspendedParty } from './suspend.ts'

type Known = 'party' | 'waits' | 'returned' | 'goesOn' | 'ended' | 'told' | 'overBefore'
/** A suspension with how far what was open is settled. */
export interface Suspension extends Row<'suspension/list', Known> {}

const listStatement = statement<[all: boolean], 'suspension/list', Known>(
  'suspension/list',
  `
  select
    suspension_id, party_kind, party_id, coalesce(institution.name, partner.name, '') as party, client_code, because, begun, began_at,
    begun_by, suspension.settled_at, ended_at, ended_by, ended_because, item.*
  from suspension
  left join institution on party_kind = 'institution' and institution.institution_id = party_id
  left join partner on party_kind = 'storefront' and partner_id = party_id
  cross join lateral (
    select
      count(*) filter (where suspended_item.settled_at is null)::int as waits,
      count(*) filter (where outcome = 'returned')::int as returned,
      count(*) filter (where outcome = 'goes_on')::int as goes_on,
      count(*) filter (where outcome = 'ended')::int as ended,
      count(*) filter (where outcome = 'told')::int as told,
      count(*) filter (where outcome = 'over_before')::int as over_before
    from suspended_item where suspended_item.suspension_id = suspension.suspension_id
  ) item
  where $1 or ended_at is null
  order by ended_at is not null, suspension_id desc
  limit 1000
  `,
)

/** The suspensions in force, the newest first; with `all`, those that have ended after them. */
export function listSuspensions(db: Queryable, { all = false } = {}): Promise<Suspension[]> {
  return rows(db, listStatement, [all])
}

/** Who is suspended at present, as lists of institutions and partners say it. */
export async function suspendedParties(db: Queryable): Promise<(party: SuspendedParty) => boolean> {
  const inForce = new Set(
    (await listSuspensions(db)).map(({ partyKind, partyId }) => `${partyKind}:${partyId}`),
  )
  return ({ kind, id }) => inForce.has(`${kind}:${id}`)
}
