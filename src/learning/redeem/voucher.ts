import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import { first, type Queryable, type Row, statement } from '../../database/sql.ts'
import { issuedCode } from './issued-code.ts'

/** A purchase that gave a voucher, and what has become of it. */
export interface Voucher {
  readonly cardId: string
  readonly purchaseId: string
  readonly courseCode: string
  readonly course: string
  readonly institution: string
  readonly institutionSlug: string
  /** where the institution redeems its vouchers itself */
  readonly redeemUrl: string | undefined
  readonly storefront: string
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** where its schedule is held; undefined: online */
  readonly place: SchedulePlace | undefined
  readonly paidAt: Date
  readonly transactionCancelledAt: Date | undefined
  readonly redeemedAt: Date | undefined
  readonly redeemedEmail: string | undefined
  /** the actor that redeemed it, as the journal has it */
  readonly redeemedBy: string | undefined
  /** of the code that was asked for: since when another one stands in its place, and why */
  readonly codeCancelledAt: Date | undefined
  readonly codeCancelledBecause: string | undefined
  /** the order at one of our own storefronts, where learning goes on */
  readonly order: { readonly storefront: string; readonly orderNo: string } | undefined
  readonly buyer: { readonly name: string; readonly email: string }
}

export type VoucherRow = Row<
  'learning/voucher-by-code',
  | 'cardId'
  | 'purchaseId'
  | 'courseCode'
  | 'course'
  | 'institution'
  | 'institutionSlug'
  | 'storefront'
  | 'paidAt'
  | 'buyerName'
  | 'buyerEmail'
  | { place: SchedulePlace | undefined }
>

export const voucherColumns = `
  select
    code.card_id, code.purchase_id, course_code, course.title as course, institution.name as institution,
    institution.slug as institution_slug, redeem_url, partner.name as storefront, starts_at, ends_at, schedule.place,
    purchase.paid_at, purchase.cancelled_at as transaction_cancelled_at, redeemed_at, redeemed_email,
    (
      select actor from journal
      where journal.card_id = code.card_id and act = 'redeemed' and subject = 'purchase:' || code.purchase_id
      limit 1
    ) as redeemed_by,
    code.cancelled_at as code_cancelled_at, code.cancelled_because as code_cancelled_because,
    ordered.storefront as order_storefront, ordered.order_no,
    coalesce(ordered.name, card.holder_name) as buyer_name, coalesce(ordered.email, card.holder_email) as buyer_email
  from code
  join purchase on purchase.card_id = code.card_id and purchase.purchase_id = code.purchase_id
  join card on card.card_id = code.card_id
  join partner using (partner_id)
  join course using (course_id)
  join institution on institution.institution_id = course.institution_id
  join schedule using (schedule_id)
  left join lateral (
    select storefront_order.storefront, order_no, account.name, account.email
    from storefront_order
    join storefront_account account using (account_id)
    where storefront_order.card_id = code.card_id and storefront_order.purchase_id = code.purchase_id
    limit 1
  ) ordered on true
`

const voucherByCode = statement<[code: string], 'learning/voucher-by-code', VoucherRow>(
  'learning/voucher-by-code',
  `${voucherColumns} where code.code = $1 and code.kind = 'voucher'`,
)

const voucherOfPurchase = statement<
  [cardId: string, purchaseId: string],
  'learning/voucher-of-purchase',
  VoucherRow
>(
  'learning/voucher-of-purchase',
  `${voucherColumns}
   where code.code = (select voucher_code from purchase where card_id = $1 and purchase_id = $2)`,
)

/** What a voucher code leads to, a cancelled code too; for those who may know it. */
export async function findVoucher(db: Queryable, code: string): Promise<Voucher | undefined> {
  const row = await first(db, voucherByCode, [await issuedCode(db, code, 'voucher')])
  return row && voucherOf(row)
}

/** The voucher of a purchase; undefined when it gave none. */
export async function voucherFor(
  db: Queryable,
  cardId: string,
  purchaseId: string,
): Promise<Voucher | undefined> {
  const row = await first(db, voucherOfPurchase, [cardId, purchaseId])
  return row && voucherOf(row)
}

/** A voucher from its row. */
export function voucherOf({ orderStorefront, orderNo, buyerName, buyerEmail, ...row }: VoucherRow): Voucher {
  return {
    ...row,
    order: orderStorefront && orderNo ? { storefront: orderStorefront, orderNo } : undefined,
    buyer: { name: buyerName, email: buyerEmail },
  }
}
