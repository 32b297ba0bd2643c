import { one, type Queryable, type Row, statement } from '../database/sql.ts'

/** What of the money waits for somebody: each by the index of what waits. */
export type WaitingMoney = Row<'money/count-waiting', 'bankLines' | 'accounts' | 'failed'>

const countWaiting = statement<[], 'money/count-waiting', 'bankLines' | 'accounts' | 'failed'>(
  'money/count-waiting',
  `
  select
    (
      select count(*)::int from statement_line
      where decision is null and outcome <> all (array['paid', 'returned'])
    ) as bank_lines,
    (
      select count(*)::int from payout_account
      where party_kind in ('institution', 'storefront') and usable_from is null and ended_at is null
    ) as accounts,
    (
      select count(*)::int from payment where party_kind = 'person' and state = 'open' and orders > 0
    ) as failed
  `,
)

/** Lines of banks that match nothing, accounts of partners to approve, and payments to people that did not arrive. */
export function waitingMoney(db: Queryable): Promise<WaitingMoney> {
  return one(db, countWaiting, [])
}
