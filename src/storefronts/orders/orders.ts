import { lastCutOffSql } from '../../catalogue/schedules/cut-off.ts'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, type Row, rows, statement, touched } from '../../database/sql.ts'
import type { OrderState } from '../journey.ts'
import type { Buyer } from '../walk.ts'
import type { Identity } from './read-answer.ts'

/** What the buyer has answered so far. */
export interface OrderAnswers {
  /** who is going to learn, where the storefront asks for it */
  readonly identity?: Identity
  /** the card number, sealed, until the order is paid */
  readonly card?: string
  readonly cardTail?: string
  /** of the purchase that waits for its code; null once another card was given */
  readonly token?: string | null
  /** the code of the token was over and nothing had been paid by it; null once another was sent */
  readonly settled?: true | null
  /** ISO instants: when the newest code ends, and when another may be asked for */
  readonly otpExpiresAt?: string | null
  readonly otpAgainAt?: string | null
  /** ISO instant: too many codes were wrong; none is asked for before it */
  readonly otpStoppedUntil?: string | null
}

export interface StorefrontOrder {
  readonly orderNo: string
  readonly storefront: string
  readonly accountId: string | undefined
  readonly buyer: Buyer
  /** of the buyer's account */
  readonly name: string | undefined
  readonly email: string | undefined
  /** E.164 */
  readonly phone: string | undefined
  readonly sessionHash: Buffer | undefined
  readonly courseId: number
  readonly courseCode: string
  readonly courseTitle: string
  readonly courseSlug: string
  readonly institution: string
  readonly institutionSlug: string
  /** the institution's own system, where vouchers are redeemed if it has one */
  readonly redeemUrl: string | undefined
  readonly learningMethod: string
  readonly scheduleCode: string
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  readonly step: string
  readonly answers: OrderAnswers
  /** `lapsed` also when only the clock says so */
  readonly status: OrderState
  readonly price: number
  readonly discount: number
  /** the promo that the discount comes from */
  readonly promoCode: string | undefined
  readonly createdAt: Date
  readonly placedAt: Date | undefined
  readonly lapsesAt: Date | undefined
  readonly paidAt: Date | undefined
  readonly cardId: string | undefined
  readonly purchaseId: string | undefined
  /** of its purchase: the code that is redeemed at the institution, and when it was */
  readonly voucherCode: string | undefined
  readonly redeemedAt: Date | undefined
  /** when the programme took it back, when the training was finished */
  readonly cancelledAt: Date | undefined
  readonly finishedAt: Date | undefined
}

type OrderRow = Row<
  'storefronts/order-by-number',
  'phoneVerified' | { answers: OrderAnswers; status: OrderState }
>

const orderColumns = `
  select
    order_no, storefront_order.storefront, account_id, account.name, account.email, account.phone,
    coalesce(account.phone_verified_at is not null, false) as phone_verified, session_hash,
    storefront_order.course_id, course_code, course.title as course_title, course.slug as course_slug, institution.name as institution,
    institution.slug as institution_slug, institution.redeem_url, learning_method, schedule_code, starts_at, ends_at, step, answers,
    case when storefront_order.status = 'placed' and lapses_at <= $1 then 'lapsed' else storefront_order.status end
      as status,
    storefront_order.price, storefront_order.discount, storefront_order.promo_code, storefront_order.created_at,
    placed_at, lapses_at, storefront_order.paid_at, storefront_order.card_id, storefront_order.purchase_id,
    bought.voucher_code, bought.redeemed_at, bought.cancelled_at, bought.finished_at
  from storefront_order
  join course using (course_id)
  join institution using (institution_id)
  join schedule using (schedule_id)
  left join storefront_account account using (account_id)
  left join purchase bought
    on bought.card_id = storefront_order.card_id and bought.purchase_id = storefront_order.purchase_id
`

const orderByNumber = statement<[now: Date, orderNo: string], 'storefronts/order-by-number', OrderRow>(
  'storefronts/order-by-number',
  `${orderColumns} where order_no = $2`,
)

const ordersOfAccount = statement<[now: Date, accountId: string], 'storefronts/orders-of-account', OrderRow>(
  'storefronts/orders-of-account',
  `${orderColumns} where account_id = $2 and storefront_order.status <> 'draft'
   order by storefront_order.created_at desc limit 100`,
)

/** One order, or undefined. */
export async function findOrder(ctx: Context, orderNo: string): Promise<StorefrontOrder | undefined> {
  const row = await first(ctx.db, orderByNumber, [ctx.clock.now(), orderNo])
  return row && orderOf(row)
}

/** The orders of an account, newest first, at most 100. */
export async function ordersOf(ctx: Context, accountId: string): Promise<StorefrontOrder[]> {
  return (await rows(ctx.db, ordersOfAccount, [ctx.clock.now(), accountId])).map(orderOf)
}

function orderOf({ phoneVerified, ...row }: OrderRow): StorefrontOrder {
  return { ...row, buyer: { loggedIn: row.accountId !== undefined, phoneVerified } }
}

const insertDraft = statement<
  [
    orderNo: string,
    storefront: string,
    sessionHash: Buffer | null,
    accountId: string | null,
    courseCode: string,
    scheduleCode: string,
    step: string,
    now: Date,
  ],
  'storefronts/insert-draft'
>(
  'storefronts/insert-draft',
  `
  insert into storefront_order (
    order_no, storefront, session_hash, account_id, course_id, schedule_id, step, price, created_at
  )
  select $1, $2, $3, $4, course_id, schedule_id, $7, price, $8
  from course
  join schedule using (course_id)
  join offer using (course_id)
  join partner using (partner_id)
  where course_code = $5 and schedule_code = $6 and partner.storefront = $2
    and price is not null and course.status = 'listed'
    -- nobody could pay for what begins when no card can be used any more
    and coalesce(schedule.starts_at < ${lastCutOffSql}, true)
  returning order_no
  `,
)

/** Writes a draft; undefined when this storefront does not sell that schedule of that course. */
export async function writeDraft(
  ctx: Context,
  draft: {
    orderNo: string
    storefront: string
    sessionHash: Buffer | undefined
    accountId: string | undefined
    courseCode: string
    scheduleCode: string
    step: string
  },
): Promise<string | undefined> {
  const row = await first(ctx.db, insertDraft, [
    draft.orderNo,
    draft.storefront,
    draft.sessionHash,
    draft.accountId,
    draft.courseCode,
    draft.scheduleCode,
    draft.step,
    ctx.clock.now(),
  ])
  return row?.orderNo
}

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

const adoptDrafts = statement<[sessionHash: Buffer, accountId: string]>(
  'storefronts/adopt-drafts',
  `
  update storefront_order set account_id = $2, session_hash = null
  where session_hash = $1 and account_id is null and status = 'draft'
  `,
)

/** Somebody logged in: the drafts of the anonymous session become the account's. */
export async function adoptDraftsOf(ctx: Context, sessionHash: Buffer, accountId: string): Promise<void> {
  await touched(ctx.db, adoptDrafts, [sessionHash, accountId])
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
