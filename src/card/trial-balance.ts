import { type Queryable, type Row, rows, statement } from '../database/sql.ts'

export type Account = 'treasury' | 'card' | 'partner'

export interface TrialBalance {
  /** rupiah on each account, all cards and all partners together; what left an account is negative */
  readonly accounts: Readonly<Record<Account, number>>
  /** rupiah that each partner was paid and did not return */
  readonly partners: readonly { readonly partnerId: number; readonly amount: number }[]
  /** always zero */
  readonly sum: number
  /** movements of money */
  readonly entries: number
}

type AccountRow = Row<'card/sum-accounts', 'amount' | 'lines' | { account: Account }>

const sumAccounts = statement<[], 'card/sum-accounts', AccountRow>(
  'card/sum-accounts',
  `
  select account, partner_id, sum(amount)::bigint as amount, count(*)::bigint as lines
  from ledger_line
  group by account, partner_id
  order by account, partner_id
  `,
)

/** The trial balance of the whole ledger, from its lines. */
export async function trialBalance(db: Queryable): Promise<TrialBalance> {
  const sums = await rows(db, sumAccounts, [])
  const accounts = { treasury: 0, card: 0, partner: 0 }
  let lines = 0
  for (const row of sums) {
    accounts[row.account] += Number(row.amount)
    lines += Number(row.lines)
  }
  return {
    accounts,
    partners: sums
      .filter((row) => row.partnerId !== undefined)
      .map((row) => ({ partnerId: row.partnerId!, amount: Number(row.amount) })),
    sum: accounts.treasury + accounts.card + accounts.partner,
    entries: lines / 2,
  }
}
