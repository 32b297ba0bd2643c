import type pg from 'pg'
import { first, one, type Queryable, type Row, rows, statement, touched } from '../../database/sql.ts'
import type { EventName } from '../../journal/events.ts'
import type { Facts } from '../../journal/facts.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'

export type PartnerRow = Row<'partners/list', 'sealedKeys'>

const list = statement<[], 'partners/list', PartnerRow>(
  'partners/list',
  `select partner_id, client_code, name, kind, domain,
          institution_id, acts_as_institution, gives_voucher, sandbox,
          demands_sha256, status,
          array(select k.sealed from partner_key k where k.partner_id = p.partner_id order by k.created_at desc)
            as sealed_keys
     from partner p`,
)

/** All partners with their keys, the newest key first. */
export function listPartners(db: Queryable): Promise<PartnerRow[]> {
  return rows(db, list, [])
}

export interface NewPartner {
  readonly clientCode: string
  readonly name: string
  readonly kind: 'storefront' | 'institution'
  readonly domain: string
  readonly storefront: string | undefined
  readonly institutionId: number | undefined
  readonly actsAsInstitution: boolean
  readonly givesVoucher: boolean
  readonly sandbox: boolean
  readonly demandsSha256: boolean
  readonly createdAt: Date
}

const insert = statement<
  [string, string, string, string, string | null, number | null, boolean, boolean, boolean, boolean, Date],
  'partners/insert'
>(
  'partners/insert',
  `insert into partner (client_code, name, kind, domain, storefront, institution_id, acts_as_institution,
                        gives_voucher, sandbox, demands_sha256, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
   on conflict do nothing
   returning partner_id`,
)

/** The id of the new partner, or undefined if its client code or storefront is taken. */
export async function insertPartner(db: Queryable, partner: NewPartner): Promise<number | undefined> {
  const { clientCode, name, kind, domain, storefront, institutionId } = partner
  const { actsAsInstitution, givesVoucher, sandbox, demandsSha256, createdAt } = partner
  const params = [
    clientCode,
    name,
    kind,
    domain,
    storefront ?? null,
    institutionId ?? null,
    actsAsInstitution,
    givesVoucher,
    sandbox,
    demandsSha256,
    createdAt,
  ] as const
  return (await first(db, insert, [...params]))?.partnerId
}

const exists = statement<[number], 'partners/institution-exists', 'found'>(
  'partners/institution-exists',
  'select exists (select from institution where institution_id = $1) as found',
)

export async function institutionExists(db: Queryable, institutionId: number): Promise<boolean> {
  return (await one(db, exists, [institutionId])).found
}

const lock = statement<[string], 'partners/lock'>(
  'partners/lock',
  'select partner_id from partner where client_code = $1 for update',
)

/** Takes the partner's row, so that its keys are changed one after the other. */
export async function lockPartner(client: pg.ClientBase, clientCode: string): Promise<number | undefined> {
  return (await first(client, lock, [clientCode]))?.partnerId
}

export interface KeySlot {
  readonly slot: 1 | 2
  readonly createdAt: Date
}

const slots = statement<[number], 'partners/key-slots', KeySlot>(
  'partners/key-slots',
  `select slot, created_at from partner_key where partner_id = $1 order by created_at, slot`,
)

/** The live key slots of a partner, the oldest first. */
export function listKeySlots(db: Queryable, partnerId: number): Promise<KeySlot[]> {
  return rows(db, slots, [partnerId])
}

const put = statement<[number, number, Buffer, Date], 'partners/put-key'>(
  'partners/put-key',
  `insert into partner_key (partner_id, slot, sealed, created_at) values ($1, $2, $3, $4)
   on conflict (partner_id, slot) do update set sealed = excluded.sealed, created_at = excluded.created_at
   returning slot`,
)

export async function putKey(db: Queryable, partnerId: number, slot: number, sealed: Buffer, at: Date) {
  await one(db, put, [partnerId, slot, sealed, at])
}

const remove = statement<[number, number]>(
  'partners/remove-key',
  'delete from partner_key where partner_id = $1 and slot = $2',
)

export async function removeKey(db: Queryable, partnerId: number, slot: number): Promise<boolean> {
  return (await touched(db, remove, [partnerId, slot])) === 1
}

/** Writes what was done to a partner into the journal; `facts` never hold a key. */
export async function journalPartner(
  db: Queryable,
  { clientCode, reason = '', ...by }: Actor & { readonly clientCode: string; readonly reason?: string },
  at: Date,
  event: EventName,
  facts: Facts,
): Promise<void> {
  await writeJournal(db, by, at, [{ event, subject: `partner:${clientCode}`, reason, facts }])
}
