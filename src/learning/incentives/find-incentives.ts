import type { Context } from '../../database/context.ts'
import { one, type Row, rows, statement } from '../../database/sql.ts'
import { day } from '../../kernel/clock.ts'
import { startOfWibDate } from '../../kernel/wib.ts'
import { type Incentive, type IncentiveKnown, incentiveColumns, incentiveFrom } from './incentives.ts'

/** What stops an instalment that is due, and waits for somebody to mend it. */
export const stoppedStates = ['failed', 'held', 'no_account'] as const
export type StoppedState = (typeof stoppedStates)[number]

/** An instalment of a list, with the payment that it goes with. */
export type ListedIncentive = Incentive & {
  readonly paymentId: string | undefined
  /** the run that tried it last */
  readonly runId: number | undefined
}

/** Begins at the payments of people that are open, which are few beside all that were ever paid. */
const stopped = statement<
  [state: StoppedState, limit: number, offset: number],
  'learning/stopped-incentives',
  IncentiveKnown | 'total'
>(
  'learning/stopped-incentives',
  `
  select listed.*, count(*) over ()::int as total
  from (
    ${incentiveColumns}
    where (incentive.card_id, incentive.purchase_id, entry_kind, incentive.number) in (
      select item.card_id, item.purchase_id, item.kind, item.serial % 100
      from payment join payment_item item using (payment_id)
      where payment.state in ('open', 'ready') and party_kind = 'person' and item.removed_in is null
    )
  ) listed
  where payment in ('open', 'ready') and $1 = case
    when line in ('refused', 'returned') or waits_because = 'account_refused' then 'failed'
    when waits_because = 'on_hold' then 'held'
    when waits_because in ('no_account', 'account_shared') then 'no_account'
  end
  order by due_at, card_id, kind, number
  limit $2 offset $3
  `,
)

const dueBetween = statement<
  [from: Date, before: Date, limit: number, offset: number],
  'learning/incentives-between',
  IncentiveKnown
>(
  'learning/incentives-between',
  `
  ${incentiveColumns}
  where due_at >= $1 and due_at < $2
  order by due_at, card_id, kind, number
  limit $3 offset $4
  `,
)

const countBetween = statement<[from: Date, before: Date], 'learning/count-incentives-between', 'total'>(
  'learning/count-incentives-between',
  'select count(*)::int as total from incentive where due_at >= $1 and due_at < $2',
)

export interface IncentivePage {
  readonly incentives: readonly ListedIncentive[]
  readonly total: number
}

/** Instalments that are due and stopped: the bank said no, the programme looks first, or there is no account. The oldest first. */
export async function stoppedIncentives(
  ctx: Pick<Context, 'db' | 'clock'>,
  asked: { readonly state: StoppedState; readonly limit: number; readonly offset?: number },
): Promise<IncentivePage> {
  const now = ctx.clock.now()
  const found = await rows(ctx.db, stopped, [asked.state, asked.limit, asked.offset ?? 0])
  return { incentives: found.map((row) => listed(row, now)), total: found[0]?.total ?? 0 }
}

/** The instalments that are due on a WIB day, whatever became of them. */
export async function incentivesOfDay(
  ctx: Pick<Context, 'db' | 'clock'>,
  asked: { readonly on: string; readonly limit: number; readonly offset?: number },
): Promise<IncentivePage> {
  const now = ctx.clock.now()
  const from = startOfWibDate(asked.on)
  const before = new Date(from.getTime() + day)
  const found = await rows(ctx.db, dueBetween, [from, before, asked.limit, asked.offset ?? 0])
  const { total } = await one(ctx.db, countBetween, [from, before])
  return { incentives: found.map((row) => listed(row, now)), total }
}

function listed(row: Row<'learning/incentives-between', IncentiveKnown>, now: Date): ListedIncentive {
  return { ...incentiveFrom(row, now), paymentId: row.paymentId, runId: row.runId }
}
