import { one, type Queryable, rows, statement } from '../../database/sql.ts'
import { type Line, lineColumns } from './runs.ts'

const selectLinesOfParty = statement<
  [partyKind: string, partyId: string, limit: number],
  'money/select-lines-of-party',
  'gross' | 'netted' | 'amount'
>(
  'money/select-lines-of-party',
  `
  select ${lineColumns}
  from payment
  join payment_line line using (payment_id)
  join payment_run using (run_id)
  left join payout_account using (account_id)
  where payment.party_kind = $1 and payment.party_id = $2 and withdrawn_at is null
  order by line.run_id desc, line.payment_id desc
  limit $3
  `,
)

/** The lines of an institution, a storefront or a person, of all runs that were not withdrawn, the newest first. */
export function linesOfParty(
  db: Queryable,
  { kind, id }: { readonly kind: string; readonly id: string },
  limit = 100,
): Promise<Line[]> {
  return rows(db, selectLinesOfParty, [kind, id, limit])
}

const selectPosition = statement<
  [partyKind: string, partyId: string],
  'money/position-of-party',
  'payable' | 'owed' | 'atBank' | 'paidOut'
>(
  'money/position-of-party',
  `
  select
    coalesce(sum(moved) filter (where account = 'payable_' || $1), 0)::bigint as payable,
    coalesce(-sum(moved) filter (where account = 'owed_' || $1), 0)::bigint as owed,
    coalesce(sum(moved) filter (where account = 'in_transit'), 0)::bigint as at_bank,
    coalesce(sum(moved) filter (where account = 'paid'), 0)::bigint as paid_out
  from (
    select side.account, side.moved
    from entry cross join lateral (values (debit, -amount::bigint), (credit, amount)) side (account, moved)
    where party_id = $2::bigint and (debit in ('payable_' || $1, 'owed_' || $1) or credit in ('payable_' || $1, 'owed_' || $1))
    union all
    select side.account, side.moved
    from payment_entry cross join lateral (values (debit, -amount), (credit, amount)) side (account, moved)
    where party_id = $2::bigint and (debit in ('payable_' || $1, 'owed_' || $1) or credit in ('payable_' || $1, 'owed_' || $1))
      and side.account <> 'in_transit'
    union all
    select case line.state when 'ordered' then 'in_transit' else 'paid' end, line.amount
    from payment join payment_line line using (payment_id)
    where party_kind = $1 and payment.party_id = $2::bigint and line.state in ('ordered', 'paid')
  ) side
  `,
)

/** Where the money of a party stands, in rupiah: not paid yet, owed by it, at the bank, and paid. */
export async function positionOf(
  db: Queryable,
  { kind, id }: { readonly kind: string; readonly id: string },
): Promise<{
  readonly payable: number
  readonly owed: number
  readonly atBank: number
  readonly paidOut: number
}> {
  const { payable, owed, atBank, paidOut } = await one(db, selectPosition, [kind, id])
  return { payable: Number(payable), owed: Number(owed), atBank: Number(atBank), paidOut: Number(paidOut) }
}
