import { type Queryable, rows, statement } from '../database/sql.ts'

/** The kinds of account. One account is a kind and the party it belongs to. */
export const accountKinds = [
  'treasury',
  'card',
  'clearing',
  'payable_institution',
  'payable_storefront',
  'payable_person',
  'owed_storefront',
  'owed_institution',
  'owed_person',
  'in_transit',
  'bank',
  'suspense',
] as const
export type AccountKind = (typeof accountKinds)[number]

export interface TrialBalance {
  /** rupiah on all accounts of a kind together; what left them, or is owed by their parties, is negative */
  readonly accounts: Readonly<Record<AccountKind, number>>
  /** ... of each institution and storefront; of people only all together */
  readonly parties: readonly {
    readonly account: AccountKind
    readonly partyId: number
    readonly amount: number
  }[]
  /** always zero */
  readonly sum: number
  /** movements of money */
  readonly entries: number
}

const sumAccounts = statement<[], 'ledger/sum-accounts', 'amount' | 'lines' | { account: AccountKind }>(
  'ledger/sum-accounts',
  `
  select account, payee.party_id, sum(amount)::bigint as amount, count(*)::bigint as lines
  from ledger_line
  cross join lateral (select case when account ~ '^(payable|owed)_(institution|storefront)$' then party_id end as party_id) payee
  group by account, payee.party_id
  order by account, payee.party_id
  `,
)

/** The trial balance of the whole ledger, from its lines. */
export async function trialBalance(db: Queryable): Promise<TrialBalance> {
  const accounts = Object.fromEntries(accountKinds.map((kind) => [kind, 0])) as Record<AccountKind, number>
  const parties = []
  let [lines, sum] = [0, 0]
  for (const { account, partyId, ...row } of await rows(db, sumAccounts, [])) {
    const amount = Number(row.amount)
    accounts[account] += amount
    lines += Number(row.lines)
    sum += amount
    if (partyId !== undefined) parties.push({ account, partyId: Number(partyId), amount })
  }
  return { accounts, parties, sum, entries: lines / 2 }
}
