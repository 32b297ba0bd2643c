import type { SchedulePlace } from '../catalogue/places/schedule-place.ts'
import { type Queryable, rows, statement } from '../database/sql.ts'

/** A paid purchase as its holder finds it again. Amounts in rupiah. */
export interface CardPurchase {
  readonly purchaseId: string
  readonly course: string
  readonly institution: string
  readonly institutionSlug: string
  readonly storefront: string
  readonly amount: number
  readonly paidAt: Date
  readonly cancelledAt: Date | undefined
  readonly voucherCode: string | undefined
  /** where the institution redeems its vouchers itself */
  readonly redeemUrl: string | undefined
  readonly redeemedAt: Date | undefined
  readonly redeemedEmail: string | undefined
  readonly finishedAt: Date | undefined
  /** finished by what the holder did and confirmed, or also by the word of the institution */
  readonly finishedAs: 'proven' | 'reported' | undefined
  /** the receipt, at the storefront */
  readonly invoiceUrl: string | undefined
  /** the storefront's own number of it */
  readonly invoiceCode: string
  readonly transactionCode: string
  readonly redeemCode: string
  /** of its schedule; undefined: whenever the learner is ready */
  readonly startsAt: Date | undefined
  /** where that is held; undefined: online */
  readonly place: SchedulePlace | undefined
}

const selectPurchases = statement<
  [cardId: string],
  'purchase/select-purchases-of-card',
  'paidAt' | 'invoiceCode' | 'transactionCode' | 'redeemCode' | { place: SchedulePlace | undefined }
>(
  'purchase/select-purchases-of-card',
  `
  select
    purchase.purchase_id, course.title as course, institution.name as institution, institution.slug as institution_slug,
    partner.name as storefront, purchase.amount, purchase.paid_at, purchase.cancelled_at, purchase.voucher_code,
    institution.redeem_url, purchase.redeemed_at, purchase.redeemed_email, purchase.finished_at,
    purchase.finished_as, purchase.invoice_url, purchase.invoice_code, purchase.transaction_code, purchase.redeem_code,
    schedule.starts_at, schedule.place
  from purchase
  join course using (course_id)
  join schedule using (schedule_id)
  join institution using (institution_id)
  join partner using (partner_id)
  where purchase.card_id = $1 and purchase.paid_at is not null
  order by purchase.paid_at desc, purchase.purchase_id desc
  `,
)

/** Every purchase of a card that was paid, cancelled ones too, the newest first. For its holder. */
export async function purchasesOfCard(db: Queryable, cardId: string): Promise<CardPurchase[]> {
  const found = await rows(db, selectPurchases, [cardId])
  return found.map((row) => ({
    ...row,
    finishedAs: row.finishedAt ? (row.finishedAs ?? 'proven') : undefined,
  }))
}
