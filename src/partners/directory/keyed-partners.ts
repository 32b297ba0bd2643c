import { type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import type { KeySlot, PartnerRow } from './store.ts'

/** A partner with when its live keys were made, the oldest first; never the keys themselves. */
export interface KeyedPartner extends Omit<PartnerRow, 'sealedKeys'> {
  readonly keys: readonly KeySlot[]
}

type LiveKeyRow = Row<'partners/live-keys'>

const list = statement<[], 'partners/list-by-name'>(
  'partners/list-by-name',
  `
  select partner_id, client_code, name, kind, domain, institution_id, acts_as_institution, gives_voucher, sandbox,
    demands_sha256, status
  from partner order by lower(name), partner_id
  `,
)

const liveKeys = statement<[], 'partners/live-keys'>(
  'partners/live-keys',
  'select partner_id, slot, created_at from partner_key order by created_at, slot',
)

/** All partners by name, each with its live keys. */
export async function listKeyedPartners(db: Queryable): Promise<KeyedPartner[]> {
  const [partners, keys] = await Promise.all([rows(db, list, []), rows(db, liveKeys, [])])
  const slotOf = ({ slot, createdAt }: LiveKeyRow): KeySlot => ({ slot: slot === 1 ? 1 : 2, createdAt })
  return partners.map((partner) => ({
    ...partner,
    keys: keys.filter(({ partnerId }) => partnerId === partner.partnerId).map(slotOf),
  }))
}

const countOffers = statement<[partnerId: number], 'partners/count-offers', 'offers'>(
  'partners/count-offers',
  'select count(*)::int as offers from offer where partner_id = $1',
)

/** How many courses a storefront is offered. */
export async function offersTo(db: Queryable, partnerId: number): Promise<number> {
  return (await rows(db, countOffers, [partnerId]))[0]?.offers ?? 0
}
