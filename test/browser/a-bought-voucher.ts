import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import { machineClock } from '../../src/kernel/clock.ts'
import { createPurchases } from '../../src/purchase/create-purchases.ts'
import type { BuyingPartner } from '../../src/purchase/purchases.ts'
import { signUp } from '../../src/storefronts/accounts/accounts.ts'
import { testRules } from '../a-programme.ts'
import type { AShop } from './a-shop.ts'

export interface BoughtVoucher {
  readonly code: string
  readonly email: string
  readonly password: string
  readonly orderNo: string
  readonly course: { readonly code: string; readonly title: string }
  readonly institution: { readonly slug: string; readonly name: string }
  cancel(): Promise<void>
}

interface Wish {
  /** of the institutions that sell a self-paced course, the nth by name */
  readonly institution?: number
  readonly nth?: number
  /** or this very course */
  readonly title?: string
}

/** Buys vouchers at Bukalapak in a running shop, through the purchase room itself. */
export function voucherBuyer(shop: AShop): (wish?: Wish) => Promise<BoughtVoucher> {
  const { pool, connection } = shop.database
  const ctx = { db: pool, clock: machineClock, secrets: shop.secrets }
  const otp = '482913'
  const purchases = createPurchases(ctx, {
    connection,
    rules: () => testRules,
    cardLink: () => 'https://bekal.example/kartu',
    demo: true,
    drawOtp: () => otp,
    onMessages: () => {},
  })
  after(() => purchases.close())

  return async ({ institution = 0, nth = 0, title } = {}) => {
    const { rows: partners } = await pool.query(
      `select partner_id, client_code, name, domain, sandbox, gives_voucher from partner where storefront = 'bukalapak'`,
    )
    const [row] = partners
    const partner: BuyingPartner = {
      partnerId: row.partner_id,
      clientCode: row.client_code,
      name: row.name,
      domain: row.domain,
      sandbox: row.sandbox,
      givesVoucher: row.gives_voucher,
    }
    const { rows: courses } = await pool.query(
      `select course_code, schedule_code, title, price, institution.slug, institution.name
       from course join institution using (institution_id) join schedule using (course_id)
       where title = $3 or $3::text is null and price <= 900000 and min_education = 0 and starts_at is null and institution_id = (
         select institution_id from institution where exists (
           select from course c join schedule s using (course_id)
           where c.institution_id = institution.institution_id and price <= 900000 and min_education = 0 and starts_at is null
         ) order by name limit 1 offset $1)
       order by title limit 1 offset $2`,
      [institution, title === undefined ? nth : 0, title ?? null],
    )
    const [course] = courses
    const password = 'kata sandi panjang'
    const wanted = {
      storefront: 'bukalapak',
      email: `kupon-${randomUUID()}@contoh.id`,
      name: 'Sari',
      password,
      requestId: 'test',
    }
    const account = await signUp(ctx, wanted)
    if (!account.ok) throw new Error(account.refusal)
    const { accountId, email } = account.value
    const orderNo = `BKL-${randomUUID().slice(0, 8).toUpperCase()}`
    const sent = await purchases.sendOtp({
      partner,
      userPlatformId: accountId,
      cardNumber: shop.freshCard().prakerja_id,
      courseCode: course.course_code,
      scheduleCode: course.schedule_code,
      amount: course.price,
      requestId: orderNo,
    })
    if (!sent.ok) throw new Error(sent.refusal)
    const paid = await purchases.authorize({
      partner,
      paymentToken: sent.value.paymentToken,
      otp,
      invoiceCode: orderNo,
      invoiceUrl: shop.url,
      requestId: orderNo,
    })
    if (!paid.ok) throw new Error(paid.refusal)
    const { cardId, purchaseId, transactionCode, voucherCode = '' } = paid.value
    await pool.query(
      `insert into storefront_order (order_no, storefront, account_id, course_id, schedule_id, step, status, price,
         created_at, placed_at, paid_at, card_id, purchase_id)
       select $1, 'bukalapak', $2, course_id, schedule_id, 'see_result', 'paid', amount, now(), now(), paid_at,
         card_id, purchase_id
       from purchase where card_id = $3 and purchase_id = $4`,
      [orderNo, accountId, cardId, purchaseId],
    )
    return {
      code: voucherCode,
      email,
      password,
      orderNo,
      course: { code: course.course_code, title: course.title },
      institution: { slug: course.slug, name: course.name },
      async cancel() {
        const done = await purchases.void(partner, orderNo, transactionCode, 'r')
        if (!done.ok) throw new Error(done.refusal)
      },
    }
  }
}
