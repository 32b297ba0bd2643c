import { randomUUID } from 'node:crypto'
import type { ACard, aProgramme, CourseOptions } from './a-programme.ts'

type Programme = Awaited<ReturnType<typeof aProgramme>>

/** A voucher that was bought by OTP, as its owner knows it. */
export interface AVoucher {
  readonly card: ACard
  readonly purchaseId: string
  readonly invoiceCode: string
  readonly transactionCode: string
  readonly courseCode: string
  readonly redeemCode: string
  readonly code: string
  /** of the storefront's account that ordered */
  readonly email: string
}

/** Buys a course at the voucher storefront of the programme, with an order of an account behind it. */
export async function aVoucher(programme: Programme, course: CourseOptions = {}): Promise<AVoucher> {
  const { pool, purchases, kupon } = programme
  const card = await programme.aCard()
  const { courseCode, scheduleCode, amount } = await programme.aCourse(course)
  const userPlatformId = randomUUID()
  const request = { partner: kupon, requestId: 'r' }
  const sent = await purchases.sendOtp({
    ...request,
    userPlatformId,
    cardNumber: card.number,
    courseCode,
    scheduleCode,
    amount,
  })
  if (!sent.ok) throw new Error(sent.refusal)
  const invoiceCode = randomUUID()
  const paid = await purchases.authorize({
    ...request,
    paymentToken: sent.value.paymentToken,
    otp: await programme.otpFor(card.phone),
    invoiceCode,
    invoiceUrl: 'https://kupon.example/1',
  })
  if (!paid.ok) throw new Error(paid.refusal)
  const email = `pembeli-${userPlatformId.slice(0, 8)}@contoh.test`
  await pool.query(
    `with account as (
       insert into storefront_account (storefront, email, name, password_hash, created_at)
       values ('kupon', $1, 'Sari', 'none', now()) returning account_id
     ) insert into storefront_order (order_no, storefront, account_id, course_id, schedule_id, step, status, price,
         created_at, placed_at, paid_at, card_id, purchase_id)
     select $2, 'kupon', account_id, course_id, schedule_id, 'see_result', 'paid', amount, now(), now(), paid_at,
       card_id, purchase_id
     from account, purchase where card_id = $3 and purchase_id = $4`,
    [email, `KPN-${userPlatformId.slice(0, 12)}`, card.cardId, paid.value.purchaseId],
  )
  const { purchaseId, transactionCode, redeemCode, voucherCode } = paid.value
  if (!voucherCode) throw new Error('no voucher was given')
  return { card, purchaseId, invoiceCode, transactionCode, courseCode, redeemCode, code: voucherCode, email }
}
