import { first, type Queryable, rows, statement } from '../../database/sql.ts'
import type { EventName } from '../../journal/events.ts'
import { type PromoFacts, reservationMs } from './rules.ts'

/** What an order is that a promo is wanted for. */
export interface Wish {
  readonly orderNo: string
  readonly storefront: string
  readonly accountId: string
  readonly courseId: number
  /** upper case */
  readonly code: string
}

export interface FoundPromo extends PromoFacts {
  readonly promoId: number
  /** the order has a row among its uses, reserved or over */
  readonly mine: boolean
}

/** Only a promo with a limit has to be counted, and only what is counted needs its turn. */
const lockLimitedPromo = statement<[storefront: string, code: string], 'storefronts/lock-limited-promo'>(
  'storefronts/lock-limited-promo',
  `
  select promo_id from promo
  where storefront = $1 and code = $2 and (limit_total is not null or limit_per_account is not null)
  for no key update
  `,
)

/** Whether the order of a reservation was paid with the discount that it was given. */
export const paidWithPromo = `
  exists (
    select from partner
    join invoice using (partner_id)
    join purchase using (card_id, purchase_id)
    where partner.storefront = promo.storefront and invoice.invoice_code = promo_use.order_no and captured
      and purchase.discount = promo_use.discount
  )`

/**
 * Reservations that are over become uses where their order was paid with that discount, and go where it was not. Nothing is
 * waited for under the promo's lock: a reservation that another order change is just letting go of is settled the next time.
 */
const settleReservations = statement<[promoId: number, now: Date]>(
  'storefronts/settle-promo-reservations',
  `
  with over as materialized (
    select order_no, promo_id, ${paidWithPromo} as paid
    from promo_use
    join promo using (promo_id)
    where promo_id = $1 and not used and expires_at <= $2
    for update of promo_use skip locked
  ),
  kept as (
    update promo_use set used = true
    where (order_no, promo_id) in (select order_no, promo_id from over where paid)
  ),
  gone as (
    delete from promo_use
    where (order_no, promo_id) in (select order_no, promo_id from over where not paid)
    returning order_no
  )
  update promo set taken = taken - (select count(*)::int from gone)
  where promo_id = $1 and exists (select from gone)
  `,
)

const selectPromo = statement<
  [now: Date, storefront: string, code: string, courseId: number, accountId: string, orderNo: string],
  'storefronts/select-promo',
  'fitsCourse' | 'mine' | 'taken' | 'takenByAccount'
>(
  'storefronts/select-promo',
  `
  select
    promo.promo_id, kind, value, max_discount, min_price, starts_at, ends_at, limit_total, limit_per_account, status,
    exists (select from promo_course where promo_course.promo_id = promo.promo_id and course_id = $4)
      or exists (
        select from promo_category join course using (category_id)
        where promo_category.promo_id = promo.promo_id and course_id = $4
      )
      or not exists (
        select from promo_course where promo_course.promo_id = promo.promo_id
        union all
        select from promo_category where promo_category.promo_id = promo.promo_id
      ) as fits_course,
    mine.order_no is not null as mine,
    taken - (mine.order_no is not null)::int as taken,
    case when limit_per_account is null then 0 else (
      select count(*)::int from promo_use
      where promo_use.promo_id = promo.promo_id and promo_use.account_id = $5 and (used or expires_at > $1)
        and promo_use.order_no <> $6
    ) end as taken_by_account
  from promo
  left join promo_use mine on mine.order_no = $6 and mine.promo_id = promo.promo_id
  where storefront = $2 and code = $3
  `,
)

/**
 * The promo of a code, counted for an order. Run in a transaction: a promo with limits stays locked to its end, so that
 * what is decided on the count is written before anybody counts again.
 */
export async function countPromo(tx: Queryable, wish: Wish, now: Date): Promise<FoundPromo | undefined> {
  const { storefront, code, courseId, accountId, orderNo } = wish
  const locked = await first(tx, lockLimitedPromo, [storefront, code])
  if (locked) await rows(tx, settleReservations, [locked.promoId, now])
  return first(tx, selectPromo, [now, storefront, code, courseId, accountId, orderNo])
}

const insertReservation = statement<
  [
    orderNo: string,
    promoId: number,
    accountId: string,
    discount: number,
    now: Date,
    expiresAt: Date,
    armed: boolean,
    counted: number,
  ]
>(
  'storefronts/reserve-promo-use',
  `
  with claimed as (
    insert into promo_use (order_no, promo_id, account_id, discount, claimed_at, expires_at, armed)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (order_no, promo_id) do update
    set expires_at = excluded.expires_at, armed = promo_use.armed or excluded.armed
  )
  update promo set taken = taken + $8::int where promo_id = $2 and $8 > 0
  `,
)

/** Gives an order its use of a promo, as it was just counted, for the time of a reservation; `armed` when an OTP follows. */
export async function reserveUse(
  tx: Queryable,
  { promoId, mine, limitTotal, limitPerAccount }: FoundPromo,
  use: { orderNo: string; accountId: string; discount: number; armed: boolean },
  now: Date,
): Promise<void> {
  const { orderNo, accountId, discount, armed } = use
  const expiresAt = new Date(now.getTime() + reservationMs)
  // Without a limit there is no lock, and so nothing that could be counted.
  const counted = !mine && (limitTotal ?? limitPerAccount) !== undefined ? 1 : 0
  await rows(tx, insertReservation, [orderNo, promoId, accountId, discount, now, expiresAt, armed, counted])
}

export interface OpenOrder {
  readonly accountId: string | undefined
  readonly discount: number
  readonly promoCode: string | undefined
  /** draft or placed, not over by the clock, and not paid behind our back */
  readonly open: boolean
}

const lockOrder = statement<[orderNo: string], 'storefronts/lock-order-for-promo'>(
  'storefronts/lock-order-for-promo',
  `
  select status, account_id, discount, promo_code, lapses_at from storefront_order
  where order_no = $1
  for no key update
  `,
)

const orderIsPaid = statement<[orderNo: string], 'storefronts/order-is-paid', 'paid'>(
  'storefronts/order-is-paid',
  `
  select exists (
    select from storefront_order
    join partner using (storefront)
    join invoice on invoice.partner_id = partner.partner_id and invoice.invoice_code = order_no
    where order_no = $1 and captured
  ) as paid
  `,
)

/** Takes an order for the rest of the transaction: its promo is changed by one request at a time. */
export async function lockForPromo(tx: Queryable, orderNo: string, now: Date): Promise<OpenOrder> {
  const row = await first(tx, lockOrder, [orderNo])
  if (!row) throw new Error(`there is no order ${orderNo}`)
  const { status, lapsesAt, ...order } = row
  const waits = status === 'draft' || (status === 'placed' && !(lapsesAt && lapsesAt <= now))
  return { ...order, open: waits && !(await first(tx, orderIsPaid, [orderNo]))?.paid }
}

const setPromo = statement<
  [
    orderNo: string,
    promoId: number | null,
    discount: number,
    promoCode: string | null,
    now: Date,
    event: EventName,
    reason: string,
  ]
>(
  'storefronts/set-promo',
  `
  with released as (
    update promo_use set expires_at = $5
    where (order_no, promo_id) in (
      select order_no, promo_id from promo_use
      where order_no = $1 and promo_id is distinct from $2::int and not armed and not used and expires_at > $5
      -- who has it locked is settling it: for them it is over already
      for update skip locked
    )
  ),
  changed as (
    update storefront_order
    set
      discount = $3, promo_code = $4,
      -- an OTP is bound to its amount: of another price it is worthless
      answers = case
        when discount = $3 then answers
        else answers || '{"token": null, "otpExpiresAt": null, "otpAgainAt": null, "otpStoppedUntil": null}'
      end
    where order_no = $1
    returning storefront, account_id
  )
  insert into journal (at, actor, act, subject, reason, request_id, facts)
  select
    $5::timestamptz, 'account:' || storefront || ':' || coalesce(account_id, 0), $6, 'order:' || $1, $7, $1,
    jsonb_build_object('discount', $3::int)
  from changed
  `,
)

/**
 * Writes the promo of a locked order, or that it has none, and lets its other reservations be over. One under which an OTP was
 * sent stays until its end: the OTP may be on its way to being paid at this very moment.
 */
export async function writePromo(
  tx: Queryable,
  orderNo: string,
  promo: { promoId: number; discount: number; code: string } | undefined,
  now: Date,
  reason = '',
): Promise<void> {
  const event = promo ? 'promo_applied' : 'promo_dropped'
  await rows(tx, setPromo, [orderNo, promo?.promoId, promo?.discount ?? 0, promo?.code, now, event, reason])
}
