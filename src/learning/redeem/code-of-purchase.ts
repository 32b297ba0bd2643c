import { first, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { type CodeKind, findIssuedCode } from './issued-code.ts'
import { type Voucher, type VoucherRow, voucherColumns, voucherOf } from './voucher.ts'

/** A paid purchase with the codes that its buyer has now. Both are whole: what acts on them needs that; no page shows more than their ends. */
export interface PurchaseCodes {
  readonly purchase: Voucher
  /** undefined where the purchase gave none */
  readonly voucherCode: string | undefined
  readonly redeemCode: string | undefined
}

const codesOf = statement<[cardId: string, purchaseId: string], 'learning/codes-of-purchase'>(
  'learning/codes-of-purchase',
  `
  select voucher_code, redeem_code from purchase
  where card_id = $1 and purchase_id = $2 and paid_at is not null
  `,
)

const purchaseOfCode = statement<[code: string], 'learning/purchase-of-code', VoucherRow>(
  'learning/purchase-of-code',
  `${voucherColumns} where code.code = $1`,
)

/** The purchase of a code of either kind, as it is typed; undefined when there is no such code. */
export async function purchaseOfTypedCode(
  db: Queryable,
  typed: string,
): Promise<{ readonly kind: CodeKind; readonly purchase: Voucher } | undefined> {
  const issued = await findIssuedCode(db, typed)
  const row = issued && (await first(db, purchaseOfCode, [issued.code]))
  return row && { kind: issued.kind, purchase: voucherOf(row) }
}

/** The codes of a paid purchase, and what has become of it; undefined when there is no such purchase. */
export async function codesOfPurchase(
  db: Queryable,
  cardId: string,
  purchaseId: string,
): Promise<PurchaseCodes | undefined> {
  const codes = await first(db, codesOf, [cardId, purchaseId])
  const either = codes?.voucherCode ?? codes?.redeemCode
  const row = either === undefined ? undefined : await first(db, purchaseOfCode, [either])
  return codes && row && { purchase: voucherOf(row), ...codes }
}

/** A voucher code that another one stands in the place of. */
export interface ReplacedVoucher
  extends Row<
    'learning/replaced-vouchers',
    'cardId' | 'purchaseId' | 'tail' | 'course' | 'institution' | 'replacedAt' | 'because' | 'total'
  > {}

const replacedVouchers = statement<
  [words: string | null, limit: number, offset: number],
  'learning/replaced-vouchers',
  'cardId' | 'purchaseId' | 'tail' | 'course' | 'institution' | 'replacedAt' | 'because' | 'total'
>(
  'learning/replaced-vouchers',
  `
  select
    code.card_id, code.purchase_id, right(code.code, 4) as tail, course.title as course,
    institution.name as institution, code.cancelled_at as replaced_at, code.cancelled_because as because,
    count(*) over ()::int as total
  from code
  join purchase on purchase.card_id = code.card_id and purchase.purchase_id = code.purchase_id
  join course using (course_id)
  join institution using (institution_id)
  where code.cancelled_at is not null
    and ($1::text is null or course.title ilike '%' || $1 || '%' or institution.name ilike '%' || $1 || '%')
  order by code.cancelled_at desc, code.code
  limit $2 offset $3
  `,
)

/** The voucher codes that leaked and were replaced, the newest first, of courses or institutions with these words in their names. */
export async function listReplacedVouchers(
  db: Queryable,
  asked: { readonly words?: string | undefined; readonly limit: number; readonly offset?: number },
): Promise<{ vouchers: ReplacedVoucher[]; total: number }> {
  const like = asked.words?.replace(/[%_\\]/g, '\\$&')
  const vouchers = await rows(db, replacedVouchers, [like, asked.limit, asked.offset ?? 0])
  return { vouchers, total: vouchers[0]?.total ?? 0 }
}
