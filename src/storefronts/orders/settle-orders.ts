import { rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { Journey } from '../journey.ts'
import { journeyOf } from '../journeys.ts'
import type { Storefronts } from '../storefronts.ts'
import { leaveStep } from './answer-step.ts'
import { move } from './move-order.ts'
import { findOrder, type StorefrontOrder } from './orders.ts'

/**
 * An order whose authorize was answered to nobody (the server was killed between the payment and the order) is
 * brought up to what the programme says of its invoice. Cheap when there is nothing to do.
 * @returns the order as it stands
 */
export async function settleOrder(
  storefronts: Storefronts,
  journey: Journey,
  order: StorefrontOrder,
): Promise<StorefrontOrder> {
  const over = order.status === 'paid' || order.status === 'cancelled'
  if (over || !order.answers.card) return order
  const partner = await storefronts.partnerOf(journey.id)
  const state = await storefronts.purchases.status(partner, order.orderNo)
  if (!state.ok || state.value.status !== 'SUCCESS') return order
  const step = journey.steps.find(({ effects }) => effects?.includes('authorize'))!
  await leaveStep({ storefronts, journey, order, answer: {} }, step, {}, state.value)
  return (await findOrder(storefronts.ctx, order.orderNo)) ?? order
}

const draftOrdersToSettle = statement<[now: string, limit: number], 'storefronts/drafts-to-settle'>(
  'storefronts/drafts-to-settle',
  `
  select order_no, storefront from storefront_order
  where status = 'draft' and answers ->> 'token' is not null and answers ->> 'settled' is null
    and answers ->> 'otpExpiresAt' < $1
  order by answers ->> 'otpExpiresAt'
  limit $2
  `,
)

/**
 * Where an order is placed only with its payment, a server that was killed in between leaves a paid draft: it is
 * finished once its code is over and the payment is either there or never will be. A job.
 * @returns how many turned out to be paid
 */
export async function settleDraftOrders(storefronts: Storefronts, limit = 500): Promise<number> {
  const { ctx } = storefronts
  const due = await rows(ctx.db, draftOrdersToSettle, [ctx.clock.now().toISOString(), limit])
  let paid = 0
  for (const { orderNo, storefront } of due) {
    const journey = journeyOf(storefront)
    const order = await findOrder(ctx, orderNo)
    if (!journey || !order) continue
    if ((await settleOrder(storefronts, journey, order)).status === 'paid') paid++
    else await move(ctx.db, orderNo, order.step, order.step, { settled: true })
  }
  return paid
}

const ordersToLapse = statement<[now: Date, limit: number], 'storefronts/orders-to-lapse'>(
  'storefronts/orders-to-lapse',
  `
  select order_no, storefront from storefront_order
  where status = 'placed' and lapses_at <= $1
  order by lapses_at
  limit $2
  `,
)

const lapseOrder = statement<[orderNo: string, now: Date], 'storefronts/lapse-order', 'lapsesAt'>(
  'storefronts/lapse-order',
  `
  with lapsed as (
    update storefront_order set status = 'lapsed'
    where order_no = $1 and status = 'placed' and lapses_at <= $2
    returning order_no, course_id, account_id, lapses_at
  ),
  journaled as (
    insert into journal (at, actor, act, subject, reason, request_id)
    select $2, 'system:timetable', 'order_lapsed', 'order:' || order_no, 'not_paid_in_time', order_no from lapsed
  )
  select order_no, title, storefront_account.name, email, lapses_at
  from lapsed
  join course using (course_id)
  join storefront_account using (account_id)
  `,
)

/**
 * Marks orders that were not paid in time and tells their buyers. A job: whether an order has lapsed is decided by
 * the clock wherever it is read, with or without this.
 * @returns how many were marked
 */
export async function lapseOrders(storefronts: Storefronts, limit = 500): Promise<number> {
  const { ctx } = storefronts
  const due = await rows(ctx.db, ordersToLapse, [ctx.clock.now(), limit])
  let lapsed = 0
  for (const { orderNo, storefront } of due) {
    const journey = journeyOf(storefront)
    const order = await findOrder(ctx, orderNo)
    if (!journey || !order) continue
    if ((await settleOrder(storefronts, journey, order)).status === 'paid') continue
    lapsed += await lapse(storefronts, journey, orderNo)
  }
  if (lapsed > 0) storefronts.onMessages()
  return lapsed
}

async function lapse(storefronts: Storefronts, journey: Journey, orderNo: string): Promise<number> {
  const { ctx } = storefronts
  return inTransaction(ctx.db, async (tx) => {
    const [order] = await rows(tx, lapseOrder, [orderNo, ctx.clock.now()])
    if (!order) return 0
    await queueMessages(tx, ctx, [
      {
        channel: 'email',
        to: order.email,
        template: 'order-lapsed',
        params: {
          name: order.name,
          storefront: journey.name,
          course: order.title,
          order: order.orderNo,
          lapsedAt: order.lapsesAt,
          link: storefronts.link(`/${journey.id}/pesanan/${order.orderNo}`),
        },
      },
    ])
    return 1
  })
}
