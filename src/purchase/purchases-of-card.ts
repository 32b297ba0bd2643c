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
}

interface PurchaseRow {
  purchase_id: string
  course: string
  institution: string
  slug: string
  storefront: string
  amount: number
  paid_at: Date
  cancelled_at: Date | null
  voucher_code: string | null
  redeem_url: string | null
  redeemed_at: Date | null
  redeemed_email: string | null
  finished_at: Date | null
  finished_as: 'proven' | 'reported' | null
  invoice_url: string | null
}

const selectPurchases = statement<[cardId: string], PurchaseRow>(
  'purchase/select-purchases-of-card',
  `
  select
    purchase.purchase_id, course.title as course, institution.name as institution, institution.slug,
    partner.name as storefront, purchase.amount, purchase.paid_at, purchase.cancelled_at, purchase.voucher_code,
    institution.redeem_url, purchase.redeemed_at, purchase.redeemed_email, purchase.finished_at,
    purchase.finished_as, purchase.invoice_url
  from purchase
  join course using (course_id)
  join institution using (institution_id)
  join partner using (partner_id)
  where purchase.card_id = $1 and purchase.paid_at is not null
  order by purchase.paid_at desc, purchase.purchase_id desc
  `,
)

/** Every purchase of a card that was paid, cancelled ones too, the newest first. For its holder. */
export async function purchasesOfCard(db: Queryable, cardId: string): Promise<CardPurchase[]> {
  return (await rows(db, selectPurchases, [cardId])).map((row) => ({
    purchaseId: row.purchase_id,
    course: row.course,
    institution: row.institution,
    institutionSlug: row.slug,
    storefront: row.storefront,
    amount: row.amount,
    paidAt: row.paid_at,
    cancelledAt: row.cancelled_at ?? undefined,
    voucherCode: row.voucher_code ?? undefined,
    redeemUrl: row.redeem_url ?? undefined,
    redeemedAt: row.redeemed_at ?? undefined,
    redeemedEmail: row.redeemed_email ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    finishedAs: row.finished_at ? (row.finished_as ?? 'proven') : undefined,
    invoiceUrl: row.invoice_url ?? undefined,
  }))
}
