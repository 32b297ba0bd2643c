import { one, type Queryable, statement, touched } from '../../database/sql.ts'
import type { OrderAnswers } from './orders.ts'

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

const placeOrder = statement<
  [orderNo: string, now: Date, lapsesAt: Date],
  'storefronts/place-order',
  'placed'
>(
  'storefronts/place-order',
  `
  with placed as (
    update storefront_order set status = 'placed', placed_at = $2, lapses_at = $3
    where order_no = $1 and status = 'draft' and account_id is not null
    returning order_no, storefront, account_id
  ),
  journaled as (
    insert into journal (at, actor, act, subject, request_id)
    select $2, 'account:' || storefront || ':' || account_id, 'order_placed', 'order:' || order_no, order_no
    from placed
  )
  select count(*)::int as placed from placed
  `,
)

/** Places a draft; false when it was placed before (a second click). */
export async function place(db: Queryable, orderNo: string, now: Date, lapsesAt: Date): Promise<boolean> {
  return (await one(db, placeOrder, [orderNo, now, lapsesAt])).placed === 1
}

const payOrder = statement<
  [orderNo: string, cardId: string, purchaseId: string, paidAt: Date],
  'storefronts/pay-order',
  'paid'
>(
  'storefronts/pay-order',
  `
  with paid as (
    update storefront_order
    set status = 'paid', card_id = $2, purchase_id = $3, paid_at = $4, answers = answers - 'card' - 'token'
    where order_no = $1 and status in ('placed', 'lapsed')
    returning order_no, storefront, account_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id)
    select $2, $4, 'account:' || storefront || ':' || account_id, 'order_paid', 'order:' || order_no, order_no
    from paid
  )
  select count(*)::int as paid from paid
  `,
)

/** Marks an order as paid by a purchase; false when it was before. */
export async function pay(
  db: Queryable,
  orderNo: string,
  cardId: string,
  purchaseId: string,
  paidAt: Date,
): Promise<boolean> {
  return (await one(db, payOrder, [orderNo, cardId, purchaseId, paidAt])).paid === 1
}
