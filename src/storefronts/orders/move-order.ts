import type { Context } from '../../database/context.ts'
import { one, type Queryable, statement, touched } from '../../database/sql.ts'
import { messagesAsJson, type NewMessage, queueSql } from '../../messages/queue.ts'
import type { OrderAnswers, StorefrontOrder } from './orders.ts'

// What the statement below makes of an order as it stands when its row is taken.
const places = `($6::timestamptz is not null and status = 'draft' and account_id is not null)`
const pays = `($7::bigint is not null and (status in ('placed', 'lapsed') or ${places}))`

const moveOrder = statement<[orderNo: string, from: string, to: string, answers: string]>(
  'storefronts/move-order',
  `
  update storefront_order
  set step = $3, answers = answers || $4::jsonb
  where order_no = $1 and step = $2 and status <> 'cancelled'
  `,
)

/** Moves an open order from one step to another, with what was answered; false when it stands elsewhere by now. */
export async function move(
  db: Queryable,
  orderNo: string,
  from: string,
  to: string,
  answers: OrderAnswers = {},
): Promise<boolean> {
  return (await touched(db, moveOrder, [orderNo, from, to, JSON.stringify(answers)])) === 1
}

/** What an order becomes with the step that it leaves, in the order in which it may: placed, then paid. */
export interface Becomes {
  /** a draft is placed, and lapses then */
  readonly placed?: { readonly lapsesAt: Date }
  /** it is paid by a purchase */
  readonly paid?: { readonly cardId: string; readonly purchaseId: string; readonly paidAt: Date }
}

const leaveStep = statement<
  [
    orderNo: string,
    from: string,
    to: string,
    answers: string,
    now: Date,
    lapsesAt: Date | null,
    cardId: string | null,
    purchaseId: string | null,
    paidAt: Date | null,
    messages: string,
  ],
  'storefronts/leave-step',
  'becameAnother'
>(
  'storefronts/leave-step',
  `
  with gone_on as (
    update storefront_order
    set
      step = $3,
      answers = case when ${pays} then (answers || $4::jsonb) - 'card' - 'token' else answers || $4::jsonb end,
      status = case when ${pays} then 'paid' when ${places} then 'placed' else status end,
      placed_at = case when ${places} then $5 else placed_at end,
      lapses_at = case when ${places} then $6 else lapses_at end,
      card_id = case when ${pays} then $7 else card_id end,
      purchase_id = case when ${pays} then $8 else purchase_id end,
      paid_at = case when ${pays} then $9 else paid_at end
    -- what was paid is paid, wherever another tab has led the order meanwhile
    where order_no = $1 and status <> 'cancelled' and (step = $2 or $7::bigint is not null)
    returning order_no, storefront, account_id, old.status as was, new.status as becomes
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id)
    select
      case act when 'order_paid' then $7::bigint else 0 end, case act when 'order_paid' then $9 else $5 end,
      'account:' || storefront || ':' || account_id, act, 'order:' || order_no, order_no
    from gone_on
    join (values ('order_placed', 1), ('order_paid', 2)) acts (act, turn) on case act
      when 'order_placed' then was = 'draft' and becomes <> 'draft'
      else becomes = 'paid' and was <> 'paid'
    end
    order by turn
  ),
  told as (${queueSql('$10', '$5::timestamptz')}
    where exists (select from gone_on where was <> becomes)
  )
  select coalesce(bool_or(was <> becomes), false) as became_another from gone_on
  `,
)

/** With what an order leaves its step. */
export interface Leaving {
  readonly to: string
  readonly answers: OrderAnswers
  readonly becomes: Becomes
  readonly messages: readonly NewMessage[]
}

/**
 * An order leaves a step for the next with what was answered, becomes what the step makes of it, and its buyer is told: all of it at
 * once, or nothing. An order that stands elsewhere by now stays there, unless it was paid; one that was placed or paid before (a second
 * click) goes on and nobody is told again.
 * @returns whether it became another
 */
export async function leave(
  { db, clock, secrets }: Context,
  { orderNo, step }: Pick<StorefrontOrder, 'orderNo' | 'step'>,
  { to, answers, becomes, messages }: Leaving,
): Promise<boolean> {
  const { placed, paid } = becomes
  const row = await one(db, leaveStep, [
    orderNo,
    step,
    to,
    JSON.stringify(answers),
    clock.now(),
    placed?.lapsesAt,
    paid?.cardId,
    paid?.purchaseId,
    paid?.paidAt,
    messagesAsJson(secrets, messages),
  ])
  return row.becameAnother
}
