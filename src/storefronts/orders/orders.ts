import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import type { Context } from '../../database/context.ts'
import { first, type Row, rows, statement } from '../../database/sql.ts'
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
  /** where its schedule is held; undefined: online */
  readonly place: SchedulePlace | undefined
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
  /** it is open, and the programme has paid it: whoever was to be told was not */
  readonly paidUnseen: boolean
}

type OrderRow = Row<
  'storefronts/order-by-number',
  | 'phoneVerified'
  | 'paidUnseen'
  | { answers: OrderAnswers; status: OrderState; place: SchedulePlace | undefined }
>

const orderColumns = `
  select
    order_no, storefront_order.storefront, account_id, account.name, account.email, account.phone,
    coalesce(account.phone_verified_at is not null, false) as phone_verified, session_hash,
    storefront_order.course_id, course_code, course.title as course_title, course.slug as course_slug, institution.name as institution,
    institution.slug as institution_slug, institution.redeem_url, learning_method, schedule_code, starts_at, ends_at, schedule.place, step, answers,
    case when storefront_order.status = 'placed' and lapses_at <= $1 then 'lapsed' else storefront_order.status end
      as status,
    storefront_order.price, storefront_order.discount, storefront_order.promo_code, storefront_order.created_at,
    placed_at, lapses_at, storefront_order.paid_at, storefront_order.card_id, storefront_order.purchase_id,
    bought.voucher_code, bought.redeemed_at, bought.cancelled_at, bought.finished_at,
    case when storefront_order.status in ('draft', 'placed') and answers ->> 'card' is not null then exists (
      select from partner
      join invoice on invoice.partner_id = partner.partner_id and invoice.invoice_code = order_no
      join purchase on purchase.card_id = invoice.card_id and purchase.purchase_id = invoice.purchase_id
      where partner.storefront = storefront_order.storefront
        and purchase.status = 'paid' and purchase.invoice_code = order_no
    ) else false end as paid_unseen
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
