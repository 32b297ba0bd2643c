import assert from 'node:assert/strict'
import { beginOrder } from '../src/storefronts/orders/begin-order.ts'
import { findOrder, type StorefrontOrder } from '../src/storefronts/orders/orders.ts'
import { addPromo, type NewPromo } from '../src/storefronts/promo/add-promo.ts'
import type { Storefronts } from '../src/storefronts/storefronts.ts'
import { journey as tokopedia } from '../src/storefronts/tokopedia.ts'
import { aProgramme } from './a-programme.ts'

const actor = { actor: 'test', requestId: 'test' }

/** A programme with a storefront that takes promo codes, its buyers, and orders that are paid behind the journey's back. */
export async function aPromoShop() {
  const programme = await aProgramme()
  const { ctx, pool, purchases, kupon, aCard, aCourse, otpFor } = programme
  await pool.query(`update partner set storefront = 'tokopedia' where partner_id = 3`)
  const storefronts: Storefronts = {
    ctx,
    purchases,
    partnerOf: async () => kupon,
    link: (path) => `https://toko.example${path}`,
    onMessages: () => {},
  }
  let accounts = 0
  let codes = 0
  const course = await aCourse()

  async function anAccount(): Promise<string> {
    const { rows } = await pool.query(
      `insert into storefront_account (storefront, email, name, password_hash, created_at)
       values ('tokopedia', $1, 'Siti', '-', now()) returning account_id`,
      [`pembeli-${++accounts}@contoh.example`],
    )
    return rows[0].account_id
  }

  async function read(orderNo: string): Promise<StorefrontOrder> {
    const order = await findOrder(ctx, orderNo)
    assert.ok(order)
    return order
  }

  async function anOrder(accountId?: string, wanted = course): Promise<StorefrontOrder> {
    const buyer = accountId ?? (await anAccount())
    const begun = await beginOrder(storefronts, tokopedia, {
      ...wanted,
      sessionHash: undefined,
      accountId: buyer,
    })
    assert.ok(begun.ok)
    return read(begun.value)
  }

  async function aPromo(wanted: Partial<NewPromo> = {}): Promise<string> {
    const made = await addPromo(
      ctx,
      {
        storefront: 'tokopedia',
        code: `PROMO-${++codes}`,
        kind: 'percent',
        value: 20,
        maxDiscount: undefined,
        minPrice: undefined,
        startsAt: ctx.clock.now(),
        endsAt: undefined,
        limitTotal: undefined,
        limitPerAccount: undefined,
        courses: [],
        categories: [],
        ...wanted,
      },
      actor,
    )
    assert.ok(made.ok)
    return made.value.code
  }

  /** Sends an OTP for the order as it was read; what follows pays by it. */
  async function sendOtp(order: StorefrontOrder): Promise<() => Promise<number>> {
    const card = await aCard()
    const sent = await purchases.sendOtp({
      partner: kupon,
      userPlatformId: order.accountId!,
      cardNumber: card.number,
      courseCode: order.courseCode,
      scheduleCode: order.scheduleCode,
      amount: order.price - order.discount,
      discount: order.discount,
      requestId: 'r',
    })
    assert.ok(sent.ok)
    return async () => {
      const paid = await purchases.authorize({
        partner: kupon,
        paymentToken: sent.value.paymentToken,
        otp: await otpFor(card.phone),
        invoiceCode: order.orderNo,
        invoiceUrl: 'https://toko.example/',
        requestId: 'r',
      })
      assert.ok(paid.ok)
      return paid.value.amount
    }
  }

  return { ...programme, course, read, anAccount, anOrder, aPromo, sendOtp, actor }
}
