import type { Context } from '../../database/context.ts'
import { type Row, rows, statement } from '../../database/sql.ts'
import { type InstalmentState, type Payment, stateOfInstalment } from './rules.ts'

/** An instalment of a card's incentive, and where it stands. */
export interface Incentive extends Payment {
  readonly cardId: string
  readonly purchaseId: string
  readonly state: InstalmentState
  /** why the bank gave it back, in its words */
  readonly bankReason: string | undefined
  /** the account that a run tried last */
  readonly triedAccountId: string | undefined
  /** when it went to the bank last */
  readonly orderedAt: Date | undefined
  /** the training that brought it was finished by the word of its institution: it is paid last */
  readonly reported: boolean
}

export type IncentiveKnown =
  | 'cardId'
  | 'purchaseId'
  | 'kind'
  | 'number'
  | 'amount'
  | 'dueAt'
  | 'reported'
  | 'surveyThere'
type IncentiveRow = Row<'learning/incentive-of-card', IncentiveKnown>

// `serial` is that of the newest posting of an instalment: what was posted and taken back before, other payments paid.
export const incentiveColumns = `
  select card_id, purchase_id, kind, number, incentive.amount, due_at, answered_at, posted_at,
    coalesce(finished_as = 'reported', false) as reported,
    exists (select from survey where survey.number = incentive.number) as survey_there,
    paid.state as payment, paid.line, paid.waits_because, paid.bank_reason,
    paid.tried_account_id, paid.ordered_at, paid.payment_id, paid.run_id
  from incentive
  left join purchase using (card_id, purchase_id)
  left join lateral (
    select
      payment.state, tried.state as line, waits_because, bank_reason, tried.account_id as tried_account_id, ordered_at,
      payment.payment_id, tried.run_id
    from (
      select max(serial) as serial from entry
      where entry.card_id = incentive.card_id and entry.purchase_id = incentive.purchase_id and entry.kind = entry_kind
        and serial % 100 = incentive.number
    ) posted
    join payment_item item
      on item.card_id = incentive.card_id and item.purchase_id = incentive.purchase_id and item.kind = entry_kind
        and item.serial = posted.serial and item.removed_in is null
    join payment using (payment_id)
    left join lateral (
      select state, waits_because, bank_reason, account_id, exported_at as ordered_at, run_id
      from payment_line join payment_run using (run_id)
      where payment_line.payment_id = payment.payment_id
      order by run_id desc limit 1
    ) tried on true
  ) paid on posted_at is not null`

const ofCard = statement<[cardId: string], 'learning/incentive-of-card', IncentiveKnown>(
  'learning/incentive-of-card',
  `${incentiveColumns} where card_id = $1 order by due_at, kind, number`,
)

const dueBefore = statement<[before: Date, most: number], 'learning/incentives-due', IncentiveKnown>(
  'learning/incentives-due',
  `
  ${incentiveColumns}
  where due_at <= $1 and paid.state is distinct from 'paid'
  order by reported, due_at, card_id, kind, number
  limit $2
  `,
)

type Reading = Pick<Context, 'db' | 'clock'>

/** What a card's holder is paid in cash, in the order of its days; none before the first review. */
export async function incentiveOf(ctx: Reading, cardId: string): Promise<Incentive[]> {
  const now = ctx.clock.now()
  return (await rows(ctx.db, ofCard, [cardId])).map((row) => incentiveFrom(row, now))
}

/** What is due by a moment and not paid, what is proven first, of each the oldest first, at most `most`. */
export async function incentivesDue(ctx: Reading, by: Date, most: number): Promise<Incentive[]> {
  const now = ctx.clock.now()
  return (await rows(ctx.db, dueBefore, [by, most])).map((row) => incentiveFrom(row, now))
}

/** An instalment from its row. */
export function incentiveFrom(row: Omit<IncentiveRow, 'paymentId' | 'runId'>, now: Date): Incentive {
  const { cardId, purchaseId, kind, number, amount, dueAt, reported, bankReason } = row
  const { triedAccountId, orderedAt } = row
  const state = stateOfInstalment(row, now)
  return {
    cardId,
    purchaseId,
    kind,
    number,
    amount,
    dueAt,
    reported,
    bankReason,
    triedAccountId,
    orderedAt,
    state,
  }
}
