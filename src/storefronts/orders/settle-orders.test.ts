import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { hour } from '../../kernel/clock.ts'
import { signUp } from '../accounts/accounts.ts'
import { journey as pijar } from '../pijar.ts'
import type { Storefronts } from '../storefronts.ts'
import { answerStep } from './answer-step.ts'
import { beginOrder } from './begin-order.ts'
import { findOrder, type StorefrontOrder } from './orders.ts'
import { lapseOrders, settleOrder } from './settle-orders.ts'

const programme = await aProgramme()
after(() => programme.close())
const { ctx, pool, clock, purchases, toko, aCard, aCourse, otpFor } = programme
await pool.query(`update partner set storefront = 'pijar' where partner_id = 1`)
const storefronts: Storefronts = {
  ctx,
  purchases,
  partnerOf: async () => toko,
  link: (path) => `https://pijar.example${path}`,
  onMessages: () => {},
}

let buyers = 0

/** An order that waits for its OTP, with its card's phone. */
async function anOrder(): Promise<{ order: StorefrontOrder; phone: string }> {
  const card = await aCard()
  const course = await aCourse()
  const email = `pembeli-${++buyers}@contoh.example`
  const account = await signUp(ctx, {
    storefront: 'pijar',
    email,
    name: 'Siti',
    password: 'sandi yang panjang',
    requestId: 'test',
  })
  assert.ok(account.ok)
  const begun = await beginOrder(storefronts, pijar, {
    ...course,
    sessionHash: undefined,
    accountId: account.value.accountId,
  })
  assert.ok(begun.ok)
  const form = { method: 'kartu_prakerja', card_number: card.number }
  for (const step of ['choose_payment', 'enter_card'])
    assert.equal(
      (await answerStep(storefronts, pijar, (await findOrder(ctx, begun.value))!, step, form)).ok,
      true,
    )
  return { order: (await findOrder(ctx, begun.value))!, phone: card.phone }
}

async function payBehindTheOrder(order: StorefrontOrder, phone: string): Promise<void> {
  const paid = await purchases.authorize({
    partner: toko,
    paymentToken: order.answers.token!,
    otp: await otpFor(phone),
    invoiceCode: order.orderNo,
    invoiceUrl: 'https://pijar.example/',
    requestId: 'r',
  })
  assert.equal(paid.ok, true)
}

async function mails(template: string): Promise<number> {
  const { rows } = await pool.query('select count(*)::int as n from outbox where template = $1', [template])
  return rows[0].n
}

test('an order whose payment was answered to nobody is finished when it is next looked at, with one receipt', async () => {
  const { order, phone } = await anOrder()
  await payBehindTheOrder(order, phone)
  assert.equal((await findOrder(ctx, order.orderNo))?.paidUnseen, true)
  const before = await mails('receipt')
  const settled = await Promise.all([1, 2, 3].map(() => settleOrder(storefronts, pijar, order)))
  for (const one of settled) assert.deepEqual([one.status, one.paidUnseen], ['paid', false])
  assert.equal((await mails('receipt')) - before, 1)
})

test('the same click twice pays once and sends one receipt', async () => {
  const { order, phone } = await anOrder()
  const otp = await otpFor(phone)
  const before = await mails('receipt')
  const answers = await Promise.all(
    [1, 2, 3].map(() => answerStep(storefronts, pijar, order, 'enter_otp', { otp })),
  )
  for (const answer of answers) assert.equal(answer.ok, true)
  assert.equal((await findOrder(ctx, order.orderNo))!.status, 'paid')
  assert.equal((await mails('receipt')) - before, 1)
})

test('an unpaid order lapses after a day, with one email; one that was paid in time does not', async () => {
  const [unpaid, paid] = [await anOrder(), await anOrder()]
  await payBehindTheOrder(paid.order, paid.phone)
  const began = clock.now()
  clock.advance(24 * hour)
  assert.equal((await findOrder(ctx, unpaid.order.orderNo))!.status, 'lapsed')
  const otp = await otpFor(unpaid.phone)
  const late = await answerStep(
    storefronts,
    pijar,
    (await findOrder(ctx, unpaid.order.orderNo))!,
    'enter_otp',
    { otp },
  )
  assert.deepEqual(late, { ok: false, refusals: [{ refusal: 'order_lapsed', facts: {} }] })
  await lapseOrders(storefronts)
  await lapseOrders(storefronts)
  assert.equal(await mails('order-lapsed'), 1)
  assert.equal((await findOrder(ctx, paid.order.orderNo))!.status, 'paid')
  clock.set(began)
})

test('an answer to a step where the order no longer stands changes nothing', async () => {
  const { order } = await anOrder()
  const stale = await answerStep(storefronts, pijar, order, 'choose_payment', { method: 'kartu_prakerja' })
  assert.equal(stale.ok, true)
  assert.equal((await findOrder(ctx, order.orderNo))!.step, 'enter_otp')
})
