import type { Context } from '../../database/context.ts'
import { first, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import type { AccountChecker } from './account-checker.ts'
import type { Party } from './rules.ts'

/** What accounts for payments are kept with. */
export interface Accounts {
  readonly ctx: Context
  readonly checker: AccountChecker
  /** how long a change rests before it is paid to */
  readonly restHours: number
  /** the host that people see, which codes are bound to */
  readonly domain: string
  /** the address that people see, with this path */
  link(path: string): string
  /** a message was written */
  onMessages(): void
}

export interface Account extends Row<'money/select-accounts', Sure> {}
type Sure = 'party' | 'shared'

const columns = `
  account_id, party_kind, party_id, kind, provider, number_tail, holder_name, language, asked_by, asked_at, tried_at,
  verified_name, verified_at, approved_by, approved_at, usable_from, ended_because, ended_reason, ended_by, ended_at,
  (
    select usable_until from usable_account
    where usable_account.party_kind = own.party_kind and usable_account.party_id = own.party_id
      and usable_account.account_id = own.account_id
  ) as usable_until,
  coalesce(
    (select name from institution where institution.institution_id = own.institution_id),
    (select name from partner where partner.partner_id = own.partner_id),
    'person ' || own.person_id
  ) as party,
  exists (
    select from payout_account other
    where other.number_mark = own.number_mark and other.verified_at is not null and other.ended_at is null
      and (other.party_kind, other.party_id) <> (own.party_kind, own.party_id)
  ) as shared
`

const selectAccounts = statement<
  [partyKind: Party['kind'], partyId: string, accountId: string | null],
  'money/select-accounts',
  Sure
>(
  'money/select-accounts',
  `
  select ${columns} from payout_account own
  where party_kind = $1 and party_id = $2 and ($3::bigint is null or account_id = $3)
  order by account_id desc
  `,
)

const selectPartnerAccounts = statement<[], 'money/select-accounts-of-partners', Sure>(
  'money/select-accounts-of-partners',
  `
  select ${columns} from payout_account own
  where party_kind in ('institution', 'storefront')
  order by ended_at is not null, usable_from is not null, party, account_id desc
  `,
)

const partyOf = statement<[accountId: string], 'money/party-of-account'>(
  'money/party-of-account',
  'select party_kind, party_id from payout_account where account_id = $1',
)

const lockOfParty = statement<[party: string]>(
  'money/lock-party',
  `select pg_advisory_xact_lock(hashtextextended('payout account ' || $1, 0))`,
)

const hasUsable = statement<
  [partyKind: Party['kind'], partyId: string, now: Date],
  'money/has-usable',
  'has'
>(
  'money/has-usable',
  `
  select exists (
    select from usable_account where party_kind = $1 and party_id = $2 and usable_from <= $3
  ) as has
  `,
)

/** The accounts of a party, the newest first. */
export function accountsOf(db: Queryable, { kind, id }: Party): Promise<Account[]> {
  return rows(db, selectAccounts, [kind, id, null])
}

/** The accounts of all institutions and storefronts, those first that wait, and those last that ended. */
export function partnerAccounts(db: Queryable): Promise<Account[]> {
  return rows(db, selectPartnerAccounts, [])
}

/** One account; undefined where there is none. */
export async function findAccount(db: Queryable, accountId: string): Promise<Account | undefined> {
  const party = await first(db, partyOf, [accountId])
  return party && first(db, selectAccounts, [party.partyKind, party.partyId, accountId])
}

/** One account, for the rest of a transaction in which nobody else decides about its party. */
export async function lockAccount(tx: Queryable, accountId: string): Promise<Account | undefined> {
  const party = await first(tx, partyOf, [accountId])
  if (party) await lockParty(tx, { kind: party.partyKind, id: party.partyId })
  return party && first(tx, selectAccounts, [party.partyKind, party.partyId, accountId])
}

/** Whatever is decided of the accounts of one party is decided one after the other. */
export async function lockParty(tx: Queryable, { kind, id }: Party): Promise<void> {
  await rows(tx, lockOfParty, [`${kind} ${id}`])
}

/** Whether a party has, or had, an account that was paid to: then the next one is a change. */
export async function hasUsableAccount(tx: Queryable, { kind, id }: Party, now: Date): Promise<boolean> {
  return (await first(tx, hasUsable, [kind, id, now]))?.has ?? false
}

/** Whose account it is. */
export const partyOfAccount = ({ partyKind, partyId }: Pick<Account, 'partyKind' | 'partyId'>): Party => ({
  kind: partyKind,
  id: partyId,
})
